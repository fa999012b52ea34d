using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// Checks what the processes that never crashed owe to every process, also to those that crashed: they deliver whatever any process
/// delivered (uniform agreement), and whatever any process learnt to be committed (no loss). A trace is judged by its end.
/// </summary>
internal static class OwedCheck
{
    /// <summary>Checks uniform agreement: any delivery obliges every process that never crashed.</summary>
    public static GuaranteeVerdict Uniform(Deliveries deliveries) => new(Guarantee.Uniform, Check(deliveries, TraceEventKind.Deliver)
        ?? Verdict.Holds($"Every process that never crashed delivers whatever any process delivers, even one that crashes."), null);

    /// <summary>Checks that nothing committed is lost. The promise bears the crash of fewer than half of the processes for good.</summary>
    public static GuaranteeVerdict NoLoss(Deliveries deliveries) => new(Guarantee.NoLoss, !deliveries.Trace.HasWorkingMajority
        ? Verdict.Vacuous($"At least half of the processes crashed for good, and a commitment outlives the crash of fewer only.")
        : Check(deliveries, TraceEventKind.Commit)
            ?? Verdict.Holds($"Every process that never crashed delivers whatever any process knew to be committed."), null);

    // Null if nothing obliged is missing.
    private static Verdict? Check(Deliveries deliveries, TraceEventKind kind)
    {
        Trace trace = deliveries.Trace;
        int[] obliging = Obliging(trace, kind);
        int[] correct = [.. Enumerable.Range(0, trace.Hosts.Length).Where(trace.IsCorrect)];
        if (correct.Length == 0)
            return Verdict.Vacuous($"Every process crashed.");
        if (Array.TrueForAll(obliging, place => place < 0))
            return Verdict.Vacuous(kind == TraceEventKind.Deliver
                ? Sentence.Of($"No process delivers anything.") : $"No process learns that a message is committed.");
        var had = new int[obliging.Length];
        foreach (int life in Enumerable.Range(0, trace.Lives.Length).Where(life => trace.IsCorrect(trace.Lives[life].Host)))
        {
            foreach (int place in deliveries.ByLife[life])
                had[deliveries.MessageAt(place)]++;
        }
        int missing = Enumerable.Range(0, obliging.Length)
            .FirstOrDefault(message => obliging[message] >= 0 && had[message] < correct.Length, -1);
        return missing < 0 ? null : Violated(deliveries, obliging[missing], correct);
    }

    // By message that was broadcast: the first event of the kind; -1 if there is none. Deliveries out of nowhere are integrity's business.
    private static int[] Obliging(Trace trace, TraceEventKind kind)
    {
        var obliging = new int[trace.MessageArray.Length];
        Array.Fill(obliging, -1);
        for (int place = 0; place < trace.EventArray.Length; place++)
        {
            ref readonly TraceEvent one = ref trace.EventArray[place];
            if (one.Kind == kind && obliging[one.Message] < 0 && trace.MessageArray[one.Message].Sent >= 0)
                obliging[one.Message] = place;
        }
        return obliging;
    }

    private static Verdict Violated(Deliveries deliveries, int obliging, int[] correct)
    {
        Trace trace = deliveries.Trace;
        TraceEvent one = trace.EventArray[obliging];
        int lacking = correct.First(host => !Enumerable.Range(0, trace.Lives.Length)
            .Any(life => trace.Lives[life].Host == host && deliveries.PlaceOf(life, one.Message) >= 0));
        string host = deliveries.Host(obliging), shown = deliveries.Shown(obliging), other = trace.Hosts[lacking];
        Sentence sentence = (one.Kind, trace.IsCorrect(one.Host)) switch
        {
            (TraceEventKind.Commit, _) => Sentence.Of($"{host} knows that {shown} is committed, and {other} never delivers it."),
            (_, true) => $"{host} delivers {shown}, and {other} never delivers it.",
            (_, false) => $"{host} delivers {shown} and crashes, and {other} never delivers it.",
        };
        return new Verdict(Finding.Violated, sentence, deliveries.WitnessOf(obliging, -1, lacking));
    }
}

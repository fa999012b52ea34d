using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// Checks validity and agreement among the processes that never crashed. A trace is judged by its end: an event missing by then counts as
/// missing for ever.
/// </summary>
internal static class ReliableCheck
{
    public static GuaranteeVerdict Check(Deliveries deliveries)
    {
        Trace trace = deliveries.Trace;
        int[] owed = Owed(deliveries);
        int obliged = owed.Count(place => place >= 0);
        var delivered = new int[trace.MessageArray.Length];
        for (int life = 0; life < trace.Lives.Length; life++)
        {
            if (!trace.IsCorrect(trace.Lives[life].Host))
                continue;
            foreach (int place in deliveries.ByLife[life])
                delivered[deliveries.MessageAt(place)]++;
        }
        int correct = Enumerable.Range(0, trace.Hosts.Length).Count(trace.IsCorrect);
        for (int message = 0; message < owed.Length; message++)
        {
            if (owed[message] >= 0 && delivered[message] < correct)
                return Violated(deliveries, message, owed[message]);
        }
        return new GuaranteeVerdict(Guarantee.Reliable, obliged == 0
            ? Verdict.Vacuous($"No process that never crashed broadcasts or delivers anything.")
            : Verdict.Holds($"Every process that never crashed delivers whatever any such process broadcasts or delivers."), null);
    }

    /// <summary>The processes that never crashed and lack a message which all of them should have.</summary>
    public static IEnumerable<string> Lacking(Deliveries deliveries)
    {
        Trace trace = deliveries.Trace;
        // Whatever a process that never crashed delivers is owed by all of them, so the one that lacks nothing delivered just as many.
        int owed = Owed(deliveries).Count(place => place >= 0);
        return Enumerable.Range(0, trace.Hosts.Length).Where(trace.IsCorrect).Where(host => owed > Enumerable.Range(0, trace.Lives.Length)
            .Where(life => trace.Lives[life].Host == host).Sum(life => deliveries.ByLife[life].Length)).Select(host => trace.Hosts[host]);
    }

    // By message: the event that obliges every process to deliver it; -1 if there is none. A delivery obliges more than a broadcast, which
    // can be withdrawn.
    private static int[] Owed(Deliveries deliveries)
    {
        Trace trace = deliveries.Trace;
        var owed = new int[trace.MessageArray.Length];
        var withdrawn = new bool[owed.Length];
        foreach (TraceEvent one in trace.EventArray)
        {
            if (one.Kind == TraceEventKind.Withdraw)
                withdrawn[one.Message] = true;
        }
        for (int message = 0; message < owed.Length; message++)
        {
            int sent = trace.MessageArray[message].Sent;
            owed[message] = sent >= 0 && !withdrawn[message] && trace.IsCorrect(trace.EventArray[sent].Host) ? sent : -1;
        }
        for (int life = 0; life < trace.Lives.Length; life++)
        {
            if (!trace.IsCorrect(trace.Lives[life].Host))
                continue;
            foreach (int place in deliveries.ByLife[life])
            {
                ref int obliging = ref owed[deliveries.MessageAt(place)];
                if (obliging < 0 || trace.EventArray[obliging].Kind != TraceEventKind.Deliver)
                    obliging = place;
            }
        }
        return owed;
    }

    private static GuaranteeVerdict Violated(Deliveries deliveries, int message, int owed)
    {
        Trace trace = deliveries.Trace;
        var has = new bool[trace.Hosts.Length];
        for (int life = 0; life < trace.Lives.Length; life++)
            has[trace.Lives[life].Host] |= deliveries.PlaceOf(life, message) >= 0;
        int lacking = Enumerable.Range(0, has.Length).First(host => !has[host] && trace.IsCorrect(host));
        string host = deliveries.Host(owed), shown = deliveries.Shown(owed), other = trace.Hosts[lacking];
        bool isOwn = lacking == trace.EventArray[owed].Host;
        Sentence sentence = (trace.EventArray[owed].Kind, isOwn) switch
        {
            (TraceEventKind.Send, true) => Sentence.Of($"{host} broadcasts {shown}, and never delivers it itself."),
            (TraceEventKind.Send, false) => $"{host} broadcasts {shown}, and {other} never delivers it.",
            (_, true) => $"{host} delivers {shown}, and never delivers it itself.",
            (_, false) => $"{host} delivers {shown}, and {other} never delivers it.",
        };
        return new GuaranteeVerdict(
            Guarantee.Reliable, new Verdict(Finding.Violated, sentence, deliveries.WitnessOf(owed, -1, lacking)), null);
    }
}

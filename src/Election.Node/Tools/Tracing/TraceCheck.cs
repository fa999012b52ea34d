using System.Collections.Immutable;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Node.Tools.Tracing;

/// <summary>
/// <c>election trace check</c>: prints the verdict on every guarantee. The exit code covers only the guarantees that were asked for.
/// </summary>
internal static class TraceCheck
{
    /// <summary>Checks a trace and reports.</summary>
    /// <param name="files">The trace files, or the folder of a run.</param>
    /// <param name="order">The order whose promises are asked for; null for the order that the trace names.</param>
    /// <param name="require">The guarantees that are asked for; empty for those of the order.</param>
    /// <param name="isJson">True to print a JSON document instead of sentences.</param>
    /// <param name="terminal">Receives the report.</param>
    /// <returns>The exit code: 0 holds, 1 violated, 2 vacuous or a file cannot be read.</returns>
    /// <exception cref="Runtime.StartRefusedException">The files hold no trace.</exception>
    public static int Run(
        IReadOnlyList<string> files, string? order, ImmutableArray<Guarantee> require, bool isJson, TextTerminal terminal)
    {
        if (!TraceFiles.Read(files).TryGet(out Trace? trace, out Sentence? problem))
        {
            // Without --order and --require, only the trace says what is asked for.
            ImmutableArray<Guarantee> wanted = order is null && require.IsEmpty ? [] : Asked(order, require, null);
            if (isJson)
                terminal.Out.WriteLine(TraceCheckDocument.OfUnreadable(wanted, problem).ToLine());
            else
                terminal.Error.WriteLine(PrintableText.Of(terminal.Say(problem)));
            return ExitCode.Inconclusive;
        }
        TraceReport report = TraceChecker.Check(trace);
        ImmutableArray<Guarantee> asked = Asked(order ?? trace.Run.Order, require, trace);
        (int code, Sentence sentence) = Conclude(report, asked);
        if (isJson)
            terminal.Out.WriteLine(TraceCheckDocument.Of(trace, report, asked, code, sentence).ToLine());
        else
            Print(trace, report, asked, sentence, terminal);
        return code;
    }

    private static ImmutableArray<Guarantee> Asked(string? order, ImmutableArray<Guarantee> require, Trace? trace)
    {
        if (!require.IsEmpty)
            return require;
        return (order is null ? null : GuaranteeText.PromisedBy(order, trace))
            ?? [Guarantee.Integrity, Guarantee.Reliable, Guarantee.Fifo, Guarantee.Causal, Guarantee.Total, Guarantee.Uniform];
    }

    private static (int Code, Sentence Sentence) Conclude(TraceReport report, ImmutableArray<Guarantee> asked)
    {
        // A trace that breaks the causes it declares has broken causal order, too.
        ImmutableArray<Guarantee> all = asked.Contains(Guarantee.Causal) ? asked.Add(Guarantee.DeclaredCausal) : asked;
        string names = Listed(asked);
        string violated = Listed(all.Where(one => report[one].Finding == Finding.Violated));
        if (violated.Length > 0)
            return (ExitCode.Violated, Sentence.Of($"violated: {violated} (asked for: {names})"));
        string vacuous = Listed(asked.Where(one => report[one].Finding == Finding.Vacuous));
        return vacuous.Length > 0
            ? (ExitCode.Inconclusive, Sentence.Of($"not put to the test: {vacuous} (asked for: {names})"))
            : (ExitCode.Success, $"holds: {names}");
    }

    private static string Listed(IEnumerable<Guarantee> guarantees) => string.Join(", ", guarantees.Distinct().Select(one => one.ToText()));

    private static void Print(Trace trace, TraceReport report, ImmutableArray<Guarantee> asked, Sentence sentence, TextTerminal terminal)
    {
        terminal.Print(TraceWordsOf(trace));
        foreach (GuaranteeVerdict one in report.Guarantees)
        {
            string mark = asked.Contains(one.Guarantee) ? "*" : " ";
            string verdict = $"{one.Guarantee.ToText(),-16} {one.Finding.ToText(),-9}";
            terminal.Out.WriteLine($"{mark} {verdict} {PrintableText.Of(terminal.Say(one.GapAware.Sentence))}");
            PrintWitness(one.GapAware.Witness, terminal);
            if (one.AmongDelivered is not { } weaker)
                continue;
            Sentence among = $"    among delivered {weaker.Finding.ToText(),-7} {weaker.Sentence}";
            terminal.Out.WriteLine(PrintableText.Of(terminal.Say(among)));
            if (weaker.Witness != one.GapAware.Witness)
                PrintWitness(weaker.Witness, terminal);
        }
        terminal.Print(sentence);
    }

    private static void PrintWitness(Witness? witness, TextTerminal terminal)
    {
        if (witness is null)
            return;
        Sentence second = witness.SecondAt.Length == 0 ? Sentence.Of($"the end of its trace") : $"{Shown(witness.SecondAt)}";
        terminal.Print($"{"",28} witness {witness.First} ({Shown(witness.FirstAt)}), {witness.Second} ({second})");
    }

    private static string Shown(string place) => PrintableText.Of(Path.GetFileName(place));

    private static Sentence TraceWordsOf(Trace trace)
    {
        int broadcasts = trace.Events.Count(one => one.Kind == TraceEventKind.Send);
        int deliveries = trace.Events.Count(one => one.Kind == TraceEventKind.Deliver);
        Sentence order = trace.Run.Order is { } named ? Sentence.Of($" · order {PrintableText.Of(named)}") : $"";
        return
            $"{trace.Hosts.Length} processes · {trace.Events.Count} events · {broadcasts} broadcasts · {deliveries} deliveries{order}";
    }
}

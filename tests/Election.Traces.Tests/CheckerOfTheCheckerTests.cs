using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Traces.Tests;

/// <summary>All small executions, each judged by the checker and by the slow definitions.</summary>
public sealed class CheckerOfTheCheckerTests
{
    private const int Ghost = -1;

    /// <summary>The executions are those without cyclic causes; that those with cycles are refused is compared as well.</summary>
    /// <param name="processes">The number of processes.</param>
    /// <param name="senders">The sender of each message; -1 for a message that is never broadcast.</param>
    /// <param name="mayCrash">True if each process crashes in one execution and survives in another.</param>
    /// <param name="executions">The number of executions.</param>
    [Theory]
    [InlineData(2, new[] { 0, 0, Ghost }, true, 19520)]
    [InlineData(2, new[] { 0, 1, Ghost }, true, 28304)]
    [InlineData(3, new[] { 0, 1 }, true, 1800)]
    [InlineData(3, new[] { 0, 0 }, true, 1400)]
    [InlineData(2, new[] { 0, 0, 0 }, false, 592)]
    [InlineData(2, new[] { 0, 0, 1 }, false, 931)]
    [InlineData(3, new[] { 0, 1, 2 }, false, 20368)]
    [InlineData(3, new[] { 0, 0, 1 }, false, 14896)]
    public void Every_small_execution_gets_the_verdicts_of_the_definitions(int processes, int[] senders, bool mayCrash, int executions)
    {
        bool hasGhost = senders.Contains(Ghost);
        SmallStep[][][] sides = [.. Enumerable.Range(0, processes).Select(p => Sides(p, senders, hasGhost).ToArray())];
        int compared = 0;
        foreach (SmallStep[][] execution in Products(sides))
        {
            for (int crashes = 0; crashes < (mayCrash ? 1 << processes : 1); crashes++)
                compared += Compare(execution, [.. Enumerable.Range(0, processes).Select(p => (crashes >> p & 1) != 0)], senders);
        }
        Assert.Equal(executions, compared);
    }

    private static IEnumerable<SmallStep[][]> Products(SmallStep[][][] sides) => sides.Length == 0
        ? [[]]
        : sides[0].SelectMany(first => Products(sides[1..]).Select(rest => (SmallStep[][])[first, .. rest]));

    /// <summary>Compares the verdicts on one execution; 1 if it is one, 0 if causes are cyclic.</summary>
    private static int Compare(SmallStep[][] processes, bool[] crashed, int[] senders)
    {
        var slow = new SlowDefinitions(processes, crashed, senders.Length);
        Trace? trace = Build(processes, crashed, senders, out TraceFault? fault);
        if (slow.IsCyclic)
        {
            Assert.True(trace is null && fault!.Problem.InEnglish().StartsWith("cyclic causes", StringComparison.Ordinal), Told(processes));
            return 0;
        }
        Assert.True(trace is not null, Told(processes));
        TraceReport report = TraceChecker.Check(trace);
        Agree(slow.Integrity, report[Guarantee.Integrity].GapAware, processes);
        Agree(slow.Reliable, report[Guarantee.Reliable].GapAware, processes);
        Agree(slow.Fifo, report[Guarantee.Fifo].GapAware, processes);
        Agree(slow.Causal, report[Guarantee.Causal].GapAware, processes);
        Agree(slow.Total, report[Guarantee.Total].GapAware, processes);
        Agree(slow.Uniform, report[Guarantee.Uniform].GapAware, processes);
        Agree(slow.Prefix, report[Guarantee.Prefix].GapAware, processes);
        // The weaker form is reported only where the stronger is violated; where the stronger holds, so must the weaker.
        Agree(slow.FifoAmongDelivered, report[Guarantee.Fifo].AmongDelivered, processes);
        Agree(slow.CausalAmongDelivered, report[Guarantee.Causal].AmongDelivered, processes);
        Agree(slow.TotalAmongDelivered, report[Guarantee.Total].AmongDelivered, processes);
        Metamorphic(slow, processes);
        return 1;
    }

    // Complete, FIFO and total, with senders that deliver their own messages: then causal. An execution without cycles implies that a
    // process delivers its own message only after broadcasting it.
    private static void Metamorphic(SlowDefinitions slow, SmallStep[][] processes) =>
        Assert.True(!(slow.IsComplete && slow.Fifo && slow.Total && OwnFirst(processes)) || slow.Causal, Told(processes));

    // A sender that delivered another's message before its own broadcast has it before its own in the single order.
    private static bool OwnFirst(SmallStep[][] processes) =>
        processes.All(steps => steps.Where(step => step.IsSend).All(sent => steps.Contains(sent with { IsSend = false })));

    private static void Agree(bool slow, Verdict? verdict, SmallStep[][] processes)
    {
        bool isViolated = verdict is { Finding: Finding.Violated };
        Assert.True(slow != isViolated, $"{Told(processes)} slow: {slow}, checker: {verdict}");
        Assert.True(verdict is null || (verdict.Finding == Finding.Violated) == (verdict.Witness is not null));
    }

    private static string Told(SmallStep[][] processes) =>
        string.Join(" | ", processes.Select(steps => string.Join(' ', steps.Select(step => (step.IsSend ? "b" : "d") + step.Message))));

    private static Trace? Build(SmallStep[][] processes, bool[] crashed, int[] senders, out TraceFault? fault)
    {
        string[] names = ["n0", "n1", "n2"];
        var builder = new TraceBuilder();
        for (int p = 0; p < processes.Length; p++)
        {
            builder.BeginFile(names[p], names[p], names[..processes.Length]);
            int line = 1;
            foreach (SmallStep step in processes[p])
            {
                int origin = senders[step.Message] == Ghost ? 0 : senders[step.Message];
                TraceEventKind kind = step.IsSend ? TraceEventKind.Send : TraceEventKind.Deliver;
                builder.Add(new RawEvent { Line = line++, Host = names[p], Kind = kind, Message = $"n{origin}:{step.Message}", AtUs = -1 });
            }
            if (crashed[p])
                builder.Add(new RawEvent { Line = line, Host = names[p], Kind = TraceEventKind.Crash, AtUs = -1 });
        }
        Trace? trace = builder.Build();
        fault = builder.Fault;
        return trace;
    }

    // Everything a process can do: its own broadcasts, in the order of the messages, among any deliveries.
    private static IEnumerable<SmallStep[]> Sides(int process, int[] senders, bool mayRepeat)
    {
        int[] own = [.. Enumerable.Range(0, senders.Length).Where(message => senders[message] == process)];
        return Sequences(senders.Length, senders.Length, mayRepeat).SelectMany(delivered => Woven(own, 0, delivered, 0));
    }

    private static IEnumerable<int[]> Sequences(int messages, int most, bool mayRepeat)
    {
        yield return [];
        if (most == 0)
            yield break;
        foreach (int[] rest in Sequences(messages, most - 1, mayRepeat))
        {
            for (int m = 0; m < messages; m++)
            {
                if ((mayRepeat || !rest.Contains(m)) && rest.Length == most - 1)
                    yield return [.. rest, m];
            }
        }
        if (most > 1)
        {
            foreach (int[] shorter in Sequences(messages, most - 1, mayRepeat).Where(one => one.Length > 0))
                yield return shorter;
        }
    }

    private static IEnumerable<SmallStep[]> Woven(int[] own, int o, int[] delivered, int d)
    {
        if (o == own.Length && d == delivered.Length)
        {
            yield return [];
            yield break;
        }
        if (o < own.Length)
        {
            foreach (SmallStep[] rest in Woven(own, o + 1, delivered, d))
                yield return [new SmallStep(true, own[o]), .. rest];
        }
        if (d < delivered.Length)
        {
            foreach (SmallStep[] rest in Woven(own, o, delivered, d + 1))
                yield return [new SmallStep(false, delivered[d]), .. rest];
        }
    }
}

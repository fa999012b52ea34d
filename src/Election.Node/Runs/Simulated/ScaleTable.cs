using System.Globalization;
using Election.Groups.Faults;
using Election.Node.Talk;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Simulation;

namespace Election.Node.Runs.Simulated;

/// <summary>
/// <c>election sim --scale</c>: the cost and latency of a vote by group size and loss, as a Markdown table. Votes arrive at
/// <see cref="VotesPerSecond"/> over the whole group, on a network with a one-way delay of 0.2 ms.
/// </summary>
internal static class ScaleTable
{
    /// <summary>The rate of votes over the whole group, per second.</summary>
    public const int VotesPerSecond = 200;

    // The least number of votes behind each row, so that its p99 is meaningful.
    private const int LeastVotes = 1200;

    private static readonly int[] s_sizes = [3, 5, 15, 64, 128];
    private static readonly int[] s_lossPercents = [0, 10, 30];

    /// <summary>Computes and prints the table.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ScaleSettings settings, TextTerminal terminal, Interruption interruption)
    {
        terminal.Print($"| N | loss | p50 | p99 | datagrams a vote | repairs per lost copy |");
        terminal.Out.WriteLine("|---|---|---|---|---|---|");
        bool broken = false;
        foreach (int nodes in s_sizes)
        {
            foreach (int loss in s_lossPercents)
            {
                SweepSummary row = Row(nodes, loss, interruption.Token);
                broken |= row.Violations + row.Stalled > 0;
                terminal.Out.WriteLine(Text(nodes, loss, row));
            }
        }
        return broken ? ExitCode.Violated : ExitCode.Success;
    }

    private static SweepSummary Row(int nodes, int lossPercent, CancellationToken cancelled)
    {
        var row = new SweepSummary();
        var plain = new ElectionScenario
        {
            Nodes = nodes,
            Seed = 0,
            VoteWithin = TimeSpan.FromSeconds((double)nodes / VotesPerSecond),
            Faults = lossPercent == 0 ? [] : [new FaultSpec(FaultWhen.Always, FaultWhere.Everywhere, Loss(lossPercent))],
            Network = new SimulationOptions { HasDigest = false, MaxEvents = long.MaxValue },
        };
        int runs = (LeastVotes + nodes - 1) / nodes;
        SweepRunner.Run(runs, number => SweepRun.Of(plain with { Seed = (ulong)number + 1 }), row.Add, cancelled);
        return row;
    }

    private static LossAction Loss(int percent) => new(new Probability(percent * (Probability.Whole / 100)));

    private static string Text(int nodes, int loss, SweepSummary row)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        string repairs = row.LostCopies == 0 ? "–" : string.Create(plain, $"{(double)row.Repairs / row.LostCopies:0.00}");
        string p50 = Ms(row.Latency(0.5)), p99 = Ms(row.Latency(0.99));
        return string.Create(plain, $"| {nodes} | {loss} % | {p50} | {p99} | {row.PerVote(row.Datagrams):0.0} | {repairs} |");
    }

    private static string Ms(TimeSpan? time) => string.Create(CultureInfo.InvariantCulture, $"{time?.TotalMilliseconds:0.0} ms");
}

using System.Globalization;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Simulation.Sweeps;

namespace Election.Node.Runs.Simulated;

/// <summary>Prints the result of a sweep for people.</summary>
internal static class SweepReport
{
    /// <summary>The counts, in one sentence.</summary>
    public static Sentence SentenceOf(SweepSettings settings, SweepSummary summary) => settings.Plain.Order == DeliveryOrder.Atomic
        ? Sentence.Of($"{summary.Runs} elections of {settings.Plain.Nodes} nodes, seeds {settings.Seeds}: {summary.Violations} violations, {
        summary.Stalled} stalled")
        : $"{summary.Runs} elections of {settings.Plain.Nodes} nodes, seeds {settings.Seeds}: {summary.Violations} violations, {
        summary.Stalled} stalled, {summary.Diverged} diverged";

    /// <summary>Prints everything.</summary>
    public static void Print(SweepSettings settings, SweepSummary summary, IReadOnlyList<SweepRun> shortest, TextTerminal terminal)
    {
        terminal.Print(SentenceOf(settings, summary));
        string reached = string.Join(" · ",
            summary.Coverage.Named.Select(mark => string.Create(CultureInfo.InvariantCulture, $"{mark.Name} {mark.Count}")));
        terminal.Print($"reached   {reached}");
        if (summary.Latency(0.5) is { } median)
        {
            string p50 = Ms(median), p90 = Ms(summary.Latency(0.9)), p99 = Ms(summary.Latency(0.99));
            terminal.Print(
                $"latency   p50 {p50} · p90 {p90} · p99 {p99} (virtual, from a vote's decision to the median member's delivery)");
            double? datagrams = summary.PerVote(summary.Datagrams), bytes = summary.PerVote(summary.Bytes);
            terminal.Print($"network   {datagrams:0.0} datagrams and {bytes:0} bytes a vote, all traffic included");
        }
        for (int i = 0; i < summary.Broken.Count; i++)
            Print(summary.Broken[i], i < shortest.Count ? shortest[i] : null, terminal);
    }

    private static void Print(SweepRun broken, SweepRun? shortest, TextTerminal terminal)
    {
        Sentence sentence = broken.Violations.IsEmpty ? broken.Stalled! : broken.Violations[0].Sentence;
        terminal.Print($"seed {broken.Scenario.Seed}: {broken.BrokenPromise}: {sentence}");
        terminal.Print($"  replay    {broken.Scenario.ReplayLine}");
        if (shortest is not null)
            terminal.Print($"  shortest  {shortest.Scenario.ReplayLine}");
    }

    private static string Ms(TimeSpan? time) => string.Create(CultureInfo.InvariantCulture, $"{time?.TotalMilliseconds:0.0} ms");
}

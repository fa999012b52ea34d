using System.Globalization;
using Election.Groups.Model;
using Election.Simulation.Sweeps;

namespace Election.Node.Simulated;

/// <summary>What a sweep prints for people.</summary>
internal static class SweepReport
{
    /// <summary>The counts, in one sentence.</summary>
    public static string Sentence(SweepSettings settings, SweepSummary summary) => Invariant(
        $"{summary.Runs} elections of {settings.Plain.Nodes} nodes, seeds {settings.Seeds}: {summary.Violations} violations, {summary.Stalled} stalled")
        + (settings.Plain.Order == DeliveryOrder.Atomic ? "" : Invariant($", {summary.Diverged} diverged"));

    /// <summary>Prints everything.</summary>
    public static void Print(SweepSettings settings, SweepSummary summary, IReadOnlyList<SweepRun> shortest, TextWriter to)
    {
        to.WriteLine(Sentence(settings, summary));
        to.WriteLine("reached   " + string.Join(" · ", summary.Coverage.Named.Select(mark => Invariant($"{mark.Name} {mark.Count}"))));
        if (summary.Latency(0.5) is { } median)
        {
            to.WriteLine(Invariant($"latency   p50 {Ms(median)} · p90 {Ms(summary.Latency(0.9))} · p99 {Ms(summary.Latency(0.99))} ")
                + "(virtual, from a vote's decision to the median member's delivery)");
            to.WriteLine(Invariant(
                $"network   {summary.PerVote(summary.Datagrams):0.0} datagrams and {summary.PerVote(summary.Bytes):0} bytes a vote, all traffic included"));
        }
        for (int i = 0; i < summary.Broken.Count; i++)
            Print(summary.Broken[i], i < shortest.Count ? shortest[i] : null, to);
    }

    private static void Print(SweepRun broken, SweepRun? shortest, TextWriter to)
    {
        string sentence = broken.Violations.IsEmpty ? broken.Stalled! : broken.Violations[0].Sentence;
        to.WriteLine(Invariant($"seed {broken.Scenario.Seed}: {broken.BrokenPromise}: {sentence}"));
        to.WriteLine($"  replay    {broken.Scenario.ReplayLine}");
        if (shortest is not null)
            to.WriteLine($"  shortest  {shortest.Scenario.ReplayLine}");
    }

    private static string Ms(TimeSpan? time) => Invariant($"{time?.TotalMilliseconds:0.0} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Simulation.Sweeps;

/// <summary>The results kept from one election of a sweep.</summary>
public sealed record SweepRun
{
    /// <summary>The name of the promise that stands for a node's own invariants.</summary>
    public const string InvariantPromise = "invariant";

    /// <summary>
    /// The pseudo-promise violated by a run in which a member never reached a certificate, though every fault had healed.
    /// </summary>
    public const string ProgressPromise = "progress";

    /// <summary>The scenario that was simulated.</summary>
    public required ElectionScenario Scenario { get; init; }

    /// <summary>The verdict over all nodes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The violated promises.</summary>
    public required ImmutableArray<Violation> Violations { get; init; }

    /// <summary>The reason it counts as stalled; null if it does not.</summary>
    public Sentence? Stalled { get; init; }

    /// <summary>The situations that the run reached.</summary>
    public Coverage Coverage { get; init; } = Coverage.None;

    /// <summary>The latency of each vote.</summary>
    public ImmutableArray<TimeSpan> Latencies { get; init; } = [];

    /// <summary>The number of multicast datagrams.</summary>
    public long Datagrams { get; init; }

    /// <summary>The number of multicast payload bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The number of copies of stream messages that the network did not deliver.</summary>
    public long LostCopies { get; init; }

    /// <summary>The number of messages that were sent again.</summary>
    public long Repairs { get; init; }

    /// <summary>The number of simulated events.</summary>
    public long Events { get; init; }

    /// <summary>The first violated promise, with progress as the last; null if all were kept.</summary>
    public string? BrokenPromise => Violations.IsEmpty ? Stalled is null ? null : ProgressPromise : Violations[0].Promise;

    /// <summary>Simulates an election. An exception thrown by a node is a violated promise, too.</summary>
    public static SweepRun Of(ElectionScenario scenario)
    {
        try
        {
            return Of(ElectionSimulation.Run(scenario));
        }
        catch (Exception defect) when (defect is not (ArgumentException { ParamName: "scenario" } or OutOfMemoryException))
        {
            var violation = new Violation(TimeSpan.Zero, InvariantPromise, $"{defect.Message}");
            return new SweepRun { Scenario = scenario, Verdict = Verdict.Stalled, Violations = [violation] };
        }
    }

    /// <summary>Extracts the results to keep from a run.</summary>
    public static SweepRun Of(ElectionRun run) => new()
    {
        Scenario = run.Scenario,
        Verdict = run.Verdict,
        Violations = run.Violations,
        Stalled = StalledBecause(run),
        Coverage = run.Coverage.Marks(),
        Latencies = run.Latencies,
        Datagrams = run.History.Count(HistoryKind.Send),
        Bytes = run.History.BytesSent,
        LostCopies = run.History.DroppedMessages,
        Repairs = run.Repairs,
        Events = run.Events,
    };

    private static Sentence? StalledBecause(ElectionRun run)
    {
        if (run.End != SimulationEnd.Finished)
            return $"the simulation ended by {run.End} at {run.EndedAt.TotalSeconds} s";
        NodeOutcome? stuck = run.Nodes.FirstOrDefault(
            node => node is { CrashedAt: null, IsMember: true } && node.Verdict is not Verdict.Certified);
        if (stuck is null || stuck.Verdict == Verdict.Diverged)
            return null;
        return stuck.Snapshot is { Reason: { } reason }
            ? Sentence.Of($"{stuck.Id} ended {stuck.Verdict}: {reason}") : $"{stuck.Id} ended {stuck.Verdict}: it never started";
    }
}

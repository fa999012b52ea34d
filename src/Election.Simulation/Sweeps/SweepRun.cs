using System.Collections.Immutable;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Simulation.Sweeps;

/// <summary>What remains of one election of a sweep.</summary>
public sealed record SweepRun
{
    /// <summary>The promise whose breach says that a node's own invariants did not hold.</summary>
    public const string InvariantPromise = "invariant";

    /// <summary>The pseudo-promise of a run in which a member never came to a certificate, though everything had healed.</summary>
    public const string ProgressPromise = "progress";

    /// <summary>What was simulated.</summary>
    public required ElectionScenario Scenario { get; init; }

    /// <summary>How it ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Broken promises.</summary>
    public required ImmutableArray<Violation> Violations { get; init; }

    /// <summary>Why it counts as stalled; null when it does not.</summary>
    public Sentence? Stalled { get; init; }

    /// <summary>What it reached.</summary>
    public Coverage Coverage { get; init; } = Coverage.None;

    /// <summary>The latency of each vote.</summary>
    public ImmutableArray<TimeSpan> Latencies { get; init; } = [];

    /// <summary>Datagrams that were multicast.</summary>
    public long Datagrams { get; init; }

    /// <summary>Payload bytes that were multicast.</summary>
    public long Bytes { get; init; }

    /// <summary>Copies of a stream's messages that the network did not deliver.</summary>
    public long LostCopies { get; init; }

    /// <summary>Messages that were sent again.</summary>
    public long Repairs { get; init; }

    /// <summary>Events that were simulated.</summary>
    public long Events { get; init; }

    /// <summary>The first promise that was broken, progress being the last; null when all were kept.</summary>
    public string? BrokenPromise => Violations.IsEmpty ? Stalled is null ? null : ProgressPromise : Violations[0].Promise;

    /// <summary>Simulates an election. What a node throws is a broken promise, too.</summary>
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

    /// <summary>What remains of a run.</summary>
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
        NodeOutcome? stuck = run.Nodes.FirstOrDefault(node => node is { CrashedAt: null, IsMember: true } && node.Verdict is not Verdict.Certified);
        if (stuck is null || stuck.Verdict == Verdict.Diverged)
            return null;
        return stuck.Snapshot is { Reason: { } reason }
            ? Sentence.Of($"{stuck.Id} ended {stuck.Verdict}: {reason}") : $"{stuck.Id} ended {stuck.Verdict}: it never started";
    }
}

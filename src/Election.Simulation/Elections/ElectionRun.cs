using System.Collections.Immutable;
using Election.Simulation.Checkers;
using Election.Voting.Core;

namespace Election.Simulation.Elections;

/// <summary>A simulated election that is over.</summary>
public sealed record ElectionRun
{
    /// <summary>The scenario that was simulated.</summary>
    public required ElectionScenario Scenario { get; init; }

    /// <summary>The reason for the simulation to end.</summary>
    public required SimulationEnd End { get; init; }

    /// <summary>The verdict over all nodes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The nodes, in the order of their numbers.</summary>
    public required ImmutableArray<NodeOutcome> Nodes { get; init; }

    /// <summary>The violated promises; empty unless the program is at fault.</summary>
    public required ImmutableArray<Violation> Violations { get; init; }

    /// <summary>The history, with the digest that equal runs share.</summary>
    public required History History { get; init; }

    /// <summary>The virtual time from the first START to the last certificate; null if either is missing.</summary>
    public required TimeSpan? Elapsed { get; init; }

    /// <summary>The latency of each vote, from decision to the median member's delivery, for votes that so many delivered.</summary>
    public required ImmutableArray<TimeSpan> Latencies { get; init; }

    /// <summary>The situations that the run reached.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The number of messages that nodes sent again.</summary>
    public required long Repairs { get; init; }

    /// <summary>The virtual time at the end.</summary>
    public required TimeSpan EndedAt { get; init; }

    /// <summary>The number of simulated events.</summary>
    public required long Events { get; init; }
}

using System.Collections.Immutable;
using Election.Simulation.Checkers;
using Election.Voting.Core;

namespace Election.Simulation.Elections;

/// <summary>A simulated election that is over.</summary>
public sealed record ElectionRun
{
    /// <summary>What was simulated.</summary>
    public required ElectionScenario Scenario { get; init; }

    /// <summary>Why the simulation ended.</summary>
    public required SimulationEnd End { get; init; }

    /// <summary>How the election ended, over all nodes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The nodes, in the order of their numbers.</summary>
    public required ImmutableArray<NodeOutcome> Nodes { get; init; }

    /// <summary>Broken promises; empty unless the program is at fault.</summary>
    public required ImmutableArray<Violation> Violations { get; init; }

    /// <summary>What happened, with the digest that two equal runs share.</summary>
    public required History History { get; init; }

    /// <summary>From the first START to the last certificate, in virtual time; null without either.</summary>
    public required TimeSpan? Elapsed { get; init; }

    /// <summary>The latency of each vote, from decision to the median member's delivery, as far as that many delivered it.</summary>
    public required ImmutableArray<TimeSpan> Latencies { get; init; }

    /// <summary>What the run reached.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Messages that nodes sent again.</summary>
    public required long Repairs { get; init; }

    /// <summary>Virtual time at the end.</summary>
    public required TimeSpan EndedAt { get; init; }

    /// <summary>Events that were simulated.</summary>
    public required long Events { get; init; }
}

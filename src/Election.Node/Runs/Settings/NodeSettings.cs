using System.Collections.Immutable;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>The settings of one node.</summary>
internal sealed record NodeSettings
{
    /// <summary>The settings that all nodes share.</summary>
    public required ElectionSettings Election { get; init; }

    /// <summary>The node's id.</summary>
    public required MemberId Id { get; init; }

    /// <summary>The nodes to reach by unicast; null for multicast.</summary>
    public required PeerSettings? Peers { get; init; }

    /// <summary>The number of nodes that take part.</summary>
    public required int Expect { get; init; }

    /// <summary>The node's role.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>The chair's node, which may start and close; null for none.</summary>
    public required MemberId? Chair { get; init; }

    /// <summary>The votes that the node casts by itself, in order of time; empty for an observer, and where a person votes.</summary>
    public required ImmutableArray<PlannedVote> Votes { get; init; }

    /// <summary>The time of the last vote planned in its run, after the opening.</summary>
    public TimeSpan VotesUntil { get; init; }

    /// <summary>The file of the private key of the voter at this node; null if the node's own key votes.</summary>
    public required string? VoterKey { get; init; }

    /// <summary>A START given to all nodes of the run in place of the barrier; null to meet at the barrier.</summary>
    public GivenStart? GivenStart { get; init; }

    /// <summary>The voters; empty for an open roll.</summary>
    public required ImmutableArray<Voter> Roll { get; init; }

    /// <summary>The folder of the node's key and journal.</summary>
    public required string DataFolder { get; init; }

    /// <summary>True to abandon an unfinished election in the folder.</summary>
    public required bool IsFresh { get; init; }

    /// <summary>True if no person uses this node.</summary>
    public required bool IsHeadless { get; init; }

    /// <summary>True if the node has a screen: a person uses it, and both ends of the process are a terminal.</summary>
    public required bool HasScreen { get; init; }

    /// <summary>True if the screen is read-only.</summary>
    public required bool IsReadOnly { get; init; }

    /// <summary>True if the screen draws with ASCII only.</summary>
    public required bool IsAscii { get; init; }

    /// <summary>The file of its transcript; null for the one in the folder of its election.</summary>
    public required string? Transcript { get; init; }

    /// <summary>The file of its trace; null for the one in the folder of its election.</summary>
    public required string? Trace { get; init; }

    /// <summary>True if the node belongs to a run that reads its progress; it ends when that run does.</summary>
    public required bool IsPartOfRun { get; init; }

    /// <summary>The file in which a node in a pane leaves its report to its run; null for any other node.</summary>
    public required string? Report { get; init; }

    /// <summary>True if its data folder is one of a run, which lasts for one election, and not its own.</summary>
    public bool HasRunFolder => IsPartOfRun || Report is not null;

    /// <summary>The start of its run; null for a node on its own, whose run starts with it.</summary>
    public required DateTimeOffset? RunBegan { get; init; }

    /// <summary>True if the election is announced while the node runs.</summary>
    public required bool IsAnnouncing { get; init; }
}

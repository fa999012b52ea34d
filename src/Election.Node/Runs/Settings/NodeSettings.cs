using System.Collections.Immutable;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>All that one node needs to know.</summary>
internal sealed record NodeSettings
{
    /// <summary>What all nodes have in common.</summary>
    public required ElectionSettings Election { get; init; }

    /// <summary>The node's name.</summary>
    public required MemberId Id { get; init; }

    /// <summary>The nodes to reach by unicast, or null for multicast.</summary>
    public required PeerSettings? Peers { get; init; }

    /// <summary>How many nodes take part.</summary>
    public required int Expect { get; init; }

    /// <summary>What it is.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>The node whose chair starts and closes; null for none.</summary>
    public required MemberId? Chair { get; init; }

    /// <summary>What it votes by itself, in order of time; none for an observer, and where a person votes at the keyboard.</summary>
    public required ImmutableArray<PlannedVote> Votes { get; init; }

    /// <summary>Until when, after the start, the run that it belongs to has votes planned.</summary>
    public TimeSpan VotesUntil { get; init; }

    /// <summary>The private key of the voter who votes here; null where it is the node's own.</summary>
    public required string? VoterKey { get; init; }

    /// <summary>A START that all nodes of the run were given, in place of the barrier; null to meet the others there.</summary>
    public GivenStart? GivenStart { get; init; }

    /// <summary>The voters; empty for an open roll.</summary>
    public required ImmutableArray<Voter> Roll { get; init; }

    /// <summary>The folder of its key and its journal.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether an unfinished election in the folder is given up.</summary>
    public required bool IsFresh { get; init; }

    /// <summary>Whether nobody sits at this node.</summary>
    public required bool IsHeadless { get; init; }

    /// <summary>Whether it has a screen: a person sits at it, and both ends of the process are a terminal.</summary>
    public required bool HasScreen { get; init; }

    /// <summary>Whether the screen changes nothing.</summary>
    public required bool IsReadOnly { get; init; }

    /// <summary>Whether the screen draws with ASCII only.</summary>
    public required bool IsAscii { get; init; }

    /// <summary>The file of its transcript.</summary>
    public required string Transcript { get; init; }

    /// <summary>The file of its trace.</summary>
    public required string Trace { get; init; }

    /// <summary>Whether it belongs to a run that reads its progress, and ends when that run does.</summary>
    public required bool IsPartOfRun { get; init; }

    /// <summary>Where a node in a pane leaves its report for the run it belongs to; null for any other node.</summary>
    public required string? Report { get; init; }

    /// <summary>When the run that it belongs to began; null for a node by itself, to which a run begins with it.</summary>
    public required DateTimeOffset? RunBegan { get; init; }

    /// <summary>Whether the election is announced while the node runs.</summary>
    public required bool IsAnnouncing { get; init; }
}

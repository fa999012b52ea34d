using System.Collections.Immutable;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Voting.Transcripts;

namespace Election.Voting.Core;

/// <summary>A member as one node sees it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="IsSelf">True if it is this node.</param>
/// <param name="IsLeader">True if it leads the epoch.</param>
/// <param name="IsSuspected">True if it has been silent for too long.</param>
/// <param name="HasVoted">True if a vote or abstention of its key has been counted.</param>
/// <param name="HasResult">True if its RESULT is here.</param>
/// <param name="IsDone">True if it said DONE.</param>
public sealed record MemberView(MemberId Id, bool IsSelf, bool IsLeader, bool IsSuspected, bool HasVoted, bool HasResult, bool IsDone);

/// <summary>A node's state at one moment, for observers. Immutable.</summary>
public sealed record NodeSnapshot
{
    /// <summary>True if another node waits at the barrier for a further election of the same title.</summary>
    public bool IsFurtherElectionAwaited { get; init; }

    /// <summary>The node.</summary>
    public required MemberId Id { get; init; }

    /// <summary>The state of the election.</summary>
    public required ElectionState State { get; init; }

    /// <summary>The role of the node in the log.</summary>
    public required AtomicState Mode { get; init; }

    /// <summary>The choices, in the manifest's order.</summary>
    public required ImmutableArray<string> Choices { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The election's id; null before START.</summary>
    public Hash256? ElectionId { get; init; }

    /// <summary>The number of members expected.</summary>
    public required int Expect { get; init; }

    /// <summary>Nodes heard at the barrier.</summary>
    public required int Discovered { get; init; }

    /// <summary>The number of nodes that this node has found, at least 1: it counts itself before any other answers.</summary>
    public int Found => Math.Max(1, Discovered);

    /// <summary>Valid READY signatures here.</summary>
    public required int Ready { get; init; }

    /// <summary>The members by rank; empty before START.</summary>
    public required ImmutableArray<MemberView> Members { get; init; }

    /// <summary>The weight counted for each choice so far.</summary>
    public required ImmutableArray<long> Counts { get; init; }

    /// <summary>The weight that abstained.</summary>
    public required long Abstentions { get; init; }

    /// <summary>Ordered votes, counted or refused.</summary>
    public required int Delivered { get; init; }

    /// <summary>Voters on the roll.</summary>
    public required int Voters { get; init; }

    /// <summary>The index of the last delivered statement.</summary>
    public required LogIndex Committed { get; init; }

    /// <summary>CLOSE's index, once delivered.</summary>
    public LogIndex? CloseIndex { get; init; }

    /// <summary>The chain at CLOSE, once delivered.</summary>
    public Hash256? Head { get; init; }

    /// <summary>The decision, once closed.</summary>
    public string? Decision { get; init; }

    /// <summary>The verdict, once there is one.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>One sentence on the verdict or on why the node was refused.</summary>
    public Sentence? Reason { get; init; }

    /// <summary>True if the node refused to take part, or was refused: the operator's mistake (exit 64).</summary>
    public bool IsRefused { get; init; }

    /// <summary>The certificate with all signatures here, once there is one.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>The time at which START was seen.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>The time at which the certificate was complete.</summary>
    public Instant? CertifiedAt { get; init; }

    /// <summary>The node's counters, by name.</summary>
    public required ImmutableArray<KeyValuePair<string, long>> Counters { get; init; }
}

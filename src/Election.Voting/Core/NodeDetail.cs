using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>The progress of a statement at one node.</summary>
public enum StatementStage
{
    /// <summary>Made here, and without a place in the log.</summary>
    Sent,

    /// <summary>In this node's log; not known to be held by a majority.</summary>
    Ordered,

    /// <summary>Delivered, and waiting for the ballot box.</summary>
    Committed,

    /// <summary>Counted.</summary>
    Counted,

    /// <summary>Delivered and not counted.</summary>
    Refused,
}

/// <summary>One statement on its way.</summary>
/// <param name="Index">Its place in the log; none while it is only <see cref="StatementStage.Sent"/>.</param>
/// <param name="Sender">The voter's or member's name.</param>
/// <param name="Sequence">The voter's own number of it; 0 for OPEN and CLOSE.</param>
/// <param name="Text">Its content.</param>
/// <param name="Stage">Its progress.</param>
/// <param name="Why">The reason why it waits or does not count; null when there is nothing to say.</param>
public sealed record DeliveryView(LogIndex Index, string Sender, ulong Sequence, Sentence Text, StatementStage Stage, Sentence? Why);

/// <summary>A member's RESULT whose signature has been checked.</summary>
/// <param name="Id">The member.</param>
/// <param name="CloseIndex">The index of its close.</param>
/// <param name="Head">Its chain at the close.</param>
/// <param name="Counts">The weight it counted for each choice, in choice order.</param>
/// <param name="Abstentions">The weight it saw abstain.</param>
/// <param name="Decision">Its decision.</param>
/// <param name="Signature">The first bytes of its signature, in hexadecimal.</param>
/// <param name="IsOwn">True if it equals this node's own result.</param>
public sealed record ResultView(MemberId Id, LogIndex CloseIndex, Hash256 Head, ImmutableArray<long> Counts, long Abstentions,
    string Decision, string Signature, bool IsOwn);

/// <summary>The messages of one member as this node saw them.</summary>
/// <param name="Id">The member.</param>
/// <param name="Standing">The numbers.</param>
/// <param name="SinceHeard">The length of its silence.</param>
public sealed record LinkView(MemberId Id, LinkStanding Standing, TimeSpan SinceHeard);

/// <summary>A node as it was heard at the barrier.</summary>
/// <param name="Id">Its name.</param>
/// <param name="IsReady">True if its READY is here and holds.</param>
/// <param name="SinceHeard">The length of its silence; null when it was heard only to refuse.</param>
/// <param name="Refusal">The reason why it does not take part; null when it does.</param>
public sealed record PresenceView(MemberId Id, bool IsReady, TimeSpan? SinceHeard, string? Refusal);

/// <summary>The fate of the vote that this node cast last.</summary>
/// <param name="Choice">Its choice; null for an abstention.</param>
/// <param name="Stage">Its progress.</param>
/// <param name="Index">Its place in the log, once delivered.</param>
/// <param name="Why">The reason why it does not count; null when it may.</param>
public sealed record OwnVoteView(int? Choice, StatementStage Stage, LogIndex Index, Sentence? Why);

/// <summary>
/// The view of the person at the node, beyond <see cref="NodeSnapshot"/>. Every list is bounded. It is made only when somebody looks: a
/// headless node never asks for it.
/// </summary>
public sealed record NodeDetail
{
    /// <summary>The latest statements shown.</summary>
    public const int MaxDeliveries = 128;

    /// <summary>Nothing known yet.</summary>
    public static NodeDetail None { get; } = new();

    /// <summary>The member named chair in the manifest; null for none.</summary>
    public MemberId? Chair { get; init; }

    /// <summary>True if this node may vote: it is a member, or may become one, and its key is on the roll.</summary>
    public bool MayVote { get; init; }

    /// <summary>The turnout needed for a decision; null for none.</summary>
    public int? Quorum { get; init; }

    /// <summary>The rule by which votes become a decision.</summary>
    public CountingRule Rule { get; init; } = CountingRule.Plurality;

    /// <summary>True if a voter may vote again.</summary>
    public bool MayChangeVote { get; init; }

    /// <summary>The place of the choice that was the first to reach the number of <see cref="FirstToRule"/>; null while none has.</summary>
    public int? First { get; init; }

    /// <summary>The nodes heard at the barrier.</summary>
    public ImmutableArray<PresenceView> Presence { get; init; } = [];

    /// <summary>The latest statements, oldest first; those without a place in the log come last.</summary>
    public ImmutableArray<DeliveryView> Deliveries { get; init; } = [];

    /// <summary>The queues inside the stack.</summary>
    public QueueStanding Queues { get; init; }

    /// <summary>The RESULTs here, by rank.</summary>
    public ImmutableArray<ResultView> Results { get; init; } = [];

    /// <summary>Two RESULTs that differ, by their members' names; null while there are none.</summary>
    public (ResultView First, ResultView Second)? Difference { get; init; }

    /// <summary>The members' links, by rank.</summary>
    public ImmutableArray<LinkView> Links { get; init; } = [];

    /// <summary>The vote cast here last; null before it.</summary>
    public OwnVoteView? OwnVote { get; init; }

    /// <summary>The reason why the group cannot move; null when it can.</summary>
    public Sentence? Blocked { get; init; }

    /// <summary>Members needed for a commit, and members not suspected; zeros before START.</summary>
    public (int Needed, int Heard) Majority { get; init; }

    /// <summary>Until the barrier's time is up, or the vote closes by itself; null when neither will happen.</summary>
    public TimeSpan? TimeLeft { get; init; }
}

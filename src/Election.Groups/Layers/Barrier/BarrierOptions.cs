using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>The options of a node at the barrier.</summary>
public sealed record BarrierOptions
{
    /// <summary>This node.</summary>
    public required Member Self { get; init; }

    /// <summary>The incarnation of this life.</summary>
    public required Incarnation Incarnation { get; init; }

    /// <summary>The journal in which it promises.</summary>
    public required JournalId Journal { get; init; }

    /// <summary>The number of members expected.</summary>
    public required int Expect { get; init; }

    /// <summary>True if this node wants to be a member; an observer only listens.</summary>
    public bool IsCandidate { get; init; } = true;

    /// <summary>The context of this node's own proposal.</summary>
    public required ReadOnlyMemory<byte> Context { get; init; }

    /// <summary>
    /// Compares another's context with this node's own: null when they agree, else one sentence that names the field. A pure function.
    /// </summary>
    public required Func<Proposal, Sentence?> Judge { get; init; }

    /// <summary>Compares another node's context with this node's own, as <see cref="Judge"/> does. A pure function.</summary>
    public Func<MemberId, ReadOnlyMemory<byte>, Sentence?> JudgeContext { get; init; } = static (_, _) => null;

    /// <summary>The subject that the group meets about: nodes with another hold another election, and are not heard.</summary>
    public ulong Topic { get; init; }

    /// <summary>
    /// A digest of the context without what is drawn: nodes of one topic with different terms do not propose one another.
    /// </summary>
    public ulong Terms { get; init; }

    /// <summary>Returns the topic of a proposal. A pure function.</summary>
    public Func<Proposal, ulong> TopicOf { get; init; } = static _ => 0;

    /// <summary>True for an election that this node has left behind: it never joins it again. A pure function.</summary>
    public Func<ElectionTag, bool> IsPast { get; init; } = static _ => false;

    /// <summary>The member that may propose fewer than expected, by the proposal's context; null for nobody. A pure function.</summary>
    public Func<Proposal, Member?> ChairOf { get; init; } = static _ => null;

    /// <summary>True if a proposal of fewer than expected has members enough. A pure function.</summary>
    public Func<Proposal, bool> IsEnough { get; init; } = static _ => false;

    /// <summary>A START that this node was given beforehand; null to meet the others at the barrier.</summary>
    public GivenStart? Given { get; init; }

    /// <summary>The longest wait for START.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>The user of the barrier.</summary>
public interface IBarrierUser
{
    /// <summary>More, or fewer, nodes are here or ready.</summary>
    void OnGathering(int discovered, int ready);

    /// <summary>This node cannot take part: the operator's mistake, in one sentence.</summary>
    void OnRefused(Sentence sentence);

    /// <summary>The time is up; the sentence says who is missing.</summary>
    void OnBarrierTimeout(Sentence sentence);

    /// <summary>Something worth telling.</summary>
    void OnBarrierNotice(NoticeLevel level, Sentence sentence);
}

/// <summary>The way out of the barrier: the layers above it begin.</summary>
internal interface IBarrierExit
{
    /// <summary>This node has passed: the members are fixed. Called once.</summary>
    /// <param name="proposal">The list of members, and their context.</param>
    /// <param name="readySignatures">The members' READY signatures, by rank.</param>
    /// <param name="answered">True if this node's journal is the one that the proposal was made to, and holds the READY.</param>
    /// <param name="now">The node's clock.</param>
    /// <param name="outbox">Receives the effects.</param>
    void OnPassed(Proposal proposal, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered, Instant now, Outbox outbox);
}

using System.Collections.Immutable;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>The role of a node in its election.</summary>
public enum NodeRole
{
    /// <summary>A member that votes.</summary>
    Voter,

    /// <summary>A member whose requests the others heed.</summary>
    Chair,

    /// <summary>A node that hears everything and counts for nothing.</summary>
    Observer,
}

/// <summary>A vote that the node casts by itself.</summary>
/// <param name="Choice">The choice's place in the manifest, from 0; null abstains.</param>
/// <param name="After">The time since this node saw the election open.</param>
public sealed record PlannedVote(int? Choice, TimeSpan After);

/// <summary>Everything a <see cref="NodeCore"/> is built from. Times are lengths on the node's own clock.</summary>
public sealed record NodeCoreOptions
{
    /// <summary>The node's name.</summary>
    public required MemberId Id { get; init; }

    /// <summary>This life of the node.</summary>
    public required Incarnation Incarnation { get; init; }

    /// <summary>The journal that it is fed from and writes to: over all lives the same, unless it was lost.</summary>
    public required JournalId Journal { get; init; }

    /// <summary>Its public key; the private one stays with the runtime, which carries out Sign effects.</summary>
    public required PublicKey Key { get; init; }

    /// <summary>
    /// The key of the voter who votes at this node; null where it is the node's own. Several nodes may have one voter: they are its
    /// terminals. The private half stays with the runtime, which carries out Sign effects.
    /// </summary>
    public PublicKey? VoterKey { get; init; }

    /// <summary>The algorithm with which it signs.</summary>
    public SignatureAlgorithm Algorithm { get; init; } = SignatureAlgorithm.EcdsaP256Sha256;

    /// <summary>The election as this node was told, with a fresh nonce in case it becomes the proposer.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>
    /// The title of the election that the node wants to join once it is done with the one that its journal binds it to; null for the title
    /// of <see cref="Manifest"/>.
    /// </summary>
    public string? Topic { get; init; }

    /// <summary>The codes of the elections that this node has left behind: it joins none of them again.</summary>
    public IReadOnlyCollection<string> PastElections { get; init; } = [];

    /// <summary>The group's tag in every datagram.</summary>
    public required ulong GroupTag { get; init; }

    /// <summary>The number of members expected, 1 to <see cref="Proposal.MaxMembers"/>.</summary>
    public required int Expect { get; init; }

    /// <summary>The node's role.</summary>
    public NodeRole Role { get; init; } = NodeRole.Voter;

    /// <summary>Seeds every random choice of the node.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Votes cast without being asked, in order of time.</summary>
    public ImmutableArray<PlannedVote> Votes { get; init; } = [];

    /// <summary>
    /// True if nobody sits at the node: it closes by itself when the missing are suspected, or after <see cref="CloseAfter"/>.
    /// </summary>
    public bool Headless { get; init; } = true;

    /// <summary>
    /// The longest datagram, <see cref="FramePacker.LeastDatagramBytes"/> to <see cref="DatagramHeader.MaxDatagramBytes"/> bytes.
    /// </summary>
    public int MaxDatagramBytes { get; init; } = 1400;

    /// <summary>A START that all nodes were given beforehand, in place of the barrier; null to meet the others there.</summary>
    public GivenStart? Given { get; init; }

    /// <summary>The longest wait for START.</summary>
    public TimeSpan BarrierTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time without a majority or a leader, and the longest linger.</summary>
    public TimeSpan QuorumTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The latest time at which the leader closes, counted from this node's OPEN; null for never. The chair sends its own CLOSE then, no
    /// matter which member leads.
    /// </summary>
    public TimeSpan? CloseAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time after START until which votes are planned at any node, as far as it is known: in a weaker order a headless node's silence
    /// counts from then on.
    /// </summary>
    public TimeSpan VotesUntil { get; init; }

    /// <summary>The time to stay for a member that is not done and says nothing.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The checks in the stack, beside the order that the manifest names; they must be possible there (<see cref="OrderStack"/>).
    /// </summary>
    public ImmutableArray<LayerKind> Checks { get; init; } = [];

    /// <summary>Numbered texts that this node sends in a weaker order, outside the tally; 0 to <see cref="MaxMessages"/>.</summary>
    public int Messages { get; init; }

    /// <summary>The most texts of one node.</summary>
    public const int MaxMessages = TextPlan.MaxTexts;

    /// <summary>The group's times.</summary>
    public GroupTiming Timing { get; init; } = new();
}

/// <summary>The operator votes: a choice's place, or null to abstain.</summary>
/// <param name="Choice">The choice's place in the manifest, from 0.</param>
public sealed record CastVote(int? Choice) : NodeCommand;

/// <summary>The chair begins without those who are missing: a majority of the expected members, or of the roll, must be present.</summary>
public sealed record StartWithPresent : NodeCommand;

/// <summary>The chair closes the vote: its own signed CLOSE goes the way of every statement.</summary>
public sealed record CloseVote : NodeCommand;

/// <summary>
/// A member that died or stands still is about to be brought back: after its close this node stays until that is over, but not beyond the
/// quorum time-out.
/// </summary>
/// <param name="IsAwaited">True while a member is awaited.</param>
public sealed record AwaitReturn(bool IsAwaited) : NodeCommand;

/// <summary>
/// A statement that was signed outside of this node's bookkeeping goes the way of its own: the node does not number it, journal it, or wait
/// for it. A scripted node lies this way.
/// </summary>
/// <param name="Statement">The statement.</param>
public sealed record SubmitSigned(SignedStatement Statement) : NodeCommand;

/// <summary>An observer wants the snapshot again, though nothing has happened but time.</summary>
public sealed record LookAgain : NodeCommand;

/// <summary>The node is about to end before its time: it says so, and the others wait no longer for its vote.</summary>
public sealed record LeaveElection : NodeCommand;

namespace Election.Groups.Model;

/// <summary>The kinds of effect that a node can request.</summary>
public enum EffectKind
{
    /// <summary>Multicast <see cref="Effect.Bytes"/> to the group as one datagram.</summary>
    Send,

    /// <summary>Append <see cref="Effect.Bytes"/> to the journal; answer with <see cref="InputKind.Journalled"/> once durable.</summary>
    Journal,

    /// <summary>Sign <see cref="Effect.Bytes"/> with the node's key; answer with <see cref="InputKind.Signed"/>.</summary>
    Sign,

    /// <summary>
    /// Check <see cref="Effect.Signature"/> over <see cref="Effect.Bytes"/> under <see cref="Effect.Key"/>; answer with
    /// <see cref="InputKind.Verified"/>.
    /// </summary>
    Verify,

    /// <summary>Append <see cref="Effect.Bytes"/>, one line with its line feed, to the node's transcript.</summary>
    Transcript,

    /// <summary>Show the operator <see cref="Effect.Notice"/>.</summary>
    Notice,

    /// <summary>The node's snapshot has changed in a way that an observer would want to see.</summary>
    Publish,

    /// <summary>The node has nothing left to do; its snapshot holds the verdict.</summary>
    Finish,

    /// <summary>
    /// A weaker order delivered the message <see cref="Effect.Origin"/>:<see cref="Effect.Sequence"/> with the body
    /// <see cref="Effect.Bytes"/>. Requires no action: it informs observers. In the atomic order a delivery is a line of the transcript.
    /// </summary>
    Deliver,
}

/// <summary>
/// The part of a node that requested a signature or a verification, so that the answer finds its way back without a table.
/// </summary>
public enum EffectOwner
{
    /// <summary>The barrier's READY.</summary>
    Barrier = 1,

    /// <summary>A statement on its way into the log.</summary>
    Statement = 2,

    /// <summary>A statement that was ordered and waits for its verification.</summary>
    Ordered = 3,

    /// <summary>RESULT signatures.</summary>
    Result = 4,

    /// <summary>A scripted layer around the node; the node itself never requests it.</summary>
    Script = 5,
}

/// <summary>Names one requested signature or verification: an owner in the top 8 bits and the owner's own number below.</summary>
/// <param name="Value">The packed number.</param>
public readonly record struct EffectToken(ulong Value)
{
    private const int OwnerShift = 56;

    /// <summary>Packs a token.</summary>
    public EffectToken(EffectOwner owner, ulong number) : this(((ulong)owner << OwnerShift) | (number & ((1UL << OwnerShift) - 1)))
    {
    }

    /// <summary>The part of the node that made the request.</summary>
    public EffectOwner Owner => (EffectOwner)(Value >> OwnerShift);

    /// <summary>The owner's number.</summary>
    public ulong Number => Value & ((1UL << OwnerShift) - 1);
}

/// <summary>The kinds of journal record. The numbers are part of the file format.</summary>
public enum JournalRecordKind : byte
{
    /// <summary>The proposal this node is bound to, with its READY signature.</summary>
    Ready = 1,

    /// <summary>START: from here on the election's members are fixed.</summary>
    Start = 2,

    /// <summary>A log entry with its payloads.</summary>
    Entry = 3,

    /// <summary>A statement of this node, durable before it is sent.</summary>
    OwnStatement = 4,

    /// <summary>This node's signed RESULT.</summary>
    Result = 5,

    /// <summary>The proposal this node made as proposer.</summary>
    Proposal = 6,

    /// <summary>The election is over for this node: the journal is finished.</summary>
    Finished = 7,

    /// <summary>A vote for a candidate to lead an epoch: given once, and durable before it is sent.</summary>
    Grant = 8,

    /// <summary>A new life of a member that has passed START.</summary>
    Life = 9,

    /// <summary>A message that was delivered in a weaker order.</summary>
    Delivered = 10,
}

/// <summary>The severity of a notice.</summary>
public enum NoticeLevel
{
    /// <summary>Progress.</summary>
    Info,

    /// <summary>A problem that the operator may want to fix.</summary>
    Warning,

    /// <summary>A problem that ends the node or spoils the result.</summary>
    Error,
}

/// <summary>One sentence for the operator.</summary>
/// <param name="Level">The severity.</param>
/// <param name="Text">The sentence, without control characters.</param>
public sealed record Notice(NoticeLevel Level, Sentence Text);

/// <summary>
/// One effect, as data. The <see cref="Bytes"/> of a <see cref="EffectKind.Send"/> are valid until the outbox is cleared; those of all
/// other effects belong to the effect.
/// </summary>
public readonly struct Effect
{
    /// <summary>The kind of effect.</summary>
    public EffectKind Kind { get; init; }

    /// <summary>Identifies the expected answer.</summary>
    public EffectToken Token { get; init; }

    /// <summary>The record's number in the journal, counted from 1 in each life of the node.</summary>
    public ulong JournalSequence { get; init; }

    /// <summary>The kind of journal record.</summary>
    public JournalRecordKind Record { get; init; }

    /// <summary>The bytes to send, write, sign or verify.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The key to verify with; the key to sign with if it is not the node's own.</summary>
    public PublicKey? Key { get; init; }

    /// <summary>The signature to verify.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The member that broadcast the delivered message.</summary>
    public Rank Origin { get; init; }

    /// <summary>The delivered message's number in its origin's stream.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The kind of the delivered message.</summary>
    public StreamMessageKind Message { get; init; }

    /// <summary>The sentence for the operator.</summary>
    public Notice? Notice { get; init; }
}

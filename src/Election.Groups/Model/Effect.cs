namespace Election.Groups.Model;

/// <summary>What a node wants done.</summary>
public enum EffectKind
{
    /// <summary>Multicast <see cref="Effect.Bytes"/> to the group as one datagram.</summary>
    Send,

    /// <summary>Append <see cref="Effect.Bytes"/> to the journal; answer with <see cref="InputKind.Journalled"/> once durable.</summary>
    Journal,

    /// <summary>Sign <see cref="Effect.Bytes"/> with the node's key; answer with <see cref="InputKind.Signed"/>.</summary>
    Sign,

    /// <summary>Check <see cref="Effect.Signature"/> over <see cref="Effect.Bytes"/> under <see cref="Effect.Key"/>; answer with <see cref="InputKind.Verified"/>.</summary>
    Verify,

    /// <summary>Append <see cref="Effect.Bytes"/>, one line with its line feed, to the node's transcript.</summary>
    Transcript,

    /// <summary>Tell the operator <see cref="Effect.Notice"/>.</summary>
    Notice,

    /// <summary>The node's snapshot changed in a way an onlooker would like to see.</summary>
    Publish,

    /// <summary>The node has nothing left to do; its snapshot holds the verdict.</summary>
    Finish,

    /// <summary>
    /// A weaker order delivered the message <see cref="Effect.Origin"/>:<see cref="Effect.Sequence"/> with the body <see cref="Effect.Bytes"/>.
    /// Nothing is to be done: it tells whoever looks on. In the atomic order a delivery is a line of the transcript.
    /// </summary>
    Deliver,
}

/// <summary>Who asked for a signature or a check, so that the answer finds its way back without a table.</summary>
public enum EffectOwner
{
    /// <summary>The barrier's READY.</summary>
    Barrier = 1,

    /// <summary>A statement on its way into the log.</summary>
    Statement = 2,

    /// <summary>A statement that was ordered and waits for its check.</summary>
    Ordered = 3,

    /// <summary>RESULT signatures.</summary>
    Result = 4,

    /// <summary>What a node around the node says by its script; the node itself never asks for it.</summary>
    Script = 5,
}

/// <summary>Names one asked-for signature or check: an owner in the top 8 bits and the owner's own number below.</summary>
/// <param name="Value">The packed number.</param>
public readonly record struct EffectToken(ulong Value)
{
    private const int OwnerShift = 56;

    /// <summary>Packs a token.</summary>
    public EffectToken(EffectOwner owner, ulong number) : this(((ulong)owner << OwnerShift) | (number & ((1UL << OwnerShift) - 1)))
    {
    }

    /// <summary>Who asked.</summary>
    public EffectOwner Owner => (EffectOwner)(Value >> OwnerShift);

    /// <summary>The owner's number.</summary>
    public ulong Number => Value & ((1UL << OwnerShift) - 1);
}

/// <summary>What a journal record holds. The numbers are part of the file format.</summary>
public enum JournalRecordKind : byte
{
    /// <summary>The proposal this node is bound to, with its READY signature.</summary>
    Ready = 1,

    /// <summary>START: from here on the election's members are fixed.</summary>
    Start = 2,

    /// <summary>A log entry with its payloads.</summary>
    Entry = 3,

    /// <summary>A statement of this node's own, durable before it is sent.</summary>
    OwnStatement = 4,

    /// <summary>This node's signed RESULT.</summary>
    Result = 5,

    /// <summary>The proposal this node made as proposer.</summary>
    Proposal = 6,

    /// <summary>The election is over for this node: the journal is finished.</summary>
    Finished = 7,

    /// <summary>A vote for a candidate to lead an epoch: given once, durable before it is said.</summary>
    Grant = 8,

    /// <summary>A new life of a member that has passed START.</summary>
    Life = 9,

    /// <summary>A message that was delivered in a weaker order.</summary>
    Delivered = 10,
}

/// <summary>How loudly a notice is said.</summary>
public enum NoticeLevel
{
    /// <summary>Progress.</summary>
    Info,

    /// <summary>Something the operator may want to mend.</summary>
    Warning,

    /// <summary>Something that ends the node or spoils the result.</summary>
    Error,
}

/// <summary>One sentence for the operator.</summary>
/// <param name="Level">How loud.</param>
/// <param name="Text">The sentence, without control characters.</param>
public sealed record Notice(NoticeLevel Level, Sentence Text);

/// <summary>One effect, as data. <see cref="Bytes"/> of a <see cref="EffectKind.Send"/> are valid until the outbox is cleared; all others are the effect's own.</summary>
public readonly struct Effect
{
    /// <summary>What is wanted.</summary>
    public EffectKind Kind { get; init; }

    /// <summary>Which answer is expected.</summary>
    public EffectToken Token { get; init; }

    /// <summary>The record's number in the journal, counted from 1 in each life of the node.</summary>
    public ulong JournalSequence { get; init; }

    /// <summary>The kind of journal record.</summary>
    public JournalRecordKind Record { get; init; }

    /// <summary>The bytes to send, write, sign or check.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The key to check with; the key to sign with where it is not the node's own.</summary>
    public PublicKey? Key { get; init; }

    /// <summary>The signature to check.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Who broadcast the delivered message.</summary>
    public Rank Origin { get; init; }

    /// <summary>The delivered message's number in its origin's stream.</summary>
    public ulong Sequence { get; init; }

    /// <summary>What the delivered message is.</summary>
    public StreamMessageKind Message { get; init; }

    /// <summary>The sentence for the operator.</summary>
    public Notice? Notice { get; init; }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Reliable;

/// <summary>
/// The messages of one origin's present life as one node holds them: a ring that keeps the latest <see cref="MaxRetained"/>, received in
/// any order. Sequence numbers start at 1; a member's next life starts at 1 above a base of its own, so that numbers of two lives never mix
/// and a late message of an earlier life counts as a duplicate.
/// </summary>
internal sealed class MessageStream
{
    /// <summary>Messages that may be under way beyond what every unsuspected member has.</summary>
    public const int Window = 1024;

    /// <summary>Messages kept for repair: the window, and behind it those that a slow node may still miss.</summary>
    public const int MaxRetained = 4 * Window;

    /// <summary>Messages of one life at most, as a power of two: far more than a life can send.</summary>
    public const int LifeShift = StreamNumber.LifeShift;

    /// <summary>Lives of one member in one election at most, beside its first.</summary>
    public const ulong MaxLives = ushort.MaxValue;

    private const int FirstSlots = 64;

    private Slot[] _slots = new Slot[FirstSlots];
    private ulong _skipped;

    /// <summary>The number before the first message of the origin's present life.</summary>
    public ulong Base { get; private set; }

    /// <summary>Everything up to here has been received.</summary>
    public ulong Contiguous { get; private set; }

    /// <summary>The highest number known to exist.</summary>
    public ulong Highest { get; private set; }

    /// <summary>The time of this node's next request for repair; null while it has noticed no gap.</summary>
    public Instant? NackDue { get; set; }

    /// <summary>The number of requests since a message last arrived.</summary>
    public int NackRound { get; set; }

    /// <summary>Messages received, each counted once.</summary>
    public ulong Received { get; private set; }

    /// <summary>Copies of messages that were here already.</summary>
    public long Doubled { get; set; }

    /// <summary>Messages that came by repair.</summary>
    public long Repaired { get; set; }

    /// <summary>The oldest message that may still be held.</summary>
    public ulong Oldest => Contiguous > Base + MaxRetained ? Contiguous - MaxRetained + 1 : Base + 1;

    /// <summary>Messages known to exist that have not been received.</summary>
    public ulong Missing => Highest - Base - _skipped - Received;

    /// <summary>True if messages known to exist are missing.</summary>
    public bool HasGap => Contiguous < Highest;

    /// <summary>True if this message is held and can be repaired.</summary>
    public bool Holds(ulong sequence) => sequence != 0 && SlotOf(sequence).Sequence == sequence;

    /// <summary>A held message.</summary>
    public ReadOnlyMemory<byte> this[ulong sequence] => SlotOf(sequence).Payload;

    /// <summary>The time at which this node last repaired a held message.</summary>
    public ref Instant LastRepair(ulong sequence) => ref SlotOf(sequence).LastRepair;

    /// <summary>Learns that messages up to here exist, as far as the window reaches.</summary>
    public void Learn(ulong highest) => Highest = Math.Max(Highest, Math.Min(highest, Contiguous + Window));

    /// <summary>The base of a life: 0 for the first.</summary>
    public static ulong BaseOf(ulong life) => life << LifeShift;

    /// <summary>True if a number belongs to a later life of the origin than this stream.</summary>
    public bool IsOfLaterLife(ulong sequence) => sequence >> LifeShift > Base >> LifeShift && sequence >> LifeShift <= MaxLives;

    /// <summary>Begins a later life: what was held of an earlier one is forgotten.</summary>
    public void Renew(ulong sequence)
    {
        Base = BaseOf(sequence >> LifeShift);
        Contiguous = Highest = Base;
        Received = _skipped = 0;
        NackDue = null;
        NackRound = 0;
        Array.Clear(_slots);
    }

    /// <summary>Gives up messages that nobody keeps any more: <paramref name="oldest"/> is the first that can still come.</summary>
    public void SkipTo(ulong oldest)
    {
        _skipped += oldest - Contiguous - 1;
        foreach (ref readonly Slot slot in _slots.AsSpan())
            _skipped -= slot.Sequence > Contiguous && slot.Sequence < oldest ? 1UL : 0UL;
        Contiguous = oldest - 1;
        Highest = Math.Max(Highest, Contiguous);
        while (Holds(Contiguous + 1))
            Contiguous++;
    }

    /// <summary>True if a message is new and inside the window.</summary>
    public ReceiptCheck Check(ulong sequence)
    {
        if (sequence == 0 || sequence > Contiguous + Window)
            return ReceiptCheck.OutsideWindow;
        return sequence <= Contiguous || Holds(sequence) ? ReceiptCheck.Duplicate : ReceiptCheck.New;
    }

    /// <summary>Keeps a message that <see cref="Check"/> called new.</summary>
    public void Store(ulong sequence, ReadOnlyMemory<byte> payload)
    {
        while (sequence - Math.Min(Contiguous, sequence) >= (ulong)_slots.Length
            || (_slots.Length < MaxRetained && SlotOf(sequence).Sequence != 0))
            Grow();
        SlotOf(sequence) = new Slot { Sequence = sequence, Payload = payload, LastRepair = new Instant(long.MinValue / 2) };
        Highest = Math.Max(Highest, sequence);
        Received++;
        while (Holds(Contiguous + 1))
            Contiguous++;
    }

    private ref Slot SlotOf(ulong sequence) => ref _slots[sequence & (ulong)(_slots.Length - 1)];

    private void Grow()
    {
        Slot[] old = _slots;
        _slots = new Slot[old.Length * 2];
        foreach (ref readonly Slot slot in old.AsSpan())
        {
            if (slot.Sequence != 0)
                SlotOf(slot.Sequence) = slot;
        }
    }

    private struct Slot
    {
        public ulong Sequence;
        public ReadOnlyMemory<byte> Payload;
        public Instant LastRepair;
    }
}

/// <summary>The relation of a received message to its stream.</summary>
internal enum ReceiptCheck
{
    /// <summary>Not seen before.</summary>
    New,

    /// <summary>Seen before.</summary>
    Duplicate,

    /// <summary>Too far ahead to keep, or number 0.</summary>
    OutsideWindow,
}

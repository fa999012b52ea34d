using Election.Groups.Model;

namespace Election.Simulation;

internal enum VirtualEventKind : byte
{
    Start,
    Timer,
    Arrive,
    Receive,
    Signed,
    Verified,
    Synced,
    Command,
    Crash,
}

/// <summary>Something that will happen to one node.</summary>
internal readonly struct VirtualEvent
{
    public VirtualEventKind Kind { get; init; }

    public int Node { get; init; }

    /// <summary>A datagram (never written to once queued) or a signature.</summary>
    public byte[]? Bytes { get; init; }

    public EffectToken Token { get; init; }

    public bool Valid { get; init; }

    public NodeCommand? Command { get; init; }
}

/// <summary>What is to come, by virtual time; of equal times, what was put in first comes first.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<VirtualEvent, (long Ticks, long Order)> _queue = new();
    private long _order;

    public bool TryPeekTime(out TimeSpan at)
    {
        bool any = _queue.TryPeek(out _, out (long Ticks, long Order) key);
        at = new TimeSpan(key.Ticks);
        return any;
    }

    public void Add(TimeSpan at, in VirtualEvent next) => _queue.Enqueue(next, (at.Ticks, _order++));

    public VirtualEvent Take() => _queue.Dequeue();
}

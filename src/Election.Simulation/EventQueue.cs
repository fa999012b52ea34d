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
    Journalled,
    Command,
    Crash,
    Pause,
    Resume,
}

/// <summary>An event that is scheduled for one node.</summary>
internal readonly struct VirtualEvent
{
    public VirtualEventKind Kind { get; init; }

    public int Node { get; init; }

    /// <summary>The life of the node that the event is for, so that an answer never reaches a later life; 0 for any life.</summary>
    public int Life { get; init; }

    /// <summary>A datagram (never written to once queued) or a signature.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The request that is answered, or the journal record that is durable.</summary>
    public EffectToken Token { get; init; }

    public bool Valid { get; init; }

    public NodeCommand? Command { get; init; }

    /// <summary>The length of a pause.</summary>
    public TimeSpan Length { get; init; }
}

/// <summary>
/// The scheduled events by virtual time; events at equal times come in the order added. A heap of four-way branches over small keys: apart
/// from the protocol, most of a simulation's work happens here, and keys move often while the events themselves never do.
/// </summary>
internal sealed class EventQueue
{
    private const int Ways = 4;
    private const int FirstCapacity = 1024;
    private const int PlaceBits = 24;
    private const long PlaceMask = (1L << PlaceBits) - 1;

    private Key[] _heap = new Key[FirstCapacity];
    private VirtualEvent[] _events = new VirtualEvent[FirstCapacity];
    private readonly Stack<int> _free = new();
    private int _used;
    private long _order;

    /// <summary>The number of scheduled events.</summary>
    public int Count { get; private set; }

    public bool TryPeekTime(out TimeSpan at)
    {
        at = Count == 0 ? default : new TimeSpan(_heap[0].Ticks);
        return Count > 0;
    }

    /// <exception cref="InvalidOperationException">More than 2²⁴ events are scheduled.</exception>
    public void Add(TimeSpan at, in VirtualEvent next)
    {
        int place = _free.TryPop(out int freed) ? freed : _used++;
        if (place > PlaceMask)
            throw new InvalidOperationException($"A simulation holds at most {PlaceMask + 1} events that are to come.");
        if (place == _events.Length)
            Array.Resize(ref _events, place * 2);
        _events[place] = next;
        if (Count == _heap.Length)
            Array.Resize(ref _heap, Count * 2);
        Rise(Count++, new Key(at.Ticks, (_order++ << PlaceBits) | (long)place));
    }

    public VirtualEvent Take()
    {
        int place = (int)(_heap[0].OrderAndPlace & PlaceMask);
        VirtualEvent first = _events[place];
        _events[place] = default;
        _free.Push(place);
        Key last = _heap[--Count];
        if (Count > 0)
            Sink(last);
        return first;
    }

    private void Rise(int at, in Key key)
    {
        while (at > 0)
        {
            int parent = (at - 1) / Ways;
            if (!key.IsBefore(_heap[parent]))
                break;
            _heap[at] = _heap[parent];
            at = parent;
        }
        _heap[at] = key;
    }

    private void Sink(in Key key)
    {
        int at = 0;
        for (int child = 1; child < Count; child = (at * Ways) + 1)
        {
            int least = child;
            int end = Math.Min(child + Ways, Count);
            for (int other = child + 1; other < end; other++)
            {
                if (_heap[other].IsBefore(_heap[least]))
                    least = other;
            }
            if (!_heap[least].IsBefore(key))
                break;
            _heap[at] = _heap[least];
            at = least;
        }
        _heap[at] = key;
    }

    private readonly record struct Key(long Ticks, long OrderAndPlace)
    {
        public bool IsBefore(in Key other) =>
            Ticks < other.Ticks || (Ticks == other.Ticks && OrderAndPlace < other.OrderAndPlace);
    }
}

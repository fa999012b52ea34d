using Election.Groups.Faults;
using Election.Groups.Model;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// A channel with injected faults. It stands between a channel and its sink and applies the fault plan to each copy that arrives; sent
/// datagrams are untouched, and the node's own copies are never faulted. So several real processes with one seed get the faults that the
/// simulator would give them.
/// </summary>
public sealed class FaultyChannel : IDatagramChannel, IDatagramSink
{
    private const ulong NoLeader = 0;

    private readonly IDatagramChannel _inner;
    private ReceiverFaults _faults;
    private readonly ILogger _logger;
    private readonly TimeSpan _runAge;
    private readonly LostDatagram? _lost;
    private readonly MonotonicClock _clock = new();
    private FaultCounters _before;
    private ulong _leader = NoLeader;
    private DatagramPool? _pool;
    private IDatagramSink? _sink;
    private DelayLine? _delayLine;
    private bool _overflowWasSaid;

    /// <summary>Wraps a channel, and takes ownership of it.</summary>
    /// <param name="inner">The channel; it passes on its datagrams one at a time.</param>
    /// <param name="faults">The faults to inject.</param>
    /// <param name="logger">Logs once if more copies are delayed than <see cref="DelayLine.MaxWaiting"/>.</param>
    /// <param name="runAge">The current age of the run; the times of faults count from its start.</param>
    /// <param name="lost">Called with each dropped datagram; null if not needed.</param>
    public FaultyChannel(
        IDatagramChannel inner, ReceiverFaults faults, ILogger logger, TimeSpan runAge = default, LostDatagram? lost = null)
    {
        _runAge = runAge;
        _lost = lost;
        _inner = inner;
        _faults = faults;
        _logger = logger;
    }

    /// <inheritdoc/>
    public int MaxDatagramBytes => _inner.MaxDatagramBytes;

    /// <inheritdoc/>
    public ChannelCounters Counters => _inner.Counters;

    /// <inheritdoc/>
    public string Description => _inner.Description + ", with faults";

    /// <summary>The counts of injected faults; may be read from any thread.</summary>
    public FaultCounters Faults => Sum(_before, Volatile.Read(ref _faults));

    /// <summary>Replaces the faults in force; may be called from any thread. The counts of the earlier ones are kept.</summary>
    public void SetFaults(ReceiverFaults faults)
    {
        ReceiverFaults earlier = Interlocked.Exchange(ref _faults, faults);
        _before = Sum(_before, earlier) with { Overflowed = 0 };
    }

    /// <summary>Sets the current leader, for faults on <c>leader</c>; may be called from any thread.</summary>
    public void SetLeader(NodeTag? leader) => Volatile.Write(ref _leader, leader?.Value ?? NoLeader);

    /// <inheritdoc/>
    public void Start(DatagramPool pool, IDatagramSink sink)
    {
        _pool = pool;
        _sink = sink;
        _delayLine = new DelayLine(_clock, sink);
        _inner.Start(pool, this);
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram) => _inner.Send(datagram);

    /// <inheritdoc/>
    public void Take(DatagramBuffer datagram)
    {
        ulong leader = Volatile.Read(ref _leader);
        ReceiverFaults faults = Volatile.Read(ref _faults);
        faults.Leader = leader == NoLeader ? null : new NodeTag(leader);
        FaultDecision decision = faults.Decide(datagram.Span, _runAge + (_clock.Now - Instant.Zero));
        if (decision.IsDropped)
        {
            _lost?.Invoke(datagram.Span);
            datagram.Release();
            return;
        }
        // The second copy is made before the first is passed on, and perhaps changed.
        DatagramBuffer? second = null;
        if (decision.Copies > 1)
        {
            second = _pool!.Rent(datagram.Length);
            second.CopyFrom(datagram);
        }
        Pass(datagram, decision.First);
        if (second is not null)
            Pass(second, decision.Second);
    }

    /// <summary>Closes the channel and drops delayed copies.</summary>
    public void Dispose()
    {
        _inner.Dispose();
        _delayLine?.Dispose();
    }

    private FaultCounters Sum(FaultCounters before, ReceiverFaults faults) => new(before.Dropped + faults.Dropped,
        before.Doubled + faults.Doubled, before.Delayed + faults.Delayed, before.Corrupted + faults.Corrupted, _delayLine?.Overflowed ?? 0);

    private void Pass(DatagramBuffer copy, CopyFault fault)
    {
        if (fault.IsCorrupt && copy.Length > 0)
            fault.Corrupt(copy.Span);
        if (fault.Delay <= TimeSpan.Zero)
            _sink!.Take(copy);
        else if (!_delayLine!.TryAdd(copy, fault.Delay) && !_overflowWasSaid)
        {
            _overflowWasSaid = true;
            Log.DelayLineFull(_logger, DelayLine.MaxWaiting);
        }
    }
}

/// <summary>
/// Receives a datagram dropped by injected faults, on the receiving thread: it must return quickly and keep nothing of it.
/// </summary>
public delegate void LostDatagram(ReadOnlySpan<byte> datagram);

/// <summary>The counts of faults injected into the datagrams of one receiver.</summary>
/// <param name="Dropped">Datagrams of which no copy arrived.</param>
/// <param name="Doubled">Datagrams that arrived twice.</param>
/// <param name="Delayed">Datagrams with a delayed copy.</param>
/// <param name="Corrupted">Datagrams with a copy in which a bit was flipped.</param>
/// <param name="Overflowed">Copies lost because too many were already delayed.</param>
public readonly record struct FaultCounters(long Dropped, long Doubled, long Delayed, long Corrupted, long Overflowed);

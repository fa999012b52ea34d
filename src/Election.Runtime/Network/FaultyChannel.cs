using Election.Groups.Faults;
using Election.Groups.Model;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// A channel with injected faults. It stands between a channel and its taker and obeys the fault plan for each copy that arrives here;
/// what is sent goes out untouched, and own copies are never faulted. So several real processes with one seed meet the faults that the
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

    /// <summary>Puts faults before a channel, which this one owns from now on.</summary>
    /// <param name="inner">The channel; it gives its datagrams one at a time.</param>
    /// <param name="faults">What happens to them.</param>
    /// <param name="logger">Is told once when more copies are delayed than <see cref="DelayLine.MaxWaiting"/>.</param>
    /// <param name="runAge">How old the run is now; the times of faults count from its start.</param>
    /// <param name="lost">Is told what is dropped; null when nobody asks.</param>
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

    /// <summary>What the faults did; may be read from any thread.</summary>
    public FaultCounters Faults => Sum(_before, Volatile.Read(ref _faults));

    /// <summary>Puts other faults in force, from any thread. What the earlier ones did stays counted.</summary>
    public void SetFaults(ReceiverFaults faults)
    {
        ReceiverFaults earlier = Interlocked.Exchange(ref _faults, faults);
        _before = Sum(_before, earlier) with { Overflowed = 0 };
    }

    /// <summary>Says who leads now, for faults that say <c>leader</c>; may be called from any thread.</summary>
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
        // The second copy is made before the first is given away, and perhaps changed.
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

    /// <summary>Closes the channel and forgets what is delayed.</summary>
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

/// <summary>Is told of a datagram that injected faults dropped, on the thread that receives: it returns quickly and keeps nothing of it.</summary>
public delegate void LostDatagram(ReadOnlySpan<byte> datagram);

/// <summary>What injected faults did to the datagrams of one receiver.</summary>
/// <param name="Dropped">Datagrams that no copy of arrived.</param>
/// <param name="Doubled">Datagrams that arrived twice.</param>
/// <param name="Delayed">Datagrams with a copy that came later.</param>
/// <param name="Corrupted">Datagrams with a copy that had a bit flipped.</param>
/// <param name="Overflowed">Copies lost because too many were delayed already.</param>
public readonly record struct FaultCounters(long Dropped, long Doubled, long Delayed, long Corrupted, long Overflowed);

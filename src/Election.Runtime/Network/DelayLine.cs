using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>Holds copies until they are due and passes them on from a thread of its own, by due time, then in the order added.</summary>
public sealed class DelayLine : IDisposable
{
    /// <summary>The largest number of copies held; further ones are lost and counted, as in a router whose queue is full.</summary>
    public const int MaxWaiting = 4096;

    private readonly MonotonicClock _clock;
    private readonly IDatagramSink _sink;
    private readonly object _gate = new();
    private readonly PriorityQueue<DatagramBuffer, (long DueTicks, long Number)> _waiting = new(MaxWaiting);
    private readonly Thread _thread;
    private long _added;
    private long _overflowed;
    private bool _closing;

    internal DelayLine(MonotonicClock clock, IDatagramSink sink)
    {
        _clock = clock;
        _sink = sink;
        _thread = new Thread(GiveOn) { IsBackground = true, Name = "delayed datagrams" };
        _thread.Start();
    }

    /// <summary>The number of copies lost because <see cref="MaxWaiting"/> others were waiting.</summary>
    public long Overflowed => Volatile.Read(ref _overflowed);

    /// <summary>
    /// Takes over a copy and passes it on after <paramref name="delay"/>, or loses it and returns <see langword="false"/>.
    /// </summary>
    public bool TryAdd(DatagramBuffer copy, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_waiting.Count < MaxWaiting && !_closing)
            {
                _waiting.Enqueue(copy, ((_clock.Now + delay).Ticks, _added++));
                Monitor.Pulse(_gate);
                return true;
            }
            _overflowed++;
        }
        copy.Release();
        return false;
    }

    /// <summary>Ends the thread and drops the waiting copies.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
        while (_waiting.TryDequeue(out DatagramBuffer? copy, out _))
            copy.Release();
    }

    private void GiveOn()
    {
        while (true)
        {
            DatagramBuffer? due;
            lock (_gate)
            {
                while (!TryTakeDue(out due, out int waitMilliseconds))
                {
                    if (_closing)
                        return;
                    Monitor.Wait(_gate, waitMilliseconds);
                }
            }
            _sink.Take(due!);
        }
    }

    private bool TryTakeDue(out DatagramBuffer? due, out int waitMilliseconds)
    {
        due = null;
        waitMilliseconds = Timeout.Infinite;
        if (_closing || !_waiting.TryPeek(out _, out (long DueTicks, long Number) first))
            return false;
        waitMilliseconds = MonotonicClock.MillisecondsUntil(new Instant(first.DueTicks), _clock.Now);
        if (waitMilliseconds > 0)
            return false;
        due = _waiting.Dequeue();
        return true;
    }
}

namespace Terminal.Gui.App;

/// <summary>Calls by due time, then in the order they were added. Safe from any thread; the calls are made outside the lock.</summary>
internal sealed class TimedEvents(ITimeProvider clock) : ITimedEvents
{
    /// <summary>
    /// Calls waiting at one time. The loop drains them many times a second, so more of them mean a loop that has stopped.
    /// </summary>
    internal const int MaximumWaiting = 100_000;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Timeout, (DateTime Due, long Number)> _waiting = new();
    private long _added;

    public object Add(TimeSpan time, Func<bool> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timeout = new Timeout(time, callback);
        Enqueue(timeout);
        return timeout;
    }

    public bool Remove(object token)
    {
        lock (_lock)
            return token is Timeout timeout && _waiting.Remove(timeout, out _, out _);
    }

    public void RunTimers()
    {
        long last;
        lock (_lock)
            last = _added;
        while (TakeDue(last) is { } timeout)
        {
            if (timeout.Callback())
                Enqueue(timeout);
        }
    }

    public void StopAll()
    {
        lock (_lock)
            _waiting.Clear();
    }

    private void Enqueue(Timeout timeout)
    {
        lock (_lock)
        {
            if (_waiting.Count >= MaximumWaiting)
                throw new InvalidOperationException($"{MaximumWaiting} calls wait for a loop that does not run.");
            _waiting.Enqueue(timeout, (clock.Now + timeout.Span, ++_added));
        }
    }

    /// <summary>The next call that is due and was there when this turn began: what calls add waits for the next turn.</summary>
    private Timeout? TakeDue(long last)
    {
        lock (_lock)
        {
            if (!_waiting.TryPeek(out var timeout, out var when) || when.Due > clock.Now || when.Number > last)
                return null;
            _waiting.Dequeue();
            return timeout;
        }
    }

    private sealed record Timeout(TimeSpan Span, Func<bool> Callback)
    {
        public bool Equals(Timeout? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}

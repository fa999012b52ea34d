using Election.Groups.Model;

namespace Election.Runtime;

/// <summary>
/// A node's clock: the time since its creation, on the system's monotonic counter, which changes of the date do not affect.
/// </summary>
public sealed class MonotonicClock
{
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>A clock that starts now.</summary>
    /// <param name="time">The counter to read; null for the system's.</param>
    public MonotonicClock(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
    }

    /// <summary>The time since the clock's creation.</summary>
    public Instant Now => new(_time.GetElapsedTime(_start).Ticks);

    /// <summary>
    /// Returns the wait until an instant, rounded up to whole milliseconds, the unit of the platform's waits, so that no thread wakes early
    /// and spins: 0 if the instant is due, <see cref="Timeout.Infinite"/> if there is none.
    /// </summary>
    internal static int MillisecondsUntil(Instant? instant, Instant now)
    {
        if (instant is not { } due || due == Instant.Never)
            return Timeout.Infinite;
        if (due <= now)
            return 0;
        long milliseconds = (due.Ticks - now.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return (int)Math.Min(milliseconds, int.MaxValue);
    }
}

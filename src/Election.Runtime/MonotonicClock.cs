using Election.Groups.Model;

namespace Election.Runtime;

/// <summary>A node's clock: the time since it was made, on the system's monotonic counter, which no setting of the date touches.</summary>
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

    /// <summary>Now.</summary>
    public Instant Now => new(_time.GetElapsedTime(_start).Ticks);

    /// <summary>
    /// How long to wait for an instant, rounded up to the millisecond that the platform's waits are counted in, so that nobody wakes
    /// early and spins: 0 when it is due, <see cref="Timeout.Infinite"/> when it never comes.
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

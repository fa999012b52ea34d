namespace Election.Node.Runs.Single;

/// <summary>
/// Measures the age of a run. All processes of a run derive it from the machine's time of day, so that their traces share one clock; it
/// never goes backwards within a process. A node on its own counts from its own start.
/// </summary>
internal sealed class SharedClock
{
    private readonly DateTimeOffset? _began;
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>Creates the clock of a run.</summary>
    /// <param name="began">The start of the run; null to start now.</param>
    /// <param name="time">The machine's time; null for the real one.</param>
    public SharedClock(DateTimeOffset? began, TimeProvider? time = null)
    {
        _began = began;
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
    }

    /// <summary>The last value read.</summary>
    public TimeSpan Latest { get; private set; }

    /// <summary>The run's current age. One caller at a time.</summary>
    public TimeSpan Now
    {
        get
        {
            TimeSpan age = _began is { } began ? _time.GetUtcNow() - began : _time.GetElapsedTime(_start);
            return Latest = age > Latest ? age : Latest;
        }
    }
}

namespace Election.Node.Runs.Single;

/// <summary>
/// How old the run is. The processes of one run read it off the machine's time of day, so that their traces share one clock; it never goes
/// back at one process. A node by itself counts from its own start.
/// </summary>
internal sealed class SharedClock
{
    private readonly DateTimeOffset? _began;
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>A clock of a run.</summary>
    /// <param name="began">When the run began; null to begin now.</param>
    /// <param name="time">The machine's time; null for the real one.</param>
    public SharedClock(DateTimeOffset? began, TimeProvider? time = null)
    {
        _began = began;
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
    }

    /// <summary>What was read last.</summary>
    public TimeSpan Latest { get; private set; }

    /// <summary>The run's age. One caller at a time.</summary>
    public TimeSpan Now
    {
        get
        {
            TimeSpan age = _began is { } began ? _time.GetUtcNow() - began : _time.GetElapsedTime(_start);
            return Latest = age > Latest ? age : Latest;
        }
    }
}

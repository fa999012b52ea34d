
namespace Election.Node.Tests.Runs.Single;

/// <summary>Time that passes when a test says so, with one timer that rings when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimeSpan _passed;
    private Action? _ring;

    public TimeSpan DueTime { get; private set; }

    public TimeSpan Period { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _ring = () => callback(state);
        (DueTime, Period) = (dueTime, period);
        return new Silent();
    }

    public void Advance(TimeSpan by) => _passed += by;

    public void Fire() => _ring!();

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

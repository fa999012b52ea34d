namespace Terminal.Gui.Time;

/// <summary>A clock. (The package's also makes delays and timers.)</summary>
public interface ITimeProvider
{
    /// <summary>The time by this clock.</summary>
    DateTime Now { get; }
}

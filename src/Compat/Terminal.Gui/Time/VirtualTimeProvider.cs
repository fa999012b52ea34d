namespace Terminal.Gui.Time;

/// <summary>A clock that goes only when told; it starts on the first of January 2025.</summary>
public class VirtualTimeProvider : ITimeProvider
{
    /// <inheritdoc/>
    public DateTime Now { get; private set; } = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Lets this much time pass.</summary>
    public void Advance(TimeSpan duration) => Now += duration;

    /// <summary>Sets the clock.</summary>
    public void SetTime(DateTime time) => Now = time;
}

namespace Terminal.Gui.Time;

/// <summary>The system's clock.</summary>
public class SystemTimeProvider : ITimeProvider
{
    /// <inheritdoc/>
    public DateTime Now => DateTime.Now;
}

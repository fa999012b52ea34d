namespace Terminal.Gui.App;

/// <summary>Makes applications. Each has its own driver, views and loop.</summary>
public static class Application
{
    /// <summary>How many turns the loops take a second at most when nothing is typed; between 1 and 1000.</summary>
    public static ushort MaximumIterationsPerSecond { get; set; } = 25;

    /// <summary>An application that has not touched the terminal yet.</summary>
    /// <param name="timeProvider">The clock of timeouts and clicks; the system's if null. Tests give a <see
    /// cref="VirtualTimeProvider"/>.</param>
    public static IApplication Create(ITimeProvider? timeProvider = null) => new ApplicationImpl(timeProvider ?? new SystemTimeProvider());
}

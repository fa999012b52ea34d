namespace Terminal.Gui.App;

/// <summary>One begun run of a runnable; <see cref="IApplication.End"/> takes it.</summary>
public class SessionToken
{
    internal SessionToken(IRunnable runnable) => Runnable = runnable;

    /// <summary>What runs; null once it has ended.</summary>
    public IRunnable? Runnable { get; internal set; }

    /// <summary>What it came to, once it has ended.</summary>
    public object? Result { get; set; }
}

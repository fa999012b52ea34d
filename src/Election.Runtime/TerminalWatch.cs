namespace Election.Runtime;

/// <summary>
/// Detects that the terminal on standard input is gone: its window was closed, its connection broke, or it no longer belongs to this
/// process. SIGHUP is not enough: it does not reach a process outside the terminal's session or one that ignores it.
/// </summary>
public sealed class TerminalWatch : IDisposable
{
    // A hang-up ends the wait at once. Only a terminal that lives but refuses to be read has to be polled.
    private const int AskAgainMilliseconds = 1000;

    private readonly Action _gone;
    private volatile bool _isDisposed;

    private TerminalWatch(Action gone) => _gone = gone;

    /// <summary>True if the terminal on standard input is gone now.</summary>
    public static bool HasGone() => !OperatingSystem.IsWindows() && IsGone(0);

    /// <summary>Starts watching. Does nothing on Windows, which sends a signal instead (CTRL_CLOSE_EVENT).</summary>
    /// <param name="gone">Called once, on a thread of the watch, when the terminal is gone.</param>
    public static TerminalWatch Begin(Action gone)
    {
        var watch = new TerminalWatch(gone);
        if (!OperatingSystem.IsWindows())
            new Thread(watch.Watch) { IsBackground = true, Name = "terminal watch" }.Start();
        return watch;
    }

    /// <summary>Stops watching.</summary>
    public void Dispose() => _isDisposed = true;

    private static bool IsGone(int milliseconds)
    {
        const short gone = Descriptor.HungUp | Descriptor.Error | Descriptor.Invalid;
        return (Descriptor.Await(Descriptor.StandardInput, milliseconds) & gone) != 0 || Descriptor.IsUnreadable(Descriptor.StandardInput);
    }

    private void Watch()
    {
        while (!_isDisposed)
        {
            if (IsGone(AskAgainMilliseconds) && !_isDisposed)
            {
                _gone();
                return;
            }
        }
    }
}

namespace Terminal.Gui.Drivers;

/// <summary>Opens the terminal of this process.</summary>
internal static class TerminalPort
{
    private const string NoTerminalVariable = "DisableRealDriverIO";

    /// <summary>The terminal that standard input and output are; null if either is something else, or the environment forbids it.</summary>
    internal static ITerminal? TryOpen()
    {
        if (Environment.GetEnvironmentVariable(NoTerminalVariable) == "1")
            return null;
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            return null;
        return OperatingSystem.IsWindows() ? WindowsTerminal.TryOpen() : UnixTerminal.TryOpen();
    }
}

namespace Terminal.Gui.Drivers;

/// <summary>Which colours a terminal is known to have.</summary>
internal enum TerminalColors
{
    /// <summary>The sixteen.</summary>
    Sixteen,

    /// <summary>256, of which 216 are a cube of six shades a channel.</summary>
    Indexed,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>Finds out which colours there are.</summary>
internal static class TerminalPalette
{
    /// <summary>By the variables COLORTERM and TERM, as terminals set them.</summary>
    internal static TerminalColors OfEnvironment()
    {
        if (Environment.GetEnvironmentVariable("COLORTERM") is "truecolor" or "24bit")
            return TerminalColors.All;
        var name = Environment.GetEnvironmentVariable("TERM") ?? string.Empty;
        return OperatingSystem.IsWindows() || name.EndsWith("-direct", StringComparison.Ordinal) ? TerminalColors.All
            : name.Contains("256color", StringComparison.Ordinal) ? TerminalColors.Indexed
            : TerminalColors.Sixteen;
    }
}

namespace Terminal.Gui.Drivers;

/// <summary>What is switched on while the screen is ours, and off again after (xterm control sequences).</summary>
internal static class TerminalModes
{
    /// <summary>
    /// Alternate screen, no cursor, no wrapping at the right edge, mouse buttons in SGR form, pasted text marked; then a clear screen.
    /// </summary>
    internal static ReadOnlySpan<byte> Enter => "\e[?1049h\e[?25l\e[?7l\e[?1000h\e[?1006h\e[?2004h\e[0m\e[2J\e[H"u8;

    /// <summary>The reverse, and back to the screen there was.</summary>
    internal static ReadOnlySpan<byte> Leave => "\e[?2004l\e[?1006l\e[?1000l\e[0m\e[?7h\e[0 q\e[?25h\e[?1049l"u8;
}

namespace Terminal.Gui.Drivers;

/// <summary>The terminal's cursor: where, on the screen, and how. It is hidden unless both are given.</summary>
public record Cursor
{
    /// <summary>Where, on the screen; null for nowhere.</summary>
    public Point? Position { get; init; }

    /// <summary>How it looks.</summary>
    public CursorStyle Style { get; init; } = CursorStyle.Hidden;

    /// <summary>Whether it shows.</summary>
    public bool IsVisible => Position is not null && Style != CursorStyle.Hidden;
}

/// <summary>How the terminal's cursor looks (DECSCUSR).</summary>
public enum CursorStyle
{
    /// <summary>Not at all.</summary>
    Hidden = -1,

    /// <summary>As the terminal has it.</summary>
    Default = 0,

    /// <summary>A blinking block.</summary>
    BlinkingBlock = 1,

    /// <summary>A block.</summary>
    SteadyBlock = 2,

    /// <summary>A blinking line below.</summary>
    BlinkingUnderline = 3,

    /// <summary>A line below.</summary>
    SteadyUnderline = 4,

    /// <summary>A blinking line before.</summary>
    BlinkingBar = 5,

    /// <summary>A line before.</summary>
    SteadyBar = 6,
}

namespace Terminal.Gui.Drawing;

/// <summary>How the terminal draws text besides its colours.</summary>
[Flags]
public enum TextStyle : byte
{
    /// <summary>Plain.</summary>
    None = 0,

    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Faint.</summary>
    Faint = 2,

    /// <summary>Italic.</summary>
    Italic = 4,

    /// <summary>Underlined.</summary>
    Underline = 8,

    /// <summary>Blinking.</summary>
    Blink = 16,

    /// <summary>Foreground and background exchanged.</summary>
    Reverse = 32,

    /// <summary>Struck through.</summary>
    Strikethrough = 64,
}

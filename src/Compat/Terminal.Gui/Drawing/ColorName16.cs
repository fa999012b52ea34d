#pragma warning disable CS1591 // A list of colour names: each name says what it is.
namespace Terminal.Gui.Drawing;

/// <summary>The sixteen colours every colour terminal has, in whatever shades its palette gives them.</summary>
public enum ColorName16
{
    Black,
    Blue,
    Green,
    Cyan,
    Red,
    Magenta,
    Yellow,
    Gray,
    DarkGray,
    BrightBlue,
    BrightGreen,
    BrightCyan,
    BrightRed,
    BrightMagenta,
    BrightYellow,
    White,
}

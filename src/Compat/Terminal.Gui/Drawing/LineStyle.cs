#pragma warning disable CS1591 // A list of line styles: each name says what it is.
namespace Terminal.Gui.Drawing;

/// <summary>How a border or a line is drawn. Which characters that takes is in <see cref="Glyphs"/>.</summary>
public enum LineStyle
{
    None,
    Single,
    Dashed,
    Dotted,
    Double,
    Heavy,
    HeavyDashed,
    HeavyDotted,
    Rounded,
    RoundedDashed,
    RoundedDotted,
}

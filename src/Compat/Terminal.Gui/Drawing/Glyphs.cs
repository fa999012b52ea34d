#pragma warning disable CS1591 // A list of characters: each name says what it draws.
namespace Terminal.Gui.Drawing;

/// <summary>
/// The characters that views draw with, one for the whole process. Every one can be replaced, by ASCII for instance; what replaces one must
/// be one column wide. Change them before the first frame.
/// </summary>
public static partial class Glyphs
{
    public static Rune WideGlyphReplacement { get; set; } = new(' ');
    public static Rune HorizontalEllipsis { get; set; } = new('…');
    public static Rune CheckStateChecked { get; set; } = new('☑');
    public static Rune CheckStateUnChecked { get; set; } = new('☐');
    public static Rune Selected { get; set; } = new('◉');
    public static Rune UnSelected { get; set; } = new('○');
    public static Rune RightArrow { get; set; } = new('►');
    public static Rune LeftArrow { get; set; } = new('◄');
    public static Rune DownArrow { get; set; } = new('▼');
    public static Rune UpArrow { get; set; } = new('▲');
    public static Rune LeftDefaultIndicator { get; set; } = new('►');
    public static Rune RightDefaultIndicator { get; set; } = new('◄');
    public static Rune LeftBracket { get; set; } = new('⟦');
    public static Rune RightBracket { get; set; } = new('⟧');
    public static Rune BlocksMeterSegment { get; set; } = new('▌');
    public static Rune ContinuousMeterSegment { get; set; } = new('█');
    public static Rune Stipple { get; set; } = new('░');
    public static Rune Diamond { get; set; } = new('◊');
    public static Rune Dot { get; set; } = new('∙');
    public static Rune BlackCircle { get; set; } = new('●');
}

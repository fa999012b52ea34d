namespace Terminal.Gui.ViewBase;

/// <summary>The characters of one line style, as <see cref="Glyphs"/> has them at the moment.</summary>
internal readonly record struct LineGlyphs(
    Rune Horizontal, Rune Vertical, Rune TopLeft, Rune TopRight, Rune BottomLeft, Rune BottomRight, Rune BeforeTitle, Rune AfterTitle)
{
    internal static LineGlyphs Of(LineStyle style) => style switch
    {
        LineStyle.Double => new(
            Glyphs.HLineDbl, Glyphs.VLineDbl, Glyphs.ULCornerDbl, Glyphs.URCornerDbl, Glyphs.LLCornerDbl, Glyphs.LRCornerDbl,
            Glyphs.RightTeeDblH, Glyphs.LeftTeeDblH),
        LineStyle.Heavy => Heavy(Glyphs.HLineHv, Glyphs.VLineHv),
        LineStyle.HeavyDashed => Heavy(Glyphs.HLineHvDa2, Glyphs.VLineHvDa3),
        LineStyle.HeavyDotted => Heavy(Glyphs.HLineHvDa3, Glyphs.VLineHvDa4),
        LineStyle.Dashed => Light(Glyphs.HLineDa2, Glyphs.VLineDa3),
        LineStyle.Dotted => Light(Glyphs.HLineDa3, Glyphs.VLineDa4),
        LineStyle.Rounded => Rounded(Glyphs.HLine, Glyphs.VLine),
        LineStyle.RoundedDashed => Rounded(Glyphs.HLineDa2, Glyphs.VLineDa3),
        LineStyle.RoundedDotted => Rounded(Glyphs.HLineDa3, Glyphs.VLineDa4),
        _ => Light(Glyphs.HLine, Glyphs.VLine),
    };

    private static LineGlyphs Light(Rune horizontal, Rune vertical) => new(
        horizontal, vertical, Glyphs.ULCorner, Glyphs.URCorner, Glyphs.LLCorner, Glyphs.LRCorner, Glyphs.RightTee, Glyphs.LeftTee);

    private static LineGlyphs Rounded(Rune horizontal, Rune vertical) => new(
        horizontal, vertical, Glyphs.ULCornerR, Glyphs.URCornerR, Glyphs.LLCornerR, Glyphs.LRCornerR, Glyphs.RightTee, Glyphs.LeftTee);

    private static LineGlyphs Heavy(Rune horizontal, Rune vertical) => new(
        horizontal, vertical, Glyphs.ULCornerHv, Glyphs.URCornerHv, Glyphs.LLCornerHv, Glyphs.LRCornerHv,
        Glyphs.RightTeeHvH, Glyphs.LeftTeeHvH);
}

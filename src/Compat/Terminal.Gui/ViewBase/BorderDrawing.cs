namespace Terminal.Gui.ViewBase;

/// <summary>Draws a border of lines with a title in its top line: <c>┌┤Title├───┐</c>. A side without thickness is left out.</summary>
internal static class BorderDrawing
{
    /// <summary>Corners and the bars beside the title.</summary>
    private const int BesideTitle = 4;

    internal static void Draw(
        AnsiDriver driver, Rectangle frame, Border border, string title, int hotAt, Attribute lines, Attribute titled, Attribute hot)
    {
        var sides = border.Thickness;
        if (sides == Thickness.Empty || frame.Width <= 0 || frame.Height <= 0)
            return;
        if (border.LineStyle is { } style and not LineStyle.None)
        {
            driver.SetAttribute(lines);
            DrawLines(driver, frame, sides, LineGlyphs.Of(style));
        }
        var room = frame.Width - BesideTitle;
        if (title.Length == 0 || room <= 0 || sides.Top == 0)
            return;
        var shown = TextLines.Fit(title, room);
        if (border.LineStyle is { } bars and not LineStyle.None)
            DrawBars(driver, frame, shown.GetColumns(), LineGlyphs.Of(bars), lines);
        DrawTitle(driver, frame, shown, hotAt, titled, hot);
    }

    private static void DrawLines(AnsiDriver driver, Rectangle frame, Thickness sides, in LineGlyphs glyphs)
    {
        var (left, top, right, bottom) = (frame.Left, frame.Top, frame.Right - 1, frame.Bottom - 1);
        if (sides.Top > 0)
            driver.FillRect(frame with { Height = 1 }, glyphs.Horizontal);
        if (sides.Bottom > 0 && frame.Height > 1)
            driver.FillRect(frame with { Y = bottom, Height = 1 }, glyphs.Horizontal);
        if (sides.Left > 0)
            driver.FillRect(frame with { Width = 1 }, glyphs.Vertical);
        if (sides.Right > 0 && frame.Width > 1)
            driver.FillRect(frame with { X = right, Width = 1 }, glyphs.Vertical);
        Corner(driver, left, top, glyphs.TopLeft, sides.Top > 0 && sides.Left > 0);
        Corner(driver, right, top, glyphs.TopRight, sides.Top > 0 && sides.Right > 0);
        Corner(driver, left, bottom, glyphs.BottomLeft, sides.Bottom > 0 && sides.Left > 0 && frame.Height > 1);
        Corner(driver, right, bottom, glyphs.BottomRight, sides.Bottom > 0 && sides.Right > 0 && frame.Height > 1);
    }

    private static void Corner(AnsiDriver driver, int column, int row, Rune glyph, bool there)
    {
        if (!there)
            return;
        driver.Move(column, row);
        driver.AddRune(glyph);
    }

    private static void DrawBars(AnsiDriver driver, Rectangle frame, int columns, in LineGlyphs glyphs, Attribute lines)
    {
        driver.SetAttribute(lines);
        driver.Move(frame.X + 1, frame.Y);
        driver.AddRune(glyphs.BeforeTitle);
        driver.Move(frame.X + 2 + columns, frame.Y);
        driver.AddRune(glyphs.AfterTitle);
    }

    private static void DrawTitle(AnsiDriver driver, Rectangle frame, string title, int hotAt, Attribute titled, Attribute hot)
    {
        driver.Move(frame.X + 2, frame.Y);
        TextDrawing.DrawLine(driver, title, hotAt, titled, hot);
    }
}

namespace Terminal.Gui.Text;

/// <summary>Draws text that has been laid out.</summary>
internal static class TextDrawing
{
    internal static void Draw(AnsiDriver driver, TextFormatter text, Rectangle room, Attribute plain, Attribute hot)
    {
        if (room.Width <= 0 || room.Height <= 0)
            return;
        var lines = text.Lines(room.Width, out var hotAt);
        var row = room.Y + Offset(text.VerticalAlignment, room.Height, Math.Min(lines.Count, room.Height));
        foreach (var line in lines)
        {
            if (row >= room.Bottom)
                return;
            var shown = TextLines.Fit(line, room.Width);
            driver.Move(room.X + Offset(text.Alignment, room.Width, shown.GetColumns()), row++);
            DrawLine(driver, shown, lines.Count == 1 ? hotAt : -1, plain, hot);
        }
    }

    /// <summary>Draws from where the driver stands; the character at this place of the text is the hot key.</summary>
    internal static void DrawLine(AnsiDriver driver, string line, int hotAt, Attribute plain, Attribute hot)
    {
        driver.SetAttribute(plain);
        if (hotAt < 0 || hotAt >= line.Length || !Rune.TryGetRuneAt(line, hotAt, out var rune))
        {
            driver.AddStr(line);
            return;
        }
        driver.AddStr(line[..hotAt]);
        driver.SetAttribute(hot);
        driver.AddRune(rune);
        driver.SetAttribute(plain);
        driver.AddStr(line[(hotAt + rune.Utf16SequenceLength)..]);
    }

    private static int Offset(Alignment alignment, int room, int size) => alignment switch
    {
        Alignment.End => room - size,
        Alignment.Center => (room - size) / 2,
        _ => 0,
    };
}

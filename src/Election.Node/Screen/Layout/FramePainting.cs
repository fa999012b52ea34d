using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>
/// Paints a frame cell by cell. Every pane has a box, doubled for the pane with the focus. With ASCII only, a rule with the title above the
/// pane replaces the box.
/// </summary>
internal static class FramePainting
{
    private const string Single = "┌─┐│└┘┤├";
    private const string Double = "╔═╗║╚╝╡╞";

    /// <summary>Paints the frame over a grid of this size.</summary>
    public static void PaintOn(this UiFrame frame, CellGrid grid, int width, int height, bool isAscii)
    {
        grid.Clear(width, height);
        for (int row = 0; row < frame.Top.Length; row++)
            grid.Put(0, row, frame.Top[row], width);
        foreach (PlacedPane pane in frame.Panes)
            Paint(grid, pane, isAscii);
        // On a terminal that is too small, the lines at the top take the last row too.
        if (!frame.Panes.IsEmpty)
            grid.Put(0, height - 1, frame.Bottom, width);
        if (frame.Over is { } over)
        {
            grid.Blank(over.Area.Left, over.Area.Top, over.Area.Width, over.Area.Height);
            Paint(grid, over, isAscii);
        }
    }

    private static void Paint(CellGrid grid, PlacedPane pane, bool isAscii)
    {
        Area inner = pane.Area.Inner;
        if (isAscii)
            PaintRule(grid, pane);
        else
            PaintBox(grid, pane, pane.HasFocus ? Double : Single);
        for (int i = 0; i < pane.Lines.Length; i++)
            grid.Put(inner.Left, inner.Top + i, pane.Lines[i], inner.Width);
    }

    private static void PaintRule(CellGrid grid, PlacedPane pane)
    {
        string rule = pane.HasFocus ? "=" : "-";
        string title = $"{rule}{rule} {pane.Title} ";
        Line line = Line.Of(title, Tone.Strong).Add(new string(rule[0], Math.Max(0, pane.Area.Width - Cells.Width(title))), ToneOf(pane));
        grid.Put(pane.Area.Left, pane.Area.Top, line, pane.Area.Width);
    }

    private static void PaintBox(CellGrid grid, PlacedPane pane, string shapes)
    {
        Tone tone = ToneOf(pane);
        (int left, int top, int width, int height) = pane.Area;
        (int right, int bottom) = (left + width - 1, top + height - 1);
        for (int column = left + 1; column < right; column++)
        {
            grid.Put(column, top, shapes[1], tone);
            grid.Put(column, bottom, shapes[1], tone);
        }
        for (int row = top + 1; row < bottom; row++)
        {
            grid.Put(left, row, shapes[3], tone);
            grid.Put(right, row, shapes[3], tone);
        }
        grid.Put(left, top, shapes[0], tone);
        grid.Put(right, top, shapes[2], tone);
        grid.Put(left, bottom, shapes[4], tone);
        grid.Put(right, bottom, shapes[5], tone);
        if (pane.Title.Length > 0)
            grid.Put(left + 1, top, Line.Of($"{shapes[6]}", tone).Add(pane.Title, Tone.Strong).Add($"{shapes[7]}", tone), width - 2);
    }

    private static Tone ToneOf(PlacedPane pane) => pane.HasFocus ? Tone.Normal : Tone.Dim;
}

using System.Globalization;
using System.Security;
using System.Text;

namespace Election.Node.Screen.Pictures;

/// <summary>
/// Draws a screen as SVG: monospaced text on a dark background, the same bytes for the same picture. Each piece of text states its width,
/// so that columns stay straight in any browser's font. Boxes and bars are drawn as shapes, because fonts leave gaps between them.
/// </summary>
internal static class SvgPicture
{
    private const int CellWidth = 9;
    private const int CellHeight = 20;
    private const int Baseline = 15;
    private const int Margin = 14;
    private const string Ground = "#11151c";
    private const string Ink = "#d7dce2";
    private const double Faintness = 0.6;

    /// <summary>Draws a picture.</summary>
    /// <param name="picture">The cells to draw.</param>
    /// <param name="title">A description for readers who cannot see the picture.</param>
    public static string Of(ScreenPicture picture, string title)
    {
        int width = (picture.Width * CellWidth) + (2 * Margin);
        int height = (picture.Rows.Length * CellHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" """)
            .Append(CultureInfo.InvariantCulture, $"""width="{width}" height="{height}" role="img">""").Append('\n')
            .Append(CultureInfo.InvariantCulture, $"<title>{SecurityElement.Escape(title)}</title>\n")
            .Append(CultureInfo.InvariantCulture, $"""<rect width="{width}" height="{height}" rx="8" fill="{Ground}"/>""").Append('\n')
            .Append(CultureInfo.InvariantCulture, $"""<g font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" """)
            .Append(CultureInfo.InvariantCulture, $"""font-size="15" fill="{Ink}" xml:space="preserve">""").Append('\n');
        for (int row = 0; row < picture.Rows.Length; row++)
            AppendRow(svg, [.. picture.Rows[row]], row);
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static void AppendRow(StringBuilder svg, ReadOnlySpan<PictureCell> cells, int row)
    {
        int y = Margin + (row * CellHeight);
        while (!cells.IsEmpty)
        {
            int length = 1;
            while (length < cells.Length && cells[length].Look == cells[0].Look)
                length++;
            int end = length < cells.Length ? cells[length].Column : cells[^1].Column + 1;
            AppendGround(svg, cells[0], end, y);
            AppendPiece(svg, cells[..length], y);
            cells = cells[length..];
        }
    }

    private static void AppendGround(StringBuilder svg, PictureCell first, int end, int y)
    {
        if (BackgroundOf(first.Look) is not { } colour)
            return;
        int x = Margin + (first.Column * CellWidth), width = (end - first.Column) * CellWidth;
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{x}" y="{y}" width="{width}" height="{CellHeight}" fill="{colour}"/>""")
            .Append('\n');
    }

    // Cells of one appearance: each shape by itself, and the words between them, each with its width.
    private static void AppendPiece(StringBuilder svg, ReadOnlySpan<PictureCell> cells, int y)
    {
        int at = 0;
        while (at < cells.Length)
        {
            int end = at + 1;
            if (CellShapes.Of(cells[at].Text) is { } shape)
            {
                while (end < cells.Length && cells[end].Text == cells[at].Text)
                    end++;
                AppendShape(svg, shape, cells[at], end - at, y);
            }
            else if (cells[at].Text is not " ")
            {
                while (end < cells.Length && IsWordOn(cells, end))
                    end++;
                AppendText(svg, cells[at..end], y);
            }
            at = end;
        }
    }

    private static void AppendShape(StringBuilder svg, CellShape shape, PictureCell first, int count, int y)
    {
        string ink = InkOf(first.Look);
        string path = shape.PathOf(Margin + (first.Column * CellWidth), y, count, CellWidth, CellHeight);
        svg.Append("<path").Append(shape.IsFilled ? $" fill=\"{ink}\"" : $" fill=\"none\" stroke=\"{ink}\"")
            .Append(FaintnessOf(first.Look)).Append(CultureInfo.InvariantCulture, $" d=\"{path}\"/>\n");
    }

    // A single space stays within the text; several spaces, a shape or a wide character end it.
    private static bool IsWordOn(ReadOnlySpan<PictureCell> cells, int at) =>
        cells[at].Column == cells[at - 1].Column + 1 && CellShapes.Of(cells[at].Text) is null
        && (cells[at].Text is not " "
            || (at + 1 < cells.Length && cells[at + 1].Text is not " " && CellShapes.Of(cells[at + 1].Text) is null));

    private static void AppendText(StringBuilder svg, ReadOnlySpan<PictureCell> cells, int y)
    {
        CellLook look = cells[0].Look;
        int x = Margin + (cells[0].Column * CellWidth);
        int width = (cells[^1].Column + 1 - cells[0].Column) * CellWidth;
        string ink = InkOf(look);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y + Baseline}\" textLength=\"{width}\" ")
            .Append("lengthAdjust=\"spacingAndGlyphs\"").Append(ink == Ink ? "" : $" fill=\"{ink}\"")
            .Append(look.IsBold ? " font-weight=\"bold\"" : "").Append(FaintnessOf(look)).Append('>');
        foreach (PictureCell cell in cells)
            svg.Append(SecurityElement.Escape(cell.Text));
        svg.Append("</text>\n");
    }

    private static string FaintnessOf(CellLook look) =>
        look.IsFaint ? string.Create(CultureInfo.InvariantCulture, $" opacity=\"{Faintness}\"") : "";

    private static string InkOf(CellLook look) => look.IsReversed ? NameOf(look.Background) ?? Ground : NameOf(look.Foreground) ?? Ink;

    private static string? BackgroundOf(CellLook look) => look.IsReversed ? NameOf(look.Foreground) ?? Ink : NameOf(look.Background);

    private static string? NameOf(int? colour) => colour is { } rgb ? string.Create(CultureInfo.InvariantCulture, $"#{rgb:x6}") : null;
}

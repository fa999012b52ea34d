using System.Globalization;
using System.Text;

namespace Election.Traces.Diagrams;

/// <summary>Draws the legend of a diagram's shapes, in three rows at its foot.</summary>
internal static class SvgLegend
{
    /// <summary>The number of rows, including the notice.</summary>
    public const int Rows = 4;

    /// <summary>The width in pixels.</summary>
    public const int Width = 680;

    private const int Step = 164;

    private static readonly (DiagramShape? Shape, string Words)[][] s_rows =
    [
        [(DiagramShape.Send, "broadcast"), (DiagramShape.Deliver, "delivered"), (DiagramShape.Held, "received, held"),
            (DiagramShape.Resend, "sent again")],
        [(DiagramShape.Order, "ordered"), (DiagramShape.Commit, "committed"), (DiagramShape.Crash, "crash"),
            (DiagramShape.Restart, "restart, goes on")],
        [(null, "sent again: dashed"), (DiagramShape.Lost, "lost on its way"), (DiagramShape.Network, "network split"),
            (DiagramShape.Pause, "stands still")],
    ];

    /// <summary>Draws the legend.</summary>
    public static void Draw(StringBuilder svg, int top, int height, Sentence? notice)
    {
        for (int row = 0; row < s_rows.Length; row++)
        {
            for (int i = 0; i < s_rows[row].Length; i++)
                Entry(svg, s_rows[row][i].Shape, s_rows[row][i].Words, 20 + (i * Step), top + (row * height));
        }
        string words = notice is null ? "" : notice.ToString();
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"12\" y=\"{top + (s_rows.Length * height) + 4}\" font-weight=\"bold\">{SvgDiagram.Escape(words)}</text>\n");
    }

    private static void Entry(StringBuilder svg, DiagramShape? shape, string words, int x, int y)
    {
        string sign = shape switch
        {
            null => string.Create(CultureInfo.InvariantCulture,
                $"<line class=\"arrow again\" x1=\"{x - 10}\" y1=\"{y}\" x2=\"{x + 12}\" y2=\"{y}\"/>"),
            DiagramShape.Lost => string.Create(CultureInfo.InvariantCulture,
                $"<line class=\"arrow lost\" x1=\"{x - 12}\" y1=\"{y}\" x2=\"{x + 4}\" y2=\"{y}\"/>")
                + $"<path class=\"cut\" d=\"{SvgDiagram.Cross(x + 4, y, 5)}\"/>",
            DiagramShape.Network => string.Create(CultureInfo.InvariantCulture,
                $"<rect class=\"band\" x=\"{x - 10}\" y=\"{y - 7}\" width=\"22\" height=\"14\"/>"),
            { } known => SvgShapes.Of(known, x, y),
        };
        svg.Append(sign).Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 18}\" y=\"{y + 4}\">{words}</text>\n");
    }
}

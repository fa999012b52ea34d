using System.Globalization;
using System.Text;

namespace Election.Traces.Diagrams;

/// <summary>Draws a diagram as one self-contained SVG 1.1 picture. Every meaning has a shape, which its colour only repeats.</summary>
public static class SvgDiagram
{
    private const int Left = 132;
    private const int Top = 64;
    private const int RowHeight = 26;
    private const int LeastColumn = 92;
    private const int LegendRow = 22;
    private const int PixelsPerLetter = 7;
    private const double CutAt = 0.72;

    private const string Style = """
        text{font:12px "DejaVu Sans Mono","Liberation Mono",Consolas,monospace;fill:#222}
        .halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
        .host{font-weight:bold;font-size:14px;text-anchor:middle}.time{fill:#666;font-size:11px;text-anchor:end}
        .life{stroke:#888;stroke-width:1.5}.down{stroke:#fff;stroke-width:4}.dots{stroke:#888;stroke-width:1.5;stroke-dasharray:1 5}
        .arrow{stroke:#4a6785;stroke-width:1.2;fill:none}.again{stroke-dasharray:6 4;stroke:#a65f00}.lost{stroke:#b3261e}
        .send{fill:#1f4e8c;stroke:#1f4e8c}.resend{fill:#fff;stroke:#a65f00;stroke-width:2}.deliver{fill:#1b6e3c;stroke:#1b6e3c}
        .held{fill:#fff;stroke:#1b6e3c;stroke-width:2}.cut{stroke:#b3261e;stroke-width:2.5;fill:none}
        .order{fill:#6a3d9a;stroke:#6a3d9a}.commit{fill:#fff;stroke:#6a3d9a;stroke-width:2}
        .band{fill:url(#split);stroke:#c9a227;stroke-dasharray:4 3}.dead{stroke:#b3261e;stroke-width:4;fill:none}
        .alive{fill:#fff;stroke:#222;stroke-width:2}
        .witness .arrow,.arrow.witness{stroke-width:3.5}.ring{fill:none;stroke:#000;stroke-width:2.5}
        .witness text,text.witness{font-weight:bold}
        """;

    /// <summary>Returns the picture.</summary>
    /// <param name="diagram">The trace laid out.</param>
    /// <param name="title">The title of the picture.</param>
    public static string Of(Diagram diagram, string title)
    {
        int label = diagram.Marks.Select(mark => mark.Label.Length).DefaultIfEmpty().Max();
        var at = new Geometry(Math.Clamp((Math.Min(label, 20) * PixelsPerLetter) + 34, LeastColumn, 200), diagram);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{at.Width}\" height=\"{at.Height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {at.Width} {at.Height}\" role=\"img\">\n");
        svg.Append("<title>").Append(Escape(title)).Append("</title>\n<style>").Append(Style).Append("</style>\n");
        svg.Append("<defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" "
            + "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#333\"/></marker>"
            + "<pattern id=\"split\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            + "<rect width=\"8\" height=\"8\" fill=\"#fff8e1\"/><rect width=\"2\" height=\"8\" fill=\"#f0d98c\"/></pattern></defs>\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"12\" y=\"20\" font-weight=\"bold\">{Escape(title)}</text>\n");
        Bands(svg, diagram, at);
        Columns(svg, diagram, at);
        foreach (DiagramArrow arrow in diagram.Arrows)
            Arrow(svg, diagram, arrow, at);
        Times(svg, diagram, at);
        var fromRight = new HashSet<int>(diagram.Arrows.Where(arrow => arrow.FromColumn > diagram.Marks[arrow.To].Column)
            .Select(arrow => arrow.To));
        for (int i = 0; i < diagram.Marks.Length; i++)
            Mark(svg, diagram.Marks[i], fromRight.Contains(i), at);
        SvgLegend.Draw(svg, at.Height - (LegendRow * SvgLegend.Rows) - 8, LegendRow, diagram.Notice);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Escapes text for XML; characters that XML 1.0 forbids become question marks.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                default:
                    escaped.Append(rune.Value is < 0x20 or 0x7F or 0xFFFE or 0xFFFF or 0xFFFD ? "?" : rune.ToString());
                    break;
            }
        }
        return escaped.ToString();
    }

    private static void Bands(StringBuilder svg, Diagram diagram, Geometry at)
    {
        foreach (DiagramBand band in diagram.Bands)
        {
            int y = Geometry.Y(band.FirstRow) - (RowHeight / 2), height = ((band.LastRow - band.FirstRow + 1) * RowHeight);
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"band\" x=\"{Left - 30}\" y=\"{y}\" width=\"{at.Width - Left + 20}\" height=\"{height}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"halo\" x=\"{Left - 24}\" y=\"{y + 14}\">{Escape(Cut(band.Label, 60))}</text>\n");
        }
    }

    private static void Columns(StringBuilder svg, Diagram diagram, Geometry at)
    {
        for (int column = 0; column < diagram.Hosts.Length; column++)
        {
            int x = at.X(column);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"host\" x=\"{x}\" y=\"44\">{Escape(Cut(diagram.Hosts[column], 16))}</text>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"life\" x1=\"{x}\" y1=\"50\" x2=\"{x}\" y2=\"{Geometry.Y(diagram.Rows) - 4}\"/>\n");
        }
        foreach (DiagramGap gap in diagram.Gaps)
        {
            int x = at.X(gap.Column), y1 = Geometry.Y(gap.FirstRow), y2 = gap.LastRow >= diagram.Rows ? Geometry.Y(diagram.Rows) - 4
                : Geometry.Y(gap.LastRow);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"down\" x1=\"{x}\" y1=\"{y1}\" x2=\"{x}\" y2=\"{y2}\"/>");
            if (!gap.IsDown)
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"dots\" x1=\"{x}\" y1=\"{y1}\" x2=\"{x}\" y2=\"{y2}\"/>");
            svg.Append('\n');
        }
    }

    private static void Arrow(StringBuilder svg, Diagram diagram, DiagramArrow arrow, Geometry at)
    {
        DiagramMark to = diagram.Marks[arrow.To];
        // An arrow whose send is not drawn begins above the part that is.
        int fromRow = arrow.From < 0 ? Math.Max(to.Row - 1, 0) : diagram.Marks[arrow.From].Row;
        double x1 = at.X(arrow.FromColumn), y1 = Geometry.Y(fromRow), x2 = at.X(to.Column), y2 = Geometry.Y(to.Row);
        double length = Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
        double reach = arrow.IsLost ? CutAt : Math.Max(0, (length - 7) / length);
        double endX = x1 + ((x2 - x1) * reach), endY = y1 + ((y2 - y1) * reach);
        string kinds = $"arrow{(arrow.IsAgain ? " again" : "")}{(arrow.IsLost ? " lost" : "")}{(arrow.IsWitness ? " witness" : "")}";
        string head = arrow.IsLost ? "" : " marker-end=\"url(#head)\"";
        string message = Escape(arrow.Message);
        svg.Append(CultureInfo.InvariantCulture,
            $"<line class=\"{kinds}\" data-m=\"{message}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{endX:0.#}\" y2=\"{endY:0.#}\"{head}/>\n");
        if (arrow.IsLost)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"cut\" data-m=\"{message}\" d=\"{Cross(endX, endY, 6)}\">")
                .Append("<title>").Append(message).Append(" lost on its way to ").Append(Escape(to.Event.Host)).Append("</title></path>\n");
        }
    }

    private static void Times(StringBuilder svg, Diagram diagram, Geometry at)
    {
        foreach (IGrouping<int, DiagramMark> row in diagram.Marks.Where(mark => mark.AtUs >= 0).GroupBy(mark => mark.Row))
        {
            string time = string.Create(CultureInfo.InvariantCulture, $"{row.Max(mark => mark.AtUs) / 1000m:0.000} ms");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"time\" x=\"{Left - 36}\" y=\"{Geometry.Y(row.Key) + 4}\">{time}</text>\n");
        }
    }

    private static void Mark(StringBuilder svg, DiagramMark mark, bool isFromRight, Geometry at)
    {
        if (mark.Shape == DiagramShape.Network)
            return;
        double x = at.X(mark.Column), y = Geometry.Y(mark.Row);
        bool isLost = mark.Shape == DiagramShape.Lost;
        svg.Append(CultureInfo.InvariantCulture, $"<g data-m=\"{Escape(mark.Label)}\"{(mark.IsWitness ? " class=\"witness\"" : "")}>");
        svg.Append("<title>").Append(Escape($"{mark.Event} {Named(mark.Shape)} {mark.Label}")).Append("</title>");
        if (mark.IsWitness)
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"ring\" cx=\"{x}\" cy=\"{y}\" r=\"11\"/>");
        svg.Append(SvgShapes.Of(mark.Shape, x, y));
        string label = mark.IsWitness ? $"{mark.Label} ({mark.Event})" : mark.Label;
        // The name stands on the side without an arrow.
        string side = isFromRight ? $"x=\"{x - 10}\" text-anchor=\"end\"" : $"x=\"{x + 10}\"";
        if (label.Length > 0 && !isLost)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"halo\" {side} y=\"{y - 5}\">{Escape(Cut(label, 24))}</text>");
        svg.Append("</g>\n");
    }

    internal static string Cross(double x, double y, double size) => string.Create(CultureInfo.InvariantCulture,
        $"M{x - size:0.#} {y - size:0.#}L{x + size:0.#} {y + size:0.#}M{x - size:0.#} {y + size:0.#}L{x + size:0.#} {y - size:0.#}");

    private static string Named(DiagramShape shape) => shape switch
    {
        DiagramShape.Held => "received and held",
        DiagramShape.Resend => "sent again",
        _ => shape.ToString().ToLowerInvariant(),
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private sealed class Geometry(int columnWidth, Diagram diagram)
    {
        public int Width { get; } = Math.Max(Left + (diagram.Hosts.Length * columnWidth) + 40, SvgLegend.Width);

        public int Height { get; } = Top + ((diagram.Rows + 1) * RowHeight) + (LegendRow * SvgLegend.Rows) + 12;

        public int X(int column) => Left + (column * columnWidth) + 16;

        public static int Y(int row) => Top + (row * RowHeight) + (RowHeight / 2);
    }
}

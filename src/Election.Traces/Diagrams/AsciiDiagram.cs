using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Election.Traces.Diagrams;

/// <summary>
/// Draws a diagram in plain ASCII: a line for each row, a column for each host, and on the left the time where it is known.
/// </summary>
public static class AsciiDiagram
{
    /// <summary>The meaning of the letters.</summary>
    public const string Legend =
        "S sent  s sent again  o received, held  D delivered  x lost  # order  c commit  w withdrawn  X crash  + restart  "
        + "p pause  g goes on";

    private const int LeastWidth = 8;
    private const int MostWidth = 24;
    private const int TimeWidth = 12;

    /// <summary>Returns the drawing, with a line feed after every line.</summary>
    public static string Of(Diagram diagram)
    {
        int width = diagram.Marks.Where(IsInCell).Select(mark => mark.Label.Length + 5)
            .Concat(diagram.Hosts.Select(host => host.Length + 2)).DefaultIfEmpty().Max();
        width = Math.Clamp(width, LeastWidth, MostWidth);
        var text = new StringBuilder();
        Line(text, "", diagram.Hosts.Select(host => host), width, "");
        ILookup<int, DiagramMark> rows = diagram.Marks.ToLookup(mark => mark.Row);
        for (int row = 0; row < diagram.Rows; row++)
        {
            string[] cells = [.. Enumerable.Range(0, diagram.Hosts.Length).Select(column => Thread(diagram, column, row))];
            foreach (DiagramMark mark in rows[row].Where(IsInCell))
                cells[mark.Column] = Cell(mark);
            long at = rows[row].Select(mark => mark.AtUs).DefaultIfEmpty(-1).Max();
            string time = at < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{at / 1000m:0.000} ms");
            Line(text, time, cells, width, Beside(diagram, rows[row], row));
        }
        text.Append(Legend).Append('\n');
        if (diagram.Notice is { } notice)
            text.Append(notice.ToString()).Append('\n');
        return text.ToString();
    }

    private static void Line(StringBuilder text, string time, IEnumerable<string> cells, int width, string beside)
    {
        var line = new StringBuilder(time.PadLeft(TimeWidth)).Append("  ");
        foreach (string cell in cells)
            line.Append(cell.Length >= width ? cell[..(width - 1)] + " " : cell.PadRight(width));
        text.Append((line + beside).TrimEnd()).Append('\n');
    }

    private static bool IsInCell(DiagramMark mark) => mark.Shape is not (DiagramShape.Network or DiagramShape.Note);

    private static string Cell(DiagramMark mark) => Letter(mark.Shape) + " " + mark.Label + (mark.IsWitness ? " !" : "");

    private static string Thread(Diagram diagram, int column, int row)
    {
        foreach (DiagramGap gap in diagram.Gaps)
        {
            if (gap.Column == column && row > gap.FirstRow && row < gap.LastRow)
                return gap.IsDown ? "" : ":";
        }
        return "|";
    }

    private static string Beside(Diagram diagram, IEnumerable<DiagramMark> marks, int row)
    {
        var words = new List<string>();
        if (diagram.Bands.FirstOrDefault(band => row >= band.FirstRow && row <= band.LastRow) is { } band)
            words.Add($"= {band.Label}");
        foreach (DiagramMark mark in marks)
        {
            if (mark.IsWitness)
                words.Add($"<== {mark.Event}");
            if (mark.Shape == DiagramShape.Note)
                words.Add($"{mark.Event.Host}: {mark.Label}");
        }
        return string.Join("  ", words);
    }

    private static char Letter(DiagramShape shape) => shape switch
    {
        DiagramShape.Send => 'S',
        DiagramShape.Resend => 's',
        DiagramShape.Deliver => 'D',
        DiagramShape.Held => 'o',
        DiagramShape.Lost => 'x',
        DiagramShape.Order => '#',
        DiagramShape.Commit => 'c',
        DiagramShape.Withdraw => 'w',
        DiagramShape.Crash => 'X',
        DiagramShape.Restart => '+',
        DiagramShape.Pause => 'p',
        DiagramShape.Resume => 'g',
        DiagramShape.Network => '=',
        DiagramShape.Note => '"',
        _ => throw new UnreachableException(),
    };
}

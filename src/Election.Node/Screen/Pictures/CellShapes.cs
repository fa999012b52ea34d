using System.Globalization;

namespace Election.Node.Screen.Pictures;

/// <summary>The shape of a character that is drawn as lines or a block rather than as text.</summary>
/// <param name="Horizontal">The number of horizontal lines across the whole cell.</param>
/// <param name="Vertical">The number of vertical lines across the whole cell.</param>
/// <param name="Arms">The sides that lines from the middle reach, for shapes that do not cross the cell: l, r, u, d; 2 for doubled
/// lines.</param>
/// <param name="Share">For a block, the filled part of the cell, in bars of its height; 0 for lines.</param>
internal sealed record CellShape(int Horizontal, int Vertical, string Arms, int Share)
{
    // Half the distance between the two strokes of a double line.
    private const double Gap = 1.5;

    /// <summary>True if the shape is filled rather than stroked.</summary>
    public bool IsFilled => Share > 0;

    /// <summary>The path of <paramref name="count"/> such shapes side by side, for the SVG attribute <c>d</c>.</summary>
    public string PathOf(int x, int y, int count, int width, int height)
    {
        int right = x + (count * width);
        if (IsFilled)
            return BlockOf(x, y, right, height);
        double middleX = x + (width / 2.0), middleY = y + (height / 2.0);
        var path = new List<string>();
        foreach (double gap in Gaps(Horizontal))
            path.Add(Line(x, middleY + gap, right, middleY + gap));
        for (int i = 0; i < count && Vertical > 0; i++)
        {
            foreach (double gap in Gaps(Vertical))
                path.Add(Line(middleX + (i * width) + gap, y, middleX + (i * width) + gap, y + height));
        }
        if (Arms.Length > 0)
            path.AddRange(Corner(x, y, right, y + height, middleX, middleY));
        return string.Concat(path);
    }

    // A corner of a single line has one stroke; at a corner of a double line the outer stroke is longer than the inner one.
    private IEnumerable<string> Corner(int x, int y, int right, int bottom, double middleX, double middleY)
    {
        bool isDouble = Arms.Length > 2;
        foreach (double gap in Gaps(isDouble ? 2 : 1))
        {
            double sideX = Arms.Contains('r') ? right : x, sideY = Arms.Contains('d') ? bottom : y;
            double cornerX = middleX + (Arms.Contains('r') ? gap : -gap), cornerY = middleY + (Arms.Contains('d') ? gap : -gap);
            yield return string.Create(CultureInfo.InvariantCulture, $"M{sideX} {cornerY}H{cornerX}V{sideY}");
        }
    }

    private string BlockOf(int x, int y, int right, int height)
    {
        // A full block is one rectangle; a lighter one consists of stripes, which keep their shape at every size.
        if (Share >= height)
            return string.Create(CultureInfo.InvariantCulture, $"M{x} {y + 2}H{right}V{y + height - 2}H{x}Z");
        var path = new List<string>();
        for (int top = y + 2; top < y + height - 2; top += 4)
            path.Add(string.Create(CultureInfo.InvariantCulture, $"M{x} {top}H{right}V{top + Share}H{x}Z"));
        return string.Concat(path);
    }

    private static double[] Gaps(int lines) => lines switch { 0 => [], 1 => [0], _ => [-Gap, Gap] };

    private static string Line(double fromX, double fromY, double toX, double toY) =>
        string.Create(CultureInfo.InvariantCulture, $"M{fromX} {fromY}L{toX} {toY}");
}

/// <summary>The characters that are drawn as shapes: boxes and bars.</summary>
internal static class CellShapes
{
    private const int Whole = 20;

    private static readonly Dictionary<string, CellShape> s_shapes = new(StringComparer.Ordinal)
    {
        ["─"] = new(1, 0, "", 0), ["│"] = new(0, 1, "", 0), ["┌"] = new(0, 0, "rd", 0), ["┐"] = new(0, 0, "ld", 0),
        ["└"] = new(0, 0, "ru", 0), ["┘"] = new(0, 0, "lu", 0), ["═"] = new(2, 0, "", 0), ["║"] = new(0, 2, "", 0),
        ["╔"] = new(0, 0, "rd2", 0), ["╗"] = new(0, 0, "ld2", 0), ["╚"] = new(0, 0, "ru2", 0), ["╝"] = new(0, 0, "lu2", 0),
        ["█"] = new(0, 0, "", Whole), ["▓"] = new(0, 0, "", 3), ["▒"] = new(0, 0, "", 2), ["░"] = new(0, 0, "", 1),
    };

    /// <summary>The shape of a character; null if it is drawn as text.</summary>
    public static CellShape? Of(string text) => s_shapes.GetValueOrDefault(text);
}

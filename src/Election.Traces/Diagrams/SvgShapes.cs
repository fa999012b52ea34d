using System.Diagnostics;
using System.Globalization;

namespace Election.Traces.Diagrams;

/// <summary>Draws the shapes of a diagram's marks, each recognisable without its colour.</summary>
internal static class SvgShapes
{
    /// <summary>Returns the shape centred on a point.</summary>
    public static string Of(DiagramShape shape, double x, double y) => shape switch
    {
        DiagramShape.Send => Rect("send", x, y),
        DiagramShape.Resend => Rect("resend", x, y),
        DiagramShape.Deliver => Circle("deliver", x, y),
        DiagramShape.Held => Circle("held", x, y),
        DiagramShape.Order => Path("order", $"M{N(x)} {N(y - 7)}l7 7l-7 7l-7 -7z"),
        DiagramShape.Commit => Path("commit", $"M{N(x - 6)} {N(y - 5)}h12l-6 11z"),
        DiagramShape.Withdraw => Path("commit", $"M{N(x - 5)} {N(y - 5)}h10v10h-10zl10 10"),
        DiagramShape.Crash => Path("dead", SvgDiagram.Cross(x, y, 9)),
        DiagramShape.Restart => Path("alive", $"M{N(x - 6)} {N(y - 7)}l13 7l-13 7z"),
        DiagramShape.Pause => Path("dead", $"M{N(x - 4)} {N(y - 7)}v14M{N(x + 4)} {N(y - 7)}v14"),
        DiagramShape.Resume => Path("alive", $"M{N(x - 6)} {N(y - 7)}l13 7l-13 7z"),
        DiagramShape.Note => Path("alive", $"M{N(x - 5)} {N(y)}h10"),
        DiagramShape.Lost or DiagramShape.Network => "",
        _ => throw new UnreachableException(),
    };

    private static string Rect(string kind, double x, double y) =>
        $"<rect class=\"{kind}\" x=\"{N(x - 5)}\" y=\"{N(y - 5)}\" width=\"10\" height=\"10\"/>";

    private static string Circle(string kind, double x, double y) => $"<circle class=\"{kind}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"6\"/>";

    private static string Path(string kind, string path) => $"<path class=\"{kind}\" d=\"{path}\"/>";

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

namespace Terminal.Gui.Text;

/// <summary>Text in lines, measured in columns.</summary>
internal static class TextLines
{
    /// <summary>Lines of one text; further ones are dropped.</summary>
    internal const int MaximumLines = 10_000;

    internal static List<string> Split(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n', MaximumLines + 1).Take(MaximumLines)];

    /// <summary>At most this many columns of a text, filled up to them if asked.</summary>
    internal static string Fit(string text, int width, bool pad = false)
    {
        var columns = 0;
        var kept = new System.Text.StringBuilder(width);
        var cells = new CellText(text);
        while (cells.MoveNext() && columns + cells.Width <= width)
        {
            kept.Append(cells.Current);
            columns += cells.Width;
        }
        return pad ? kept.Append(' ', width - columns).ToString() : kept.ToString();
    }

    internal static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        foreach (var paragraph in Split(text))
        {
            var rest = paragraph;
            while (rest.GetColumns() > width && lines.Count < MaximumLines)
            {
                var fits = CharactersThatFit(rest, width);
                var space = fits < rest.Length && rest[fits] == ' ' ? fits : rest.LastIndexOf(' ', fits - 1, fits);
                var end = space > 0 ? space : fits;
                lines.Add(rest[..end].TrimEnd(' '));
                rest = rest[end..].TrimStart(' ');
            }
            if (lines.Count < MaximumLines)
                lines.Add(rest);
        }
        return lines;
    }

    /// <summary>
    /// How many UTF-16 units of a text fit into this many columns; at least the first character, so that wrapping goes on.
    /// </summary>
    private static int CharactersThatFit(string text, int width)
    {
        var (at, columns) = (0, 0);
        foreach (var cluster in GraphemeHelper.GetGraphemes(text))
        {
            columns += cluster.GetColumns();
            if (columns > width && at > 0)
                break;
            at += cluster.Length;
        }
        return at;
    }
}

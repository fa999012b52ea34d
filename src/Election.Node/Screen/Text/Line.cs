using System.Collections.Immutable;
using Election.Node.Screen.Model;

namespace Election.Node.Screen.Text;

/// <summary>A part of a line in one tone.</summary>
/// <param name="Text">Clean text.</param>
/// <param name="Tone">The tone, from which the colours follow.</param>
/// <param name="Click">The key that a click stands for; null for none.</param>
internal readonly record struct Segment(string Text, Tone Tone, UiKey? Click);

/// <summary>A line of a pane: segments from left to right. All text added is cleaned (<see cref="Cells.Clean"/>). Immutable.</summary>
internal sealed record Line
{
    private Line(ImmutableArray<Segment> segments) => Segments = segments;

    /// <summary>A line without segments.</summary>
    public static Line Empty { get; } = new([]);

    /// <summary>The segments, from left to right.</summary>
    public ImmutableArray<Segment> Segments { get; }

    /// <summary>The text without its tones.</summary>
    public string Text => string.Concat(Segments.Select(segment => segment.Text));

    /// <summary>The width in cells.</summary>
    public int Width => Segments.Sum(segment => Cells.Width(segment.Text));

    /// <summary>A line with one segment.</summary>
    public static Line Of(string text, Tone tone = Tone.Normal, UiKey? click = null) => Empty.Add(text, tone, click);

    /// <summary>The line with another segment at its end.</summary>
    public Line Add(string text, Tone tone = Tone.Normal, UiKey? click = null) =>
        text.Length == 0 ? this : new(Segments.Add(new Segment(Cells.Clean(text), tone, click)));

    /// <summary>The line followed by another line.</summary>
    public Line Append(Line other) => new(Segments.AddRange(other.Segments));

    /// <summary>The line with another segment that takes exactly <paramref name="width"/> cells.</summary>
    public Line AddColumn(string text, int width, Tone tone = Tone.Normal) => Add(Cells.Pad(Cells.Clean(text), width), tone);

    /// <summary>The line with another segment at the right edge of <paramref name="width"/> cells, if there is room.</summary>
    public Line AddRight(string text, int width, Tone tone = Tone.Normal)
    {
        string clean = Cells.Clean(text);
        int gap = width - Width - Cells.Width(clean);
        return gap < 1 ? this : Add(new string(' ', gap)).Add(clean, tone);
    }

    /// <summary>The line shortened to at most <paramref name="width"/> cells.</summary>
    public Line Fit(int width)
    {
        if (Width <= width)
            return this;
        Line fitted = Empty;
        foreach (Segment segment in Segments)
        {
            int room = width - fitted.Width;
            int wanted = Cells.Width(segment.Text);
            if (wanted < room)
            {
                fitted = fitted.Add(segment.Text, segment.Tone, segment.Click);
                continue;
            }
            return fitted.Add(room > 0 ? Cells.Take(segment.Text, room - 1) + Glyphs.Ellipsis : "", segment.Tone, segment.Click);
        }
        return fitted;
    }

    /// <summary>The line in one tone, padded to <paramref name="width"/> cells: a bar.</summary>
    public Line Fill(int width, Tone tone) => Of(Cells.Pad(Text, width), tone);

    /// <summary>The line in ASCII, cell for cell.</summary>
    public Line ToAscii() => new([.. Segments.Select(segment => segment with { Text = Glyphs.ToAscii(segment.Text) })]);

    /// <inheritdoc/>
    public bool Equals(Line? other) => other is not null && Segments.AsSpan().SequenceEqual(other.Segments.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Segments.Length, Segments.Length == 0 ? "" : Segments[0].Text);

    /// <summary>Wraps a sentence at spaces into lines of at most <paramref name="width"/> cells; all but the first are indented.</summary>
    public static IEnumerable<Line> Wrap(string text, int width, int indent = 0, Tone tone = Tone.Normal)
    {
        if (width <= indent)
            yield break;
        string rest = Cells.Clean(text);
        int margin = 0;
        while (Cells.Width(rest) > width - margin)
        {
            string head = Cells.Take(rest, width - margin);
            int space = rest.Length > head.Length && rest[head.Length] == ' ' ? head.Length : head.LastIndexOf(' ');
            int cut = space > 0 ? space : Math.Max(head.Length, 1);
            yield return Of(new string(' ', margin) + rest[..cut], tone);
            rest = rest[cut..].TrimStart(' ');
            margin = indent;
        }
        if (rest.Length > 0)
            yield return Of(new string(' ', margin) + rest, tone);
    }
}

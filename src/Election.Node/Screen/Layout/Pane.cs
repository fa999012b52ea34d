using System.Collections.Immutable;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>A part of the terminal, in cells from its upper left corner.</summary>
internal readonly record struct Area(int Left, int Top, int Width, int Height)
{
    /// <summary>Without a border of one cell.</summary>
    public Area Inner => new(Left + 1, Top + 1, Math.Max(0, Width - 2), Math.Max(0, Height - 2));
}

/// <summary>What a pane holds, however high it is.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Head">Lines that stay at its top.</param>
/// <param name="Rows">Lines that can be moved.</param>
internal sealed record Pane(string Title, ImmutableArray<Line> Head, ImmutableArray<Line> Rows)
{
    /// <summary>Whether it begins at its last row, as a log does.</summary>
    public bool FollowsEnd { get; init; }

    /// <summary>A row that is always seen; null for none.</summary>
    public int? Selected { get; init; }

    /// <summary>How far the rows can be moved when <paramref name="height"/> lines are seen, least and most.</summary>
    public (int Least, int Most) ScrollBounds(int height)
    {
        int hidden = Math.Max(0, Rows.Length - RoomFor(height));
        return FollowsEnd ? (-hidden, 0) : (0, hidden);
    }

    /// <summary>The lines that are seen, at most <paramref name="height"/>, each at most <paramref name="width"/> cells.</summary>
    public ImmutableArray<Line> Seen(int width, int height, int scroll)
    {
        int room = RoomFor(height);
        int hidden = Math.Max(0, Rows.Length - room);
        int first = Math.Clamp((FollowsEnd ? hidden : 0) + scroll, 0, hidden);
        if (Selected is { } selected)
            first = Math.Clamp(first, Math.Max(0, selected - room + 1), Math.Max(0, Math.Min(selected, hidden)));
        IEnumerable<Line> lines = Head.Take(height).Concat(Rows.Skip(first).Take(room));
        return [.. lines.Select(line => line.Fit(width))];
    }

    private int RoomFor(int height) => Math.Max(0, height - Head.Length);
}

/// <summary>A pane in its place.</summary>
/// <param name="Area">Where, border included.</param>
/// <param name="Title">Its title, fit to its width.</param>
/// <param name="HasFocus">Whether the arrows move it.</param>
/// <param name="Lines">What is seen inside the border.</param>
internal sealed record PlacedPane(Area Area, string Title, bool HasFocus, ImmutableArray<Line> Lines);

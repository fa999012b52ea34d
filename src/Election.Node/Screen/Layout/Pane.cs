using System.Collections.Immutable;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>A rectangle of the terminal, in cells from its upper left corner.</summary>
internal readonly record struct Area(int Left, int Top, int Width, int Height)
{
    /// <summary>The area without a border of one cell.</summary>
    public Area Inner => new(Left + 1, Top + 1, Math.Max(0, Width - 2), Math.Max(0, Height - 2));
}

/// <summary>The content of a pane of any height.</summary>
/// <param name="Title">The title, at any length.</param>
/// <param name="Head">Lines that stay at the top.</param>
/// <param name="Rows">Lines that scroll.</param>
internal sealed record Pane(string Title, ImmutableArray<Line> Head, ImmutableArray<Line> Rows)
{
    /// <summary>True if the pane starts at its last row, as a log does.</summary>
    public bool FollowsEnd { get; init; }

    /// <summary>The index of a row that is always visible; null for none.</summary>
    public int? Selected { get; init; }

    /// <summary>The least and greatest scroll when <paramref name="height"/> lines are visible.</summary>
    public (int Least, int Most) ScrollBounds(int height)
    {
        int hidden = Math.Max(0, Rows.Length - RoomFor(height));
        return FollowsEnd ? (-hidden, 0) : (0, hidden);
    }

    /// <summary>The visible lines: at most <paramref name="height"/>, each at most <paramref name="width"/> cells.</summary>
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

/// <summary>A pane with its place on the terminal.</summary>
/// <param name="Area">The area, including the border.</param>
/// <param name="Title">The title, shortened to fit.</param>
/// <param name="HasFocus">True if the arrow keys scroll it.</param>
/// <param name="Lines">The lines visible inside the border.</param>
internal sealed record PlacedPane(Area Area, string Title, bool HasFocus, ImmutableArray<Line> Lines);

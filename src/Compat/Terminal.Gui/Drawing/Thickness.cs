namespace Terminal.Gui.Drawing;

/// <summary>How many cells each side of a frame takes.</summary>
public record struct Thickness
{
    /// <summary>The same on every side.</summary>
    public Thickness(int width) : this(width, width, width, width)
    {
    }

    /// <summary>Each side by itself.</summary>
    public Thickness(int left, int top, int right, int bottom)
    {
        Left = left;
        Top = top;
        Right = right;
        Bottom = bottom;
    }

    /// <summary>Nothing on any side.</summary>
    public static Thickness Empty => new(0);

    /// <summary>Columns on the left.</summary>
    public int Left { readonly get; set; }

    /// <summary>Rows at the top.</summary>
    public int Top { readonly get; set; }

    /// <summary>Columns on the right.</summary>
    public int Right { readonly get; set; }

    /// <summary>Rows at the bottom.</summary>
    public int Bottom { readonly get; set; }

    /// <summary>Columns on the left and the right together.</summary>
    public readonly int Horizontal => Left + Right;

    /// <summary>Rows at the top and the bottom together.</summary>
    public readonly int Vertical => Top + Bottom;

    /// <summary>What is left of a rectangle inside this frame; never of negative size.</summary>
    public readonly Rectangle GetInside(Rectangle rect) =>
        new(rect.X + Left, rect.Y + Top, Math.Max(0, rect.Width - Horizontal), Math.Max(0, rect.Height - Vertical));

    /// <summary>Both frames, one around the other.</summary>
    public readonly Thickness Add(Thickness other) => new(Left + other.Left, Top + other.Top, Right + other.Right, Bottom + other.Bottom);

    /// <summary>Both frames, one around the other.</summary>
    public static Thickness operator +(Thickness a, Thickness b) => a.Add(b);
}

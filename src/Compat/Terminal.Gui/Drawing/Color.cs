namespace Terminal.Gui.Drawing;

/// <summary>
/// A colour of 8 bits a channel. <see cref="None"/> leaves it to the terminal. The named constants are the sixteen colours, which convert
/// implicitly and are sent as such, so that the terminal's own palette applies.
/// </summary>
public readonly partial record struct Color
{
#pragma warning disable CS1591 // A list of colour names: each name says what it is.
    public const ColorName16 Black = ColorName16.Black;
    public const ColorName16 Blue = ColorName16.Blue;
    public const ColorName16 Green = ColorName16.Green;
    public const ColorName16 Cyan = ColorName16.Cyan;
    public const ColorName16 Red = ColorName16.Red;
    public const ColorName16 Magenta = ColorName16.Magenta;
    public const ColorName16 Yellow = ColorName16.Yellow;
    public const ColorName16 Gray = ColorName16.Gray;
    public const ColorName16 DarkGray = ColorName16.DarkGray;
    public const ColorName16 BrightBlue = ColorName16.BrightBlue;
    public const ColorName16 BrightGreen = ColorName16.BrightGreen;
    public const ColorName16 BrightCyan = ColorName16.BrightCyan;
    public const ColorName16 BrightRed = ColorName16.BrightRed;
    public const ColorName16 BrightMagenta = ColorName16.BrightMagenta;
    public const ColorName16 BrightYellow = ColorName16.BrightYellow;
    public const ColorName16 White = ColorName16.White;
#pragma warning restore CS1591

    /// <summary>No colour of its own: the terminal's foreground or background.</summary>
    public static readonly Color None = new(255, 255, 255, 0);

    /// <summary>Red, 0 to 255.</summary>
    public byte R { get; }

    /// <summary>Green, 0 to 255.</summary>
    public byte G { get; }

    /// <summary>Blue, 0 to 255.</summary>
    public byte B { get; }

    /// <summary>255, or 0 for <see cref="None"/>; nothing between is drawn differently from 255.</summary>
    public byte A { get; }

    /// <summary>The colour with these channels, each 0 to 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A channel is not.</exception>
    public Color(int red = 0, int green = 0, int blue = 0, int alpha = byte.MaxValue)
    {
        R = Channel(red, nameof(red));
        G = Channel(green, nameof(green));
        B = Channel(blue, nameof(blue));
        A = Channel(alpha, nameof(alpha));
    }

    /// <summary>One of the sixteen colours, in its usual shade.</summary>
    public Color(in ColorName16 colorName) => this = Color16.ToColor(colorName);

    /// <summary>One of the sixteen colours, in its usual shade.</summary>
    public static implicit operator Color(ColorName16 colorName) => new(colorName);

    /// <summary>The nearest of the sixteen colours.</summary>
    public ColorName16 GetClosestNamedColor16() => Color16.Closest(this);

    /// <summary>The colour as <c>#RRGGBB</c>, or <c>None</c>.</summary>
    public override string ToString() => this == None ? "None" : FormattableString.Invariant($"#{R:X2}{G:X2}{B:X2}");

    private static byte Channel(int value, string name) =>
        value is >= 0 and <= byte.MaxValue ? (byte)value : throw new ArgumentOutOfRangeException(name, value, "A channel is 0 to 255.");
}

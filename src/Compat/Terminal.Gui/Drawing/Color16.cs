namespace Terminal.Gui.Drawing;

/// <summary>
/// The usual shades of the sixteen colours, and the SGR numbers that select them (ECMA-48, and the bright ones after aixterm).
/// </summary>
internal static class Color16
{
    private static readonly (byte R, byte G, byte B, byte Sgr)[] Table =
    [
        (12, 12, 12, 30), // Black
        (0, 55, 218, 34), // Blue
        (19, 161, 14, 32), // Green
        (58, 150, 221, 36), // Cyan
        (197, 15, 31, 31), // Red
        (136, 23, 152, 35), // Magenta
        (193, 156, 0, 33), // Yellow
        (204, 204, 204, 37), // Gray
        (118, 118, 118, 90), // DarkGray
        (59, 120, 255, 94), // BrightBlue
        (22, 198, 12, 92), // BrightGreen
        (97, 214, 214, 96), // BrightCyan
        (231, 72, 86, 91), // BrightRed
        (180, 0, 158, 95), // BrightMagenta
        (249, 241, 165, 93), // BrightYellow
        (242, 242, 242, 97), // White
    ];

    internal static int Count => Table.Length;

    internal static Color ToColor(ColorName16 name)
    {
        var (r, g, b, _) = Table[(int)name];
        return new Color(r, g, b);
    }

    /// <summary>The SGR number of the colour as a foreground; as a background it is ten more.</summary>
    internal static int SgrOf(ColorName16 name) => Table[(int)name].Sgr;

    internal static ColorName16 Closest(Color color)
    {
        var best = 0;
        var bestDistance = int.MaxValue;
        for (var i = 0; i < Table.Length; i++)
        {
            var (r, g, b, _) = Table[i];
            var distance = ((r - color.R) * (r - color.R)) + ((g - color.G) * (g - color.G)) + ((b - color.B) * (b - color.B));
            if (distance < bestDistance)
                (best, bestDistance) = (i, distance);
        }
        return (ColorName16)best;
    }
}

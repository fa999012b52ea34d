using System.Buffers;
using System.Text;

namespace Terminal.Gui.Drivers;

/// <summary>
/// Styles and colours as parameters of SGR (ECMA-48 8.3.117, and the extended colours after ITU-T T.416 as xterm reads them).
/// </summary>
internal static class AnsiColors
{
    private const int BackgroundOffset = 10;
    private const int CubeShades = 6;
    private const int CubeStart = 16;

    private static readonly (TextStyle Style, int Sgr)[] Styles =
    [
        (TextStyle.Bold, 1), (TextStyle.Faint, 2), (TextStyle.Italic, 3), (TextStyle.Underline, 4),
        (TextStyle.Blink, 5), (TextStyle.Reverse, 7), (TextStyle.Strikethrough, 9),
    ];

    internal static void AppendStyle(IBufferWriter<byte> to, TextStyle style)
    {
        foreach (var (each, sgr) in Styles)
        {
            if (style.HasFlag(each))
                Append(to, $";{sgr}");
        }
    }

    /// <summary>Nothing for the terminal's own colour; one of the sixteen as such; another in the nearest form the terminal has.</summary>
    internal static void AppendColor(IBufferWriter<byte> to, Color color, TerminalColors palette, bool background)
    {
        if (color == Color.None)
            return;
        var closest = color.GetClosestNamedColor16();
        var extended = background ? 48 : 38;
        if (palette == TerminalColors.Sixteen || color == new Color(closest))
            Append(to, $";{Color16.SgrOf(closest) + (background ? BackgroundOffset : 0)}");
        else if (palette == TerminalColors.Indexed)
            Append(to, $";{extended};5;{CubeStart + (((Shade(color.R) * CubeShades) + Shade(color.G)) * CubeShades) + Shade(color.B)}");
        else
            Append(to, $";{extended};2;{color.R};{color.G};{color.B}");
    }

    /// <summary>The nearest of the shades 0, 95, 135, 175, 215 and 255.</summary>
    private static int Shade(byte channel) => channel < 48 ? 0 : channel < 115 ? 1 : Math.Min(CubeShades - 1, (channel - 35) / 40);

    private static void Append(IBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);
}

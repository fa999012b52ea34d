using System.Text;

namespace Election.Node.Screen.Text;

/// <summary>
/// The symbols that this program draws, each one cell wide, and their stand-ins (as well as those of all other characters) on a terminal
/// that shows only ASCII. Layout uses the first set; <see cref="ToAscii"/> keeps every width.
/// </summary>
internal static class Glyphs
{
    /// <summary>Text is left out.</summary>
    public const char Ellipsis = '…';

    public const char Yes = '✓';

    /// <summary>No, by choice or by fault.</summary>
    public const char No = '✗';

    /// <summary>Not yet, or none.</summary>
    public const char NotYet = '·';

    /// <summary>The selected row.</summary>
    public const char Pointer = '▸';

    /// <summary>Two values differ.</summary>
    public const char Differs = '≠';

    /// <summary>Two values are equal.</summary>
    public const char Equal = '=';

    public const char AtMost = '≤';

    /// <summary>A horizontal rule.</summary>
    public const char Rule = '─';

    /// <summary>The fillings of bars: neighbouring choices differ in shape as well as in colour.</summary>
    public const string Bars = "█▒▓░";

    /// <summary>Every symbol above, in the same order as its stand-in in the other string.</summary>
    internal const string Drawn = "…✓✗·▸≠=≤─█▒▓░×";

    /// <inheritdoc cref="Drawn"/>
    internal const string Plain = "~+x.>!=<-#=%:x";

    private const int AsciiEnd = 128;

    /// <summary>
    /// Clean text in ASCII, cell for cell: symbols become their stand-ins, letters lose their accents, the rest becomes '?'.
    /// </summary>
    public static string ToAscii(string clean)
    {
        if (Ascii.IsValid(clean))
            return clean;
        var ascii = new StringBuilder(clean.Length);
        foreach (Rune rune in clean.EnumerateRunes())
            ascii.Append(Letter(rune), Cells.Width(rune));
        return ascii.ToString();
    }

    private static char Letter(Rune rune)
    {
        if (rune.Value < AsciiEnd)
            return (char)rune.Value;
        if (rune.IsBmp && Drawn.IndexOf((char)rune.Value, StringComparison.Ordinal) is >= 0 and var place)
            return Plain[place];
        char first = rune.ToString().Normalize(NormalizationForm.FormD)[0];
        return first < AsciiEnd ? first : Cells.Unknown;
    }
}

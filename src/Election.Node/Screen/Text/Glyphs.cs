using System.Text;

namespace Election.Node.Screen.Text;

/// <summary>
/// The shapes this program draws, each one cell wide, and what stands for them and for every other character where a terminal shows ASCII
/// only. Layout is done with the first set; <see cref="ToAscii"/> keeps every width.
/// </summary>
internal static class Glyphs
{
    /// <summary>Something is left out.</summary>
    public const char Ellipsis = '…';

    /// <summary>Yes.</summary>
    public const char Yes = '✓';

    /// <summary>No, on purpose or by fault.</summary>
    public const char No = '✗';

    /// <summary>Not yet, or nothing.</summary>
    public const char NotYet = '·';

    /// <summary>The chosen row.</summary>
    public const char Pointer = '▸';

    /// <summary>Two values differ.</summary>
    public const char Differs = '≠';

    /// <summary>Two values are equal.</summary>
    public const char Equal = '=';

    /// <summary>At most.</summary>
    public const char AtMost = '≤';

    /// <summary>A rule.</summary>
    public const char Rule = '─';

    /// <summary>The bars' fillings: neighbouring choices differ in shape as in colour.</summary>
    public const string Bars = "█▒▓░";

    /// <summary>Every shape above, and in the same order its stand-in.</summary>
    internal const string Drawn = "…✓✗·▸≠=≤─█▒▓░×";

    /// <inheritdoc cref="Drawn"/>
    internal const string Plain = "~+x.>!=<-#=%:x";

    private const int AsciiEnd = 128;

    /// <summary>Clean text in ASCII, cell for cell: shapes by their stand-ins, letters without their accents, the rest as '?'.</summary>
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

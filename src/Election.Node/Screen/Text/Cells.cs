using System.Globalization;
using System.Text;

namespace Election.Node.Screen.Text;

/// <summary>
/// Prepares text for a terminal's cells. Guarantee: text that <see cref="Clean"/> returns moves no cursor, starts no escape sequence,
/// changes no writing direction, and takes exactly <see cref="Width(string)"/> cells. Wide letters take two cells (Unicode Standard Annex
/// 11, W and F). Characters that terminals render differently (marks that do not compose, joiners, flags) are shown as '?', so that two
/// names never look alike by accident.
/// </summary>
internal static class Cells
{
    /// <summary>Replaces a character that cannot be shown.</summary>
    public const char Unknown = '?';

    private const char FirstNotAscii = '\u0080';
    private const char FirstMaybeWide = '\u1100';

    // Wide and full-width ranges of EastAsianWidth.txt, as pairs of first and last code point, merged across unassigned gaps.
    private static readonly int[] s_wide =
    [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615,
        0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE,
        0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
        0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF,
        0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0, 0x1B2FF,
        0x1F004, 0x1F004,
        0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393,
        0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC,
        0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F,
        0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FF, 0x1F7E0, 0x1F7EB,
        0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD,
    ];

    /// <summary>Makes any text safe to show. Tabs and line ends become spaces.</summary>
    public static string Clean(string text)
    {
        if (IsPlain(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in Composed(text).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
                clean.Append(' ');
            else
                clean.Append(IsShown(rune) ? rune.ToString() : Unknown.ToString());
        }
        return clean.ToString();
    }

    /// <summary>The width of clean text, in cells.</summary>
    public static int Width(string clean)
    {
        // A fast path, because nearly all text is ASCII and whole logs are measured for each frame.
        if (Ascii.IsValid(clean))
            return clean.Length;
        int width = 0;
        foreach (Rune rune in clean.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    /// <summary>The width of a character of clean text, in cells: 1 or 2.</summary>
    public static int Width(Rune rune)
    {
        if (rune.Value < FirstMaybeWide)
            return 1;
        int low = 0, high = (s_wide.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune.Value < s_wide[2 * middle])
                high = middle - 1;
            else if (rune.Value > s_wide[(2 * middle) + 1])
                low = middle + 1;
            else
                return 2;
        }
        return 1;
    }

    /// <summary>The longest prefix of clean text that takes at most <paramref name="width"/> cells.</summary>
    public static string Take(string clean, int width)
    {
        if (Ascii.IsValid(clean))
            return clean.Length <= width ? clean : clean[..Math.Max(0, width)];
        int used = 0, length = 0;
        foreach (Rune rune in clean.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
                return clean[..length];
            length += rune.Utf16SequenceLength;
        }
        return clean;
    }

    /// <summary>Clean text in at most <paramref name="width"/> cells; an ellipsis replaces the end of longer text.</summary>
    public static string Fit(string clean, int width)
    {
        if (width <= 0)
            return "";
        return Width(clean) <= width ? clean : Take(clean, width - 1) + Glyphs.Ellipsis;
    }

    /// <summary>Clean text in exactly <paramref name="width"/> cells, padded with spaces.</summary>
    public static string Pad(string clean, int width)
    {
        string fit = Fit(clean, width);
        return fit + new string(' ', Math.Max(0, width - Width(fit)));
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or '\u007F' or >= FirstNotAscii)
                return false;
        }
        return true;
    }

    // Normalisation rejects half a surrogate pair and noncharacters. Enumerating runes has replaced the former by U+FFFD.
    private static string Composed(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            whole.Append(Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned ? Unknown.ToString() : rune.ToString());
        return whole.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsShown(Rune rune)
    {
        bool isPart = rune.Value is (>= 0x1160 and <= 0x11FF) or (>= 0x1F1E6 and <= 0x1F1FF) or (>= 0x1F3FB and <= 0x1F3FF) or 0xFFFD;
        return !isPart && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}

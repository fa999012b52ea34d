using System.Text;

namespace Election.Audit.Reading;

/// <summary>
/// The characters allowed in names and node ids: docs/transcript.md, "Conventions". Normalisation is left to the author of the name.
/// </summary>
internal static class NameRules
{
    private const int MaxCodePoints = 64;
    private const int MaxIdLength = 32;

    internal static bool IsName(string text)
    {
        int points = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            points++;
            if (IsForbidden(rune.Value))
                return false;
        }
        return points is > 0 and <= MaxCodePoints && text[0] != ' ' && text[^1] != ' ';
    }

    internal static bool IsNodeId(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }
        return text.Length is > 0 and <= MaxIdLength && text is not ("leader" or "all" or "." or "..");
    }

    private static bool IsForbidden(int point) => point
        is <= 0x1F or (>= 0x7F and <= 0x9F) or 0xAD or 0x61C or 0x200B or 0x200E or 0x200F or 0x2028 or 0x2029
        or (>= 0x202A and <= 0x202E) or 0x2060 or (>= 0x2066 and <= 0x2069) or 0xFEFF;
}

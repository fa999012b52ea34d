using System.Globalization;
using System.Text;

namespace Election.Node.Commands;

/// <summary>
/// The operator's text within a sentence: in quotes, no longer than a line, and without anything that could disturb a screen.
/// </summary>
internal static class Quoted
{
    private const int MostCharacters = 80;

    /// <summary>Quotes <paramref name="text"/>.</summary>
    public static string Of(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length > MostCharacters)
            {
                quoted.Append('…');
                break;
            }
            if (IsPlain(rune))
                quoted.Append(rune);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }
        return quoted.Append('\'').ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.OtherNotAssigned);
}

using System.Globalization;
using System.Text;
using Election.Node.Talk.Plain;

namespace Election.Node.Talk;

/// <summary>
/// Quotes the operator's text within a sentence: at most one line long, and free of characters that could disturb a screen.
/// </summary>
internal static class Quoted
{
    private const int MostCharacters = 80;

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
            if (PrintableText.IsPlain(rune))
                quoted.Append(rune);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }
        return quoted.Append('\'').ToString();
    }
}

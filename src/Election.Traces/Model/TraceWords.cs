using System.Text;

namespace Election.Traces.Model;

/// <summary>Prepares text from a file for use in a sentence.</summary>
internal static class TraceWords
{
    private const int MostCharacters = 80;

    /// <summary>
    /// Returns a plain name as it is; anything else in quotes, shortened, and without characters that could disturb a terminal.
    /// </summary>
    public static string Shown(ReadOnlySpan<char> text)
    {
        bool isPlain = text.Length is > 0 and <= MostCharacters;
        foreach (char c in text)
            isPlain &= char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '/' or '#';
        if (isPlain)
            return text.ToString();
        var quoted = new StringBuilder("'");
        foreach (char c in text.Length > MostCharacters ? text[..MostCharacters] : text)
            quoted.Append(char.IsControl(c) || char.IsSurrogate(c) || c is >= '\u2000' and <= '\u206f' ? '?' : c);
        return quoted.Append(text.Length > MostCharacters ? "…'" : "'").ToString();
    }
}

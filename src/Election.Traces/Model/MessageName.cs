using System.Globalization;

namespace Election.Traces.Model;

/// <summary>
/// The name of a message in a trace: <c>n1:7</c>, or <c>n1/2:7</c> for the seventh of n1's second life where the numbers of each life
/// begin anew.
/// </summary>
/// <param name="Origin">Who broadcast it first.</param>
/// <param name="Life">Which of its lives, from 1; 1 too where lives share their numbers.</param>
/// <param name="Number">Its number there, from 0.</param>
public readonly record struct MessageName(string Origin, int Life, long Number)
{
    /// <summary>The stream it belongs to: the name without the number.</summary>
    public string Stream => StreamOf(Origin, Life);

    /// <summary>The name of a stream: <c>n1</c> or <c>n1/2</c>.</summary>
    public static string StreamOf(string origin, int life) =>
        life == 1 ? origin : string.Create(CultureInfo.InvariantCulture, $"{origin}/{life}");

    /// <summary>Reads a name; <see langword="false"/> when the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ReadOnlySpan<char> origin, out int life, out long number)
    {
        origin = default;
        life = 1;
        number = 0;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !TryParseStream(text[..colon], out origin, out life))
            return false;
        return long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads a stream's name; <see langword="false"/> when the text is none.</summary>
    public static bool TryParseStream(ReadOnlySpan<char> text, out ReadOnlySpan<char> origin, out int life)
    {
        life = 1;
        int slash = text.LastIndexOf('/');
        origin = slash < 0 ? text : text[..slash];
        if (origin.IsEmpty)
            return false;
        return slash < 0 || (int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out life) && life > 1);
    }

    /// <summary>The name as files hold it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream}:{Number}");
}

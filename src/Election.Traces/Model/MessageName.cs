using System.Globalization;

namespace Election.Traces.Model;

/// <summary>
/// The name of a message in a trace: <c>n1:7</c>, or <c>n1/2:7</c> for number 7 of n1's second life if each life numbers its messages anew.
/// </summary>
/// <param name="Origin">The host that broadcast it first.</param>
/// <param name="Life">The life of the origin, from 1; always 1 if lives share one numbering.</param>
/// <param name="Number">The number in its stream, from 0.</param>
public readonly record struct MessageName(string Origin, int Life, long Number)
{
    /// <summary>The stream it belongs to: the name without the number.</summary>
    public string Stream => StreamOf(Origin, Life);

    /// <summary>Returns the name of a stream: <c>n1</c> or <c>n1/2</c>.</summary>
    public static string StreamOf(string origin, int life) =>
        life == 1 ? origin : string.Create(CultureInfo.InvariantCulture, $"{origin}/{life}");

    /// <summary>Reads a name; <see langword="false"/> if the text is not one.</summary>
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

    /// <summary>Reads a stream's name; <see langword="false"/> if the text is not one.</summary>
    public static bool TryParseStream(ReadOnlySpan<char> text, out ReadOnlySpan<char> origin, out int life)
    {
        life = 1;
        int slash = text.LastIndexOf('/');
        origin = slash < 0 ? text : text[..slash];
        if (origin.IsEmpty)
            return false;
        return slash < 0 || (int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out life) && life > 1);
    }

    /// <summary>Returns the name as it is written in files.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream}:{Number}");
}

using System.Text.Json;

namespace Election.Node.Labs.Files;

/// <summary>
/// The rule on the options that a lab may give its elections. A lab may come from anywhere and is run by a whole class, so it never says
/// over which network its processes talk, nor where they write. The command itself accepts or refuses all other options.
/// </summary>
internal static class LabOptionValidation
{
    private static readonly string[] s_refused =
    [
        "interface", "ttl", "peers", "group", "announce", "out", "json", "tui", "scale", "seed", "seeds", "prepare", "lang",
        "help", "version",
    ];

    /// <summary>The first option that a lab may not give, in one clause; null if there is none.</summary>
    public static Sentence? Objection(IEnumerable<KeyValuePair<string, JsonElement>> options)
    {
        foreach ((string name, JsonElement value) in options)
        {
            if (s_refused.Contains(name, StringComparer.OrdinalIgnoreCase))
                return $"a lab may not give the option '{name}'";
            // With '=' or ':' in it, a name would become a name and a value.
            if (name.Length == 0 || name[0] == '-' || !name.All(c => char.IsAsciiLetterLower(c) || c == '-'))
                return $"there is no option '--{name}'";
            if (!IsValue(value))
                return $"option '{name}' has an invalid value";
        }
        return null;
    }

    // A text that begins with one of these would be read as the next option.
    private static bool IsValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().All(IsValue);
            case JsonValueKind.String:
                return TryText(value, out string text) && text is not ['-' or '/', ..] && !text.Contains('\0', StringComparison.Ordinal);
            default:
                return value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number;
        }
    }

    // Half a surrogate pair is valid JSON but not text.
    private static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}

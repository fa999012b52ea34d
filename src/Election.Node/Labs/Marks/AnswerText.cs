using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text;

namespace Election.Node.Labs.Marks;

/// <summary>Normalises answers, so that capitals, spaces, a choice's parentheses or Spanish words cost no point.</summary>
internal static partial class AnswerText
{
    /// <summary>Normalises an answer from JSON: a text, a number, true or false.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Plain(value.GetString()!),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => Plain(value.GetRawText()),
    };

    /// <summary>
    /// Normalises a text: lower case, single spaces between words, composed letters, a choice without its parentheses, a whole number
    /// without decimals, and yes, no and verdicts in English.
    /// </summary>
    public static string Plain(string text)
    {
        string plain = string.Join(' ', text.Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        if (InParentheses().Match(plain) is { Success: true } choice)
            plain = choice.Groups[1].Value;
        if (WholeWithDecimals().Match(plain) is { Success: true } whole)
            plain = whole.Groups[1].Value;
        return plain switch
        {
            "y" or "sí" or "si" or "s" or "true" => "yes",
            "n" or "false" => "no",
            "certificado" or "certificada" => "certified",
            "divergente" => "diverged",
            "atascado" or "atascada" => "stalled",
            "se cumple" => "holds",
            "violada" or "violado" or "se viola" => "violated",
            _ => plain,
        };
    }

    [GeneratedRegex(@"^\(? ?([^() .]+)[ .]*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex InParentheses();

    // Three digits after the separator may be thousands.
    [GeneratedRegex("^(-?[0-9]+)[.,]0{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeWithDecimals();
}

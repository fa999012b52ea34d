using System.Text;
using System.Text.Json;

namespace Election.Node.Labs.Marks;

/// <summary>Answers, made alike: nobody loses a point by a capital letter, a blank, or by answering in Spanish.</summary>
internal static class AnswerText
{
    /// <summary>An answer out of JSON: a text, a number, or true and false.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Plain(value.GetString()!),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => Plain(value.GetRawText()),
    };

    /// <summary>Lower case, one blank at most between words, composed letters, and yes or no in one language.</summary>
    public static string Plain(string text)
    {
        string plain = string.Join(' ', text.Normalize(NormalizationForm.FormC).ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
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
}

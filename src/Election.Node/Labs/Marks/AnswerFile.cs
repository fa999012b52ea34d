using System.Text.Json;
using Election.Node.Commands;
using Election.Node.Files;
using Election.Node.Labs.Files;
using Election.Node.Plain;

namespace Election.Node.Labs.Marks;

/// <summary>A student's answers as their file has them.</summary>
/// <param name="Answers">By question: a text, a number, or true and false.</param>
/// <param name="Student">Who answers; optional, then the name of the folder that holds the file.</param>
/// <param name="Lab">Which lab; optional, then the number in the file's name.</param>
/// <param name="SeedFor">Whose traces were looked at; optional.</param>
/// <param name="Seed">The seed of the traces that were looked at; optional, then the lab's own.</param>
internal sealed record AnswersDocument(
    OrderedDictionary<string, JsonElement> Answers, string? Student = null, string? Lab = null, string? SeedFor = null, ulong? Seed = null);

/// <summary>Reads a student's answers.</summary>
internal static class AnswerFile
{
    private const int MostBytes = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The answers, when it has some.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryRead(string path, out AnswersDocument? document, out FormattableString reason)
    {
        document = null;
        if (!NamedFile.TryRead(path, MostBytes, out byte[] bytes, out reason))
            return false;
        try
        {
            document = JsonSerializer.Deserialize(bytes, LabJson.Strict.AnswersDocument);
        }
        catch (JsonException damaged)
        {
            reason = $"{PrintableText.Of(damaged.Message)}";
            return false;
        }
        reason = document is null ? $"it is null" : document.Seed > Values.MaxSeed ? $"{document.Seed} is no seed" : (FormattableString)$"";
        return reason.Format.Length == 0;
    }
}

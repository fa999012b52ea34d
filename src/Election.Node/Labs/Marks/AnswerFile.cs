using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using Election.Node.Labs.Files;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk;

namespace Election.Node.Labs.Marks;

/// <summary>A student's answers as their file has them.</summary>
/// <param name="Answers">By question: a text, a number, or true and false.</param>
/// <param name="Student">Who answers; optional, then the name of the folder that holds the file.</param>
/// <param name="Lab">Which lab; optional, then the number in the file's name.</param>
/// <param name="SeedFor">Whose traces were looked at; optional.</param>
/// <param name="Seed">The seed of the traces that were looked at; optional, then the lab's own.</param>
internal sealed record AnswersDocument(
    OrderedDictionary<string, JsonElement> Answers,
    [property: JsonConverter(typeof(NameOrNumber))] string? Student = null,
    [property: JsonConverter(typeof(NameOrNumber))] string? Lab = null,
    [property: JsonConverter(typeof(NameOrNumber))] string? SeedFor = null,
    ulong? Seed = null)
{
    /// <summary>A sentence about an answer to what the lab does not ask; null when there is none.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="text">In which language.</param>
    public string? Unasked(Lab lab, LabText text) =>
        Answers.Keys.FirstOrDefault(id => !lab.Document.Questions.Any(question => question.Id == id)) is { } unknown
            ? text.Say("unknown-answer",
                PrintableText.Of(unknown), string.Join(", ", lab.Document.Questions.Select(question => question.Id)))
            : null;
}

/// <summary>A name that may be written as a number: 7 for "7".</summary>
internal sealed class NameOrNumber : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException(),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Reads a student's answers.</summary>
internal static class AnswerFile
{
    private const int MostBytes = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">The answers, when it has some.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryRead(string path, out AnswersDocument? document, out Sentence reason)
    {
        document = null;
        if (!NamedFile.TryRead(path, MostBytes, out byte[] bytes, out reason))
            return false;
        if (!WrittenJson.TryRead(bytes, LabsJson.Strict.AnswersDocument, LabFolder.Page, out document, out reason))
            return false;
        reason = document! switch
        {
            { Seed: > Values.MaxSeed and var seed } => $"{seed} is no seed",
            { Seed: not null, SeedFor: not null } => $"it gives both seed and seedFor: give one of them",
            _ => $"",
        };
        return reason.Format.Length == 0;
    }
}

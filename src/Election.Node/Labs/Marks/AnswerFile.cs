using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using Election.Groups.Model;
using Election.Node.Labs.Files;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk;

namespace Election.Node.Labs.Marks;

/// <summary>A student's answers as they stand in their file.</summary>
/// <param name="Answers">The answers by question: a text, a number, true or false.</param>
/// <param name="Student">The student; optional, by default the name of the folder that holds the file.</param>
/// <param name="Lab">The lab; optional, by default the number in the file's name.</param>
/// <param name="SeedFor">The student whose seed drew the traces; optional.</param>
/// <param name="Seed">The seed of the traces; optional, by default the lab's own.</param>
internal sealed record AnswersDocument(
    OrderedDictionary<string, JsonElement> Answers,
    [property: JsonConverter(typeof(NameOrNumber))] string? Student = null,
    [property: JsonConverter(typeof(NameOrNumber))] string? Lab = null,
    [property: JsonConverter(typeof(NameOrNumber))] string? SeedFor = null,
    ulong? Seed = null)
{
    /// <summary>A sentence about the first answer to a question that the lab does not have; null if there is none.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="text">The sentences of the reader's language.</param>
    public string? Unasked(Lab lab, LabText text) =>
        Answers.Keys.FirstOrDefault(id => !lab.Document.Questions.Any(question => question.Id == id)) is { } unknown
            ? text.Say("unknown-answer",
                PrintableText.Of(unknown), string.Join(", ", lab.Document.Questions.Select(question => question.Id)))
            : null;
}

/// <summary>Reads a name that may be written as a number: 7 for "7".</summary>
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

/// <summary>Reads files of answers.</summary>
internal static class AnswerFile
{
    private const int MostBytes = 1 << 16;

    /// <summary>Reads and checks a file of answers.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The answers, or one clause that says what is wrong.</returns>
    public static Parsed<AnswersDocument> Read(string path)
    {
        if (!NamedFile.Read(path, MostBytes).TryGet(out byte[]? bytes, out Sentence? reason))
            return reason;
        return WrittenJson.Read(bytes, LabsJson.Strict.AnswersDocument, LabFolder.Page).Unless(document => document switch
        {
            { Seed: > Values.MaxSeed and var seed } => $"{seed} is not a seed",
            { Seed: not null, SeedFor: not null } => $"it gives both seed and seedFor: give one of them",
            _ => null,
        });
    }
}

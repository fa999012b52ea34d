using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>How this program's documents become JSON: names in camel case, letters as they are (no HTML is near), one line.</summary>
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(NodeProgress))]
[JsonSerializable(typeof(NodeEnd))]
[JsonSerializable(typeof(NodeCrash))]
internal sealed partial class ElectionJson : JsonSerializerContext
{
    private static readonly ElectionJson s_plain = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a run document.</summary>
    public static string Write(RunDocument document) => JsonSerializer.Serialize(document, s_plain.RunDocument);

    /// <summary>Writes a progress line.</summary>
    public static string Write(NodeProgress progress) => JsonSerializer.Serialize(progress, s_plain.NodeProgress);

    /// <summary>Writes the end of a node.</summary>
    public static string Write(NodeEnd end) => JsonSerializer.Serialize(end, s_plain.NodeEnd);

    /// <summary>Writes a crash line.</summary>
    public static string Write(NodeCrash crash) => JsonSerializer.Serialize(crash, s_plain.NodeCrash);

    /// <summary>Reads a run document; null for anything else.</summary>
    public static RunDocument? ReadRun(string text) =>
        Read(text, s_plain.RunDocument) is { Schema: Election.Node.Runs.Documents.RunDocument.SchemaName } document ? document : null;

    /// <summary>Reads a progress line; null for anything else.</summary>
    public static NodeProgress? ReadProgress(string line) => Read(line, s_plain.NodeProgress);

    /// <summary>Reads the end of a node; null for anything else.</summary>
    public static NodeEnd? ReadEnd(string line) => Read(line, s_plain.NodeEnd);

    /// <summary>Reads a crash line; null for anything else.</summary>
    public static NodeCrash? ReadCrash(string line) => Read(line, s_plain.NodeCrash);

    private static T? Read<T>(string text, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

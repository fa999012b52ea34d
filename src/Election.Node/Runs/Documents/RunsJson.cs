using System.Text.Json.Serialization.Metadata;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Local;
using Election.Node.Runs.Simulated;
using Election.Node.Talk.Files;

namespace Election.Node.Runs.Documents;

/// <summary>The JSON of runs: their documents, and the lines that a node writes for its run.</summary>
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(SweepDocument))]
[JsonSerializable(typeof(NodeProgress))]
[JsonSerializable(typeof(NodeEnd))]
[JsonSerializable(typeof(NodeCrash))]
internal sealed partial class RunsJson : JsonSerializerContext
{
    /// <summary>Writes documents, and reads those that the program wrote.</summary>
    public static RunsJson Written { get; } = new(Document.Written());

    /// <summary>Reads a run document; null for anything else.</summary>
    public static RunDocument? ReadRun(string text) =>
        Read(text, Written.RunDocument) is { Schema: Documents.RunDocument.SchemaName } document ? document : null;

    /// <summary>Reads a progress line; null for anything else.</summary>
    public static NodeProgress? ReadProgress(string line) => Read(line, Written.NodeProgress);

    /// <summary>Reads the end of a node; null for anything else.</summary>
    public static NodeEnd? ReadEnd(string line) => Read(line, Written.NodeEnd);

    /// <summary>Reads a crash line; null for anything else.</summary>
    public static NodeCrash? ReadCrash(string line) => Read(line, Written.NodeCrash);

    private static T? Read<T>(string text, JsonTypeInfo<T> type) where T : class
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

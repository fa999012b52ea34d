using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Node.Tools.Bench;
using Election.Node.Tools.Doctor;
using Election.Node.Tools.Multicast;
using Election.Node.Tools.Orders;
using Election.Node.Tools.Records;
using Election.Node.Tools.Tracing;
using Election.Node.Tools.Verification;

namespace Election.Node.Tools;

/// <summary>The JSON of the tools' documents.</summary>
[JsonSerializable(typeof(AnnouncedGroups))]
[JsonSerializable(typeof(BenchDocument))]
[JsonSerializable(typeof(ComparisonDocument))]
[JsonSerializable(typeof(CountDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(ElectionListDocument))]
[JsonSerializable(typeof(MarkDocument))]
[JsonSerializable(typeof(ReceiptDocument))]
[JsonSerializable(typeof(ReceiptFindingDocument))]
[JsonSerializable(typeof(TableDocument))]
[JsonSerializable(typeof(TableFileDocument))]
[JsonSerializable(typeof(TraceCheckDocument))]
[JsonSerializable(typeof(VerificationDocument))]
internal sealed partial class ToolsJson : JsonSerializerContext
{
    /// <summary>Writes documents, and reads back what the program wrote.</summary>
    public static ToolsJson Written { get; } = new(Document.Written());

    /// <summary>Reads documents that people wrote.</summary>
    public static ToolsJson Strict { get; } = new(Document.Strict());

    /// <summary>Reads the document of a bench; null for the JSON value null.</summary>
    public static BenchDocument? ReadBench(string text) => JsonSerializer.Deserialize(text, Written.BenchDocument);
}

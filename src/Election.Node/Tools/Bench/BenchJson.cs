using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Tools.Bench;

/// <summary>How a bench's document becomes JSON: names in camel case, nothing for what was not measured, one line.</summary>
[JsonSerializable(typeof(BenchDocument))]
internal sealed partial class BenchJson : JsonSerializerContext
{
    private static readonly BenchJson s_plain = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    /// <summary>Writes a document.</summary>
    public static string Write(BenchDocument document) => JsonSerializer.Serialize(document, s_plain.BenchDocument);

    /// <summary>Reads one; null for anything else.</summary>
    public static BenchDocument? Read(string text) => JsonSerializer.Deserialize(text, s_plain.BenchDocument);
}

using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Labs.Files;
using Election.Node.Labs.Marks;
using Election.Node.Talk.Files;

namespace Election.Node.Labs;

/// <summary>The JSON of labs, of answers, and of the documents printed about them.</summary>
[JsonSerializable(typeof(AnswersDocument))]
[JsonSerializable(typeof(LabDocument))]
[JsonSerializable(typeof(LabListDocument))]
[JsonSerializable(typeof(LabMarkDocument))]
[JsonSerializable(typeof(LabRunDocument))]
[JsonSerializable(typeof(ListedLab))]
internal sealed partial class LabsJson : JsonSerializerContext
{
    /// <summary>Writes documents.</summary>
    public static LabsJson Written { get; } = new(Document.Written());

    /// <summary>Reads labs and answers, which people wrote.</summary>
    public static LabsJson Strict { get; } = new(new JsonSerializerOptions(Document.Strict())
    {
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}

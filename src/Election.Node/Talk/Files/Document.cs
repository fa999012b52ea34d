using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Talk.Files;

/// <summary>A document that the program prints or writes as one line of JSON. It begins with the name of its layout.</summary>
internal abstract record Document
{
    /// <summary>A document of this layout.</summary>
    /// <param name="schema">The name, such as <c>election-run/1</c>.</param>
    protected Document(string schema) => Schema = schema;

    /// <summary>The name of this layout.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; }

    /// <summary>How documents are written: names in camel case, letters as they are, for no HTML is near.</summary>
    public static JsonSerializerOptions Written() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How documents that people wrote are read: comments and trailing commas pass, unknown and doubled fields do not.</summary>
    public static JsonSerializerOptions Strict() => new(Written())
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}

using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Node.Talk.Files;

/// <summary>A document that the program prints or writes as one line of JSON. Its first field names its schema.</summary>
internal abstract record Document
{
    /// <summary>Creates a document of a schema.</summary>
    /// <param name="schema">The schema's name, such as <c>election-run/1</c>.</param>
    protected Document(string schema) => Schema = schema;

    /// <summary>The name of the schema.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; }

    /// <summary>Options for writing documents: names in camel case, and letters unescaped because the output is never HTML.</summary>
    public static JsonSerializerOptions Written() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Options for reading documents that people wrote: comments and trailing commas are accepted, unknown and repeated fields are not.
    /// </summary>
    public static JsonSerializerOptions Strict() => new(Written())
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Groups.Model;
using Election.Node.Talk.Files;
using Election.Runtime;

namespace Election.Node.Talk.Rolls;

/// <summary>
/// A roll file, schema <c>election-roll/1</c>: <c>{"schema":"election-roll/1","voters":[{"name":"Ana","key":"128 hexadecimal
/// digits","weight":1}]}</c>. The key is the voter's public key, as <c>election keygen</c> prints it.
/// </summary>
internal sealed record RollDocument
{
    /// <summary>The name of the schema.</summary>
    public const string SchemaName = "election-roll/1";

    /// <summary>The largest roll file accepted, in bytes.</summary>
    public const int MaxFileBytes = 1 << 20;

    private const string Example = $$"""{"schema":"{{SchemaName}}","voters":[{"name":"Ana","key":"…","weight":1},…]}""";

    private static Sentence Layout => $"write {Example} and nothing else";

    /// <summary>The name of the schema; any other than <see cref="SchemaName"/> is refused.</summary>
    public required string Schema { get; init; }

    /// <summary>The voters, in order.</summary>
    public required ImmutableArray<RollEntry> Voters { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RollJson.Default.RollDocument);

    /// <summary>Reads a roll.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or is not a roll.</exception>
    public static RollDocument Load(string path) => Read(path).OrThrow(reason => new StartRefusedException(reason));

    /// <summary>Reads a roll if its file can be read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The roll, or the reason why the file cannot be read, with the flag and the file.</returns>
    /// <exception cref="StartRefusedException">The file can be read but is not a roll.</exception>
    public static Parsed<RollDocument> Read(string path)
    {
        if (!NamedFile.Read(path, MaxFileBytes).TryGet(out byte[]? bytes, out Sentence? problem))
            return Sentence.Of($"--roll: {path} cannot be read: {problem}");
        RollDocument? roll;
        try
        {
            roll = JsonSerializer.Deserialize(bytes, RollJson.Default.RollDocument);
        }
        catch (JsonException malformed)
        {
            throw new StartRefusedException($"--roll: {Quoted.Of(path)} is not a roll: {Layout}{PlaceOf(malformed)}", malformed);
        }
        return roll is { Schema: SchemaName, Voters.IsDefault: false } && !roll.Voters.Contains(null!)
            ? roll : throw new StartRefusedException($"--roll: {Quoted.Of(path)} is not a roll: {Layout}");
    }

    // The serializer's own messages would name types of this program.
    private static Sentence PlaceOf(JsonException malformed)
    {
        if (malformed is not { LineNumber: long line, Path: string path })
            return $"";
        Sentence place = path == "$" ? Sentence.Of($"") : $", at {Quoted.Of(path).Trim('\'')}";
        return $" (line {line + 1}{place})";
    }
}

/// <summary>A voter in a <see cref="RollDocument"/>.</summary>
internal sealed record RollEntry
{
    /// <summary>The voter's name.</summary>
    public required string Name { get; init; }

    /// <summary>The public key, 128 hexadecimal digits.</summary>
    public required string Key { get; init; }

    /// <summary>The weight as written in the file; null if it is absent.</summary>
    [JsonPropertyName("weight")]
    public int? GivenWeight { get; init; }

    /// <summary>The weight of the vote; 1 unless the file gives another.</summary>
    [JsonIgnore]
    public int Weight => GivenWeight ?? 1;
}

/// <summary>Reads a roll from JSON: required fields must be present, and unknown fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RollDocument))]
internal sealed partial class RollJson : JsonSerializerContext;

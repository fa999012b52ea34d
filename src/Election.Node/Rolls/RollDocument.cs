using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Election.Runtime;

namespace Election.Node.Rolls;

/// <summary>
/// A roll as a file, schema <c>election-roll/1</c>: <c>{"schema":"election-roll/1","voters":[{"name":"Ana","key":"128 hexadecimal
/// digits","weight":1}]}</c>.
/// The key is a voter's public half, as <c>election keygen</c> prints it.
/// </summary>
internal sealed record RollDocument
{
    /// <summary>The name of this layout.</summary>
    public const string SchemaName = "election-roll/1";

    /// <summary>The largest file that is read as a roll, in bytes.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>The name of this layout.</summary>
    public required string Schema { get; init; }

    /// <summary>The voters, in order.</summary>
    public required ImmutableArray<RollEntry> Voters { get; init; }

    /// <summary>Reads a roll.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or is no such document.</exception>
    public static RollDocument Load(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes)
                throw new StartRefusedException($"--roll: {path} has more than {MaxFileBytes} bytes and is no roll");
            RollDocument? roll = JsonSerializer.Deserialize(File.ReadAllBytes(path), RollJson.Default.RollDocument);
            return roll is { Schema: SchemaName, Voters.IsDefault: false }
                ? roll
                : throw new StartRefusedException($"--roll: {path} is no roll of schema {SchemaName}");
        }
        catch (JsonException malformed)
        {
            throw new StartRefusedException($"--roll: {path} is no roll of schema {SchemaName}: {malformed.Message}", malformed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"--roll: {path} cannot be read: {failure.Message}", failure);
        }
    }
}

/// <summary>A voter in a <see cref="RollDocument"/>.</summary>
internal sealed record RollEntry
{
    /// <summary>The voter's name.</summary>
    public required string Name { get; init; }

    /// <summary>The public key, 128 hexadecimal digits.</summary>
    public required string Key { get; init; }

    /// <summary>How much the vote weighs.</summary>
    public int Weight { get; init; } = 1;
}

/// <summary>How a roll is read from JSON: nothing may be missing, and nothing unknown may stand there.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RollDocument))]
internal sealed partial class RollJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Traces.Files;

/// <summary>
/// One line of a trace file: the header or an event. What a line does not have is null; fields nobody here knows are let be.
/// </summary>
internal sealed record TraceLine
{
    /// <summary><c>run</c> or <c>ev</c>.</summary>
    [JsonPropertyOrder(0)]
    public string? T { get; init; }

    /// <summary>Of the header: <see cref="TraceReader.Schema"/>.</summary>
    [JsonPropertyOrder(1)]
    public string? Schema { get; init; }

    /// <summary>Whose trace, or whose event.</summary>
    [JsonPropertyOrder(2)]
    public string? Host { get; init; }

    /// <summary>Of the header: every process of the run.</summary>
    [JsonPropertyOrder(3)]
    public string[]? Processes { get; init; }

    /// <summary>Of the header: the delivery order.</summary>
    [JsonPropertyOrder(4)]
    public string? Order { get; init; }

    /// <summary>Of the header: the seed.</summary>
    [JsonPropertyOrder(5)]
    public ulong? Seed { get; init; }

    /// <summary>The event's number at its host.</summary>
    [JsonPropertyOrder(6)]
    public int? N { get; init; }

    /// <summary>The vector clock: how many events of each host lie in this one's past, itself included.</summary>
    [JsonPropertyOrder(7)]
    public Dictionary<string, int>? Vc { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyOrder(8)]
    public string? Ev { get; init; }

    /// <summary>The message.</summary>
    [JsonPropertyOrder(9)]
    public string? Msg { get; init; }

    /// <summary>The event that sent this copy.</summary>
    [JsonPropertyOrder(10)]
    public string? Cause { get; init; }

    /// <summary>Of a send: the causes it declares.</summary>
    [JsonPropertyOrder(11)]
    public Dictionary<string, int>? Deps { get; init; }

    /// <summary>Microseconds since the run began.</summary>
    [JsonPropertyOrder(12)]
    public long? AtUs { get; init; }

    /// <summary>Something to be read.</summary>
    [JsonPropertyOrder(13)]
    public string? Text { get; init; }
}

/// <summary>How lines become JSON and come from it.</summary>
[JsonSerializable(typeof(TraceLine))]
internal sealed partial class TraceJson : JsonSerializerContext
{
    /// <summary>Letters as they are, nothing said of what is not there, and no field twice.</summary>
    public static TraceJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    });
}

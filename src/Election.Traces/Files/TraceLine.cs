using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace Election.Traces.Files;

/// <summary>One line of a trace file: the header or an event. Absent fields are null; unknown fields are ignored.</summary>
internal sealed record TraceLine
{
    /// <summary><c>run</c> or <c>ev</c>.</summary>
    [JsonPropertyOrder(0)]
    public string? T { get; init; }

    /// <summary>In the header: <see cref="TraceReader.Schema"/>.</summary>
    [JsonPropertyOrder(1)]
    public string? Schema { get; init; }

    /// <summary>The host whose trace or event it is.</summary>
    [JsonPropertyOrder(2)]
    public string? Host { get; init; }

    /// <summary>In the header: every process of the run.</summary>
    [JsonPropertyOrder(3)]
    public string[]? Processes { get; init; }

    /// <summary>In the header: the delivery order.</summary>
    [JsonPropertyOrder(4)]
    public string? Order { get; init; }

    /// <summary>In the header: the seed.</summary>
    [JsonPropertyOrder(5)]
    public ulong? Seed { get; init; }

    /// <summary>The event's number at its host.</summary>
    [JsonPropertyOrder(6)]
    public int? N { get; init; }

    /// <summary>The vector clock: for each host, how many of its events lie in this event's past, this one included.</summary>
    [JsonPropertyOrder(7)]
    public Dictionary<string, int>? Vc { get; init; }

    /// <summary>The kind of event.</summary>
    [JsonPropertyOrder(8)]
    public string? Ev { get; init; }

    /// <summary>The name of the message.</summary>
    [JsonPropertyOrder(9)]
    public string? Msg { get; init; }

    /// <summary>The event that sent this copy.</summary>
    [JsonPropertyOrder(10)]
    public string? Cause { get; init; }

    /// <summary>In a send: the declared causes.</summary>
    [JsonPropertyOrder(11)]
    public Dictionary<string, int>? Deps { get; init; }

    /// <summary>Microseconds since the run began.</summary>
    [JsonPropertyOrder(12)]
    public long? AtUs { get; init; }

    /// <summary>A text for the reader.</summary>
    [JsonPropertyOrder(13)]
    public string? Text { get; init; }
}

/// <summary>Converts lines to and from JSON.</summary>
[JsonSerializable(typeof(TraceLine))]
internal sealed partial class TraceJson : JsonSerializerContext
{
    /// <summary>Letters are written unescaped, absent fields are omitted, and doubled fields are refused.</summary>
    public static TraceJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    });
}

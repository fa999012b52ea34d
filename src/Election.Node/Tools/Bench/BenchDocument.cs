using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Bench;

/// <summary>What <c>bench … --json</c> prints: schema <c>election-bench/1</c>. Times are in milliseconds.</summary>
internal sealed record BenchDocument() : Document("election-bench/1")
{
    /// <summary>Which bench: <c>latency</c>, <c>loss</c> or <c>failover</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Bench { get; init; }

    /// <summary>How many nodes.</summary>
    [JsonPropertyOrder(2)]
    public required int Nodes { get; init; }

    /// <summary>The seed.</summary>
    [JsonPropertyOrder(3)]
    public required ulong Seed { get; init; }

    /// <summary>Votes a second; null where votes are not cast at a rate.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Rate { get; init; }

    /// <summary>How long votes take, for each set of faults; null for a bench of something else.</summary>
    [JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<LatencyFigures>? Latency { get; init; }

    /// <summary>How long the group is without a leader; null for a bench of something else.</summary>
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailoverFigures? Failover { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.BenchDocument);
}

/// <summary>How long votes took under one set of faults.</summary>
internal sealed record LatencyFigures
{
    /// <summary>The faults.</summary>
    [JsonPropertyOrder(0)]
    public required ImmutableArray<string> Faults { get; init; }

    /// <summary>How many votes were measured.</summary>
    [JsonPropertyOrder(1)]
    public required int Votes { get; init; }

    /// <summary>From the cast to the count at the voter's own node.</summary>
    [JsonPropertyOrder(2)]
    public required Quantiles OwnMs { get; init; }

    /// <summary>To the count at the median node.</summary>
    [JsonPropertyOrder(3)]
    public required Quantiles MedianNodeMs { get; init; }

    /// <summary>To the count at the last node.</summary>
    [JsonPropertyOrder(4)]
    public required Quantiles AllNodesMs { get; init; }

    /// <summary>Datagrams sent by all nodes, for each vote.</summary>
    [JsonPropertyOrder(5)]
    public required double DatagramsPerVote { get; init; }
}

/// <summary>How long it took from the leader's death to the next delivery.</summary>
internal sealed record FailoverFigures
{
    /// <summary>How many leaders were killed.</summary>
    [JsonPropertyOrder(0)]
    public required int Runs { get; init; }

    /// <summary>From SIGKILL to the first delivery of the new leader.</summary>
    [JsonPropertyOrder(1)]
    public required Quantiles Ms { get; init; }

    /// <summary>Each of them, in the order of the runs.</summary>
    [JsonPropertyOrder(2)]
    public required ImmutableArray<double> SamplesMs { get; init; }
}

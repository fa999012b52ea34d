using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Bench;

/// <summary>What <c>bench … --json</c> prints: schema <c>election-bench/1</c>. Times are in milliseconds.</summary>
internal sealed record BenchDocument() : Document("election-bench/1")
{
    /// <summary>Which bench: <c>latency</c>, <c>loss</c>, <c>failover</c> or <c>screen</c>.</summary>
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

    /// <summary>What an onlooker costs, for each size of screen; null for a bench of something else.</summary>
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ScreenFigures>? Screen { get; init; }

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

/// <summary>What it cost to look at a busy node.</summary>
internal sealed record ScreenFigures
{
    /// <summary>The terminal, for example <c>80x24</c>; <c>headless</c> for a node without a screen.</summary>
    [JsonPropertyOrder(0)]
    public required string Size { get; init; }

    /// <summary>Statements the node delivered a second.</summary>
    [JsonPropertyOrder(1)]
    public required double Deliveries { get; init; }

    /// <summary>Pictures the node made a second.</summary>
    [JsonPropertyOrder(2)]
    public required double Pictures { get; init; }

    /// <summary>Frames the screen drew a second.</summary>
    [JsonPropertyOrder(3)]
    public required double Frames { get; init; }

    /// <summary>Cells set in a frame, on average.</summary>
    [JsonPropertyOrder(4)]
    public required double CellsPerFrame { get; init; }

    /// <summary>The share of one core that went into pictures, on the node's loop, in percent.</summary>
    [JsonPropertyOrder(5)]
    public required double PicturePercent { get; init; }

    /// <summary>The share of one core that went into frames, on the screen's thread, in percent.</summary>
    [JsonPropertyOrder(6)]
    public required double ScreenPercent { get; init; }

    /// <summary>From a key to the frame that shows what it did; null without a screen.</summary>
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Quantiles? KeyMs { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Bench;

/// <summary>The document that <c>bench … --json</c> prints: schema <c>election-bench/1</c>. Times are in milliseconds.</summary>
internal sealed record BenchDocument() : Document("election-bench/1")
{
    /// <summary>The bench that ran: <c>latency</c>, <c>loss</c>, <c>failover</c> or <c>screen</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Bench { get; init; }

    /// <summary>The number of nodes.</summary>
    [JsonPropertyOrder(2)]
    public required int Nodes { get; init; }

    /// <summary>The seed of everything that was drawn.</summary>
    [JsonPropertyOrder(3)]
    public required ulong Seed { get; init; }

    /// <summary>Votes a second; null where votes are not cast at a rate.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Rate { get; init; }

    /// <summary>Vote latencies, one element for each set of faults; null unless votes were timed.</summary>
    [JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<LatencyFigures>? Latency { get; init; }

    /// <summary>The time without a leader; null unless leaders were killed.</summary>
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailoverFigures? Failover { get; init; }

    /// <summary>The cost of watching a node, one element for each size of screen; null unless screens were measured.</summary>
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ScreenFigures>? Screen { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.BenchDocument);
}

/// <summary>The latency of votes under one set of faults. Each time starts when the vote is cast.</summary>
internal sealed record LatencyFigures
{
    /// <summary>The faults in force, as <c>--fault</c> takes them; empty for none.</summary>
    [JsonPropertyOrder(0)]
    public required ImmutableArray<string> Faults { get; init; }

    /// <summary>The number of votes measured.</summary>
    [JsonPropertyOrder(1)]
    public required int Votes { get; init; }

    /// <summary>The time until the voter's own node counts the vote.</summary>
    [JsonPropertyOrder(2)]
    public required Quantiles OwnMs { get; init; }

    /// <summary>The time until the median node counts it.</summary>
    [JsonPropertyOrder(3)]
    public required Quantiles MedianNodeMs { get; init; }

    /// <summary>The time until the last node counts it.</summary>
    [JsonPropertyOrder(4)]
    public required Quantiles AllNodesMs { get; init; }

    /// <summary>The datagrams sent by all nodes, divided by the votes measured.</summary>
    [JsonPropertyOrder(5)]
    public required double DatagramsPerVote { get; init; }
}

/// <summary>The time from the leader's death to the next delivery.</summary>
internal sealed record FailoverFigures
{
    /// <summary>The number of leaders killed.</summary>
    [JsonPropertyOrder(0)]
    public required int Runs { get; init; }

    /// <summary>The time from SIGKILL to the first delivery in a later epoch.</summary>
    [JsonPropertyOrder(1)]
    public required Quantiles Ms { get; init; }

    /// <summary>Every measured time, in the order of the runs.</summary>
    [JsonPropertyOrder(2)]
    public required ImmutableArray<double> SamplesMs { get; init; }
}

/// <summary>The cost of watching a busy node.</summary>
internal sealed record ScreenFigures
{
    /// <summary>The terminal, for example <c>80x24</c>; <c>headless</c> for a node without a screen.</summary>
    [JsonPropertyOrder(0)]
    public required string Size { get; init; }

    /// <summary>Statements that the node delivered each second.</summary>
    [JsonPropertyOrder(1)]
    public required double Deliveries { get; init; }

    /// <summary>Pictures of itself that the node made each second.</summary>
    [JsonPropertyOrder(2)]
    public required double Pictures { get; init; }

    /// <summary>Frames that the screen drew each second.</summary>
    [JsonPropertyOrder(3)]
    public required double Frames { get; init; }

    /// <summary>The average number of cells set in a frame.</summary>
    [JsonPropertyOrder(4)]
    public required double CellsPerFrame { get; init; }

    /// <summary>The share of one core that the node's loop spent on pictures, in percent.</summary>
    [JsonPropertyOrder(5)]
    public required double PicturePercent { get; init; }

    /// <summary>The share of one core that the screen's thread spent on frames, in percent.</summary>
    [JsonPropertyOrder(6)]
    public required double ScreenPercent { get; init; }

    /// <summary>The time from a key press to the frame that shows its effect; null without a screen.</summary>
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Quantiles? KeyMs { get; init; }
}

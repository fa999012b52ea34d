using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>
/// What a node tells the run it belongs to, one JSON line on standard output at each change (the hidden option <c>--progress-json</c>). It
/// stays between processes of one version of this program and is no published format.
/// </summary>
internal sealed record NodeProgress
{
    /// <summary>What every such line begins with.</summary>
    public const string Marker = "{\"t\":\"progress\"";

    /// <summary>Tells a progress line from the run document at the end.</summary>
    [JsonPropertyOrder(0)]
    public string T { get; init; } = "progress";

    /// <summary>How far the node is.</summary>
    public required string State { get; init; }

    /// <summary>How many nodes it has found, itself included.</summary>
    public required int Discovered { get; init; }

    /// <summary>How many votes it has delivered.</summary>
    public required long Votes { get; init; }

    /// <summary>Whether it is on START's list.</summary>
    public required bool IsMember { get; init; }

    /// <summary>Whether it leads.</summary>
    public bool IsLeader { get; init; }

    /// <summary>The leader's reign, counted from 1; 0 before START.</summary>
    public uint Epoch { get; init; }

    /// <summary>When it first delivered something in that reign, in milliseconds since the Unix epoch; null before.</summary>
    public long? DeliveredInEpochAtMs { get; init; }

    /// <summary>When it saw START, in milliseconds since the Unix epoch; null before.</summary>
    public required long? StartedAtMs { get; init; }

    /// <summary>When it held a certificate, in milliseconds since the Unix epoch; null before.</summary>
    public required long? CertifiedAtMs { get; init; }

    /// <summary>What the node decided at its close; null before.</summary>
    public required string? Decision { get; init; }

    /// <summary>One sentence on how it ended; null before.</summary>
    public required string? Reason { get; init; }

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeProgress? Read(string line) =>
        line.StartsWith(Marker, StringComparison.Ordinal) ? RunsJson.ReadProgress(line) : null;

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.NodeProgress);
}

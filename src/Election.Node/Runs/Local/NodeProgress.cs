using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>
/// A node's report to its run: one JSON line on standard output at each change (the hidden option <c>--progress-json</c>). Both processes
/// run the same version of this program, so the format is not published.
/// </summary>
internal sealed record NodeProgress
{
    /// <summary>The first characters of every such line.</summary>
    public const string Marker = "{\"t\":\"progress\"";

    /// <summary>Distinguishes a progress line from the run document at the end.</summary>
    [JsonPropertyOrder(0)]
    public string T { get; init; } = "progress";

    /// <summary>The node's state.</summary>
    public required string State { get; init; }

    /// <summary>The number of nodes that it has found, including itself.</summary>
    public required int Discovered { get; init; }

    /// <summary>The number of votes that it has delivered.</summary>
    public required long Votes { get; init; }

    /// <summary>True if START lists it as a member.</summary>
    public required bool IsMember { get; init; }

    /// <summary>True if it leads.</summary>
    public bool IsLeader { get; init; }

    /// <summary>The epoch of the leader, counted from 1; 0 before START.</summary>
    public uint Epoch { get; init; }

    /// <summary>The time of its first delivery in that epoch, in milliseconds since the Unix epoch; null before.</summary>
    public long? DeliveredInEpochAtMs { get; init; }

    /// <summary>The time at which it saw START, in milliseconds since the Unix epoch; null before.</summary>
    public required long? StartedAtMs { get; init; }

    /// <summary>The time at which it first held a certificate, in milliseconds since the Unix epoch; null before.</summary>
    public required long? CertifiedAtMs { get; init; }

    /// <summary>The node's decision at its close; null before.</summary>
    public required string? Decision { get; init; }

    /// <summary>One sentence on the node's end; null before.</summary>
    public required string? Reason { get; init; }

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeProgress? Read(string line) =>
        line.StartsWith(Marker, StringComparison.Ordinal) ? RunsJson.ReadProgress(line) : null;

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.NodeProgress);
}

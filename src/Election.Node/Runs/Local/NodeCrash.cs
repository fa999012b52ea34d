using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>The last line that a node writes to standard output before its script kills it; see <see cref="NodeProgress"/>.</summary>
internal sealed record NodeCrash
{
    /// <summary>The first characters of such a line.</summary>
    public const string Marker = "{\"t\":\"crash\"";

    /// <summary>Distinguishes a crash from other lines.</summary>
    [JsonPropertyOrder(0)]
    public string T { get; init; } = "crash";

    /// <summary>The fault that kills the node, in its canonical text.</summary>
    public required string Fault { get; init; }

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeCrash? Read(string line) =>
        line.StartsWith(Marker, StringComparison.Ordinal) ? RunsJson.ReadCrash(line) : null;

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.NodeCrash);
}

using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;

namespace Election.Node.Runs.Local;

/// <summary>The last line of a node that its script kills, on standard output; see <see cref="NodeProgress"/>.</summary>
internal sealed record NodeCrash
{
    /// <summary>What such a line begins with.</summary>
    public const string Marker = "{\"t\":\"crash\"";

    /// <summary>Tells a crash from other lines.</summary>
    [JsonPropertyOrder(0)]
    public string T { get; init; } = "crash";

    /// <summary>The fault that the node dies of, in its canonical text.</summary>
    public required string Fault { get; init; }

    /// <summary>Reads one line; null for any other line.</summary>
    public static NodeCrash? Read(string line) =>
        line.StartsWith(Marker, StringComparison.Ordinal) ? RunsJson.ReadCrash(line) : null;

    /// <summary>One line, without its line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.NodeCrash);
}

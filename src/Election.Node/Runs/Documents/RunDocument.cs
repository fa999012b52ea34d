using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Documents;

/// <summary>
/// The run document, <c>run.json</c>, which <c>--json</c> prints: exactly the fields of schema <c>election-run/1</c>, in this order. A node
/// also has <c>decision</c> if it does not follow from the counts. Paths are relative to the run folder.
/// </summary>
internal sealed record RunDocument() : Document(SchemaName)
{
    /// <summary>The name of the schema.</summary>
    public const string SchemaName = "election-run/1";

    /// <summary>The verdict of a run that a signal ended before it had one.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The outcome of the run: the word of its <see cref="Verdict"/>, or <see cref="Interrupted"/>.</summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The order in which votes were delivered.</summary>
    [JsonPropertyOrder(2)]
    public required string Order { get; init; }

    /// <summary>The seed of all random choices.</summary>
    [JsonPropertyOrder(3)]
    public required ulong Seed { get; init; }

    /// <summary>The choices, in order.</summary>
    [JsonPropertyOrder(4)]
    public required ImmutableArray<string> Choices { get; init; }

    /// <summary>The election's id in hexadecimal; null if no election started.</summary>
    [JsonPropertyOrder(5)]
    public required string? ElectionId { get; init; }

    /// <summary>The nodes, in the order in which they were named.</summary>
    [JsonPropertyOrder(6)]
    public required ImmutableArray<RunNode> Nodes { get; init; }

    /// <summary>The file of the certificate; null if there is none.</summary>
    [JsonPropertyOrder(7)]
    public required string? Certificate { get; init; }

    /// <summary>The number of signatures in the certificate.</summary>
    [JsonPropertyOrder(8)]
    public required int Signatures { get; init; }

    /// <summary>Milliseconds from the first START to the last certificate; null without a certificate.</summary>
    [JsonPropertyOrder(9)]
    public required long? ElapsedMs { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.RunDocument);
}

/// <summary>One node in a <see cref="RunDocument"/>.</summary>
internal sealed record RunNode
{
    /// <summary>The node's id, such as <c>n1</c>.</summary>
    [JsonPropertyOrder(0)]
    public required string Id { get; init; }

    /// <summary>The last state that the node reached; see <see cref="ElectionState"/>.</summary>
    [JsonPropertyOrder(1)]
    public required string State { get; init; }

    /// <summary>The weight of each choice, in the order of the choices; a partial count for a node that never closed.</summary>
    [JsonPropertyOrder(2)]
    public required OrderedDictionary<string, long> Counts { get; init; }

    /// <summary>The number of ordered votes that the node saw, counted or rejected.</summary>
    [JsonPropertyOrder(3)]
    public required long Delivered { get; init; }

    /// <summary>The chain hash at CLOSE in hexadecimal; null if the node never closed.</summary>
    [JsonPropertyOrder(4)]
    public required string? Head { get; init; }

    /// <summary>The file of the node's transcript; null if it wrote none.</summary>
    [JsonPropertyOrder(5)]
    public required string? Transcript { get; init; }

    /// <summary>
    /// The node's decision, in the words of docs/transcript.md. It is null, and not written, if the node never closed, and under the rule
    /// plurality, where it follows from the counts.
    /// </summary>
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Decision { get; init; }

    /// <summary>The decision as this document states it; null under plurality.</summary>
    public static string? DecisionOf(CountingRule rule, string? decision) => rule is PluralityRule ? null : decision;

    /// <summary>Pairs counts with their choices.</summary>
    public static OrderedDictionary<string, long> CountsOf(ImmutableArray<string> choices, ImmutableArray<long> counts)
    {
        var named = new OrderedDictionary<string, long>(choices.Length);
        for (int i = 0; i < choices.Length; i++)
            named.Add(choices[i], counts.IsDefaultOrEmpty ? 0 : counts[i]);
        return named;
    }
}

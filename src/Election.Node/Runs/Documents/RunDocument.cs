using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Documents;

/// <summary>
/// The run document, <c>run.json</c> and what <c>--json</c> prints: the fields of schema <c>election-run/1</c>, in this order and no
/// others; a node has <c>decision</c> besides where it does not follow from the counts.
/// Paths are relative to the run folder.
/// </summary>
internal sealed record RunDocument() : Document(SchemaName)
{
    /// <summary>The name of this layout.</summary>
    public const string SchemaName = "election-run/1";

    /// <summary>The verdict of a run that a signal ended before there was one.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>How the run ended: the word of its <see cref="Verdict"/>, or <see cref="Interrupted"/>.</summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The order in which votes were delivered.</summary>
    [JsonPropertyOrder(2)]
    public required string Order { get; init; }

    /// <summary>The seed of everything that was drawn.</summary>
    [JsonPropertyOrder(3)]
    public required ulong Seed { get; init; }

    /// <summary>The choices, in order.</summary>
    [JsonPropertyOrder(4)]
    public required ImmutableArray<string> Choices { get; init; }

    /// <summary>Which election, in hexadecimal; null when none started.</summary>
    [JsonPropertyOrder(5)]
    public required string? ElectionId { get; init; }

    /// <summary>The nodes, in the order they were named.</summary>
    [JsonPropertyOrder(6)]
    public required ImmutableArray<RunNode> Nodes { get; init; }

    /// <summary>The certificate's file; null when there is none.</summary>
    [JsonPropertyOrder(7)]
    public required string? Certificate { get; init; }

    /// <summary>How many signatures the certificate has.</summary>
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
    /// <summary>The node's id.</summary>
    [JsonPropertyOrder(0)]
    public required string Id { get; init; }

    /// <summary>How far it came; see <see cref="ElectionState"/>.</summary>
    [JsonPropertyOrder(1)]
    public required string State { get; init; }

    /// <summary>The weight of each choice, in the order of the choices; of a node that never closed, as far as it had counted.</summary>
    [JsonPropertyOrder(2)]
    public required OrderedDictionary<string, long> Counts { get; init; }

    /// <summary>How many ordered votes it saw, counted or rejected.</summary>
    [JsonPropertyOrder(3)]
    public required long Delivered { get; init; }

    /// <summary>The chain hash at CLOSE, in hexadecimal; null when it never closed.</summary>
    [JsonPropertyOrder(4)]
    public required string? Head { get; init; }

    /// <summary>Its transcript's file; null when it wrote none.</summary>
    [JsonPropertyOrder(5)]
    public required string? Transcript { get; init; }

    /// <summary>
    /// What it decided, in the words of docs/transcript.md; null, and not written, where it never closed, and under the rule plurality,
    /// where it follows from the counts.
    /// </summary>
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Decision { get; init; }

    /// <summary>The decision as this document has it.</summary>
    public static string? DecisionOf(CountingRule rule, string? decision) => rule is PluralityRule ? null : decision;

    /// <summary>Counts with their choices.</summary>
    public static OrderedDictionary<string, long> CountsOf(ImmutableArray<string> choices, ImmutableArray<long> counts)
    {
        var named = new OrderedDictionary<string, long>(choices.Length);
        for (int i = 0; i < choices.Length; i++)
            named.Add(choices[i], counts.IsDefaultOrEmpty ? 0 : counts[i]);
        return named;
    }
}

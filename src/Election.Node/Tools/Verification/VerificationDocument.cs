using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Verification;

/// <summary>The document that <c>verify --json</c> prints: schema <c>election-verify/1</c>.</summary>
internal sealed record VerificationDocument() : Document("election-verify/1")
{
    /// <summary><c>valid</c>, <c>invalid</c> or <c>unverifiable</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The finding in one sentence.</summary>
    [JsonPropertyOrder(2)]
    public required string Sentence { get; init; }

    /// <summary>The finding on each transcript, in the order given.</summary>
    [JsonPropertyOrder(3)]
    public required ImmutableArray<VerifiedTranscript> Transcripts { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.VerificationDocument);
}

/// <summary>One transcript in a <see cref="VerificationDocument"/>.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Verdict">
/// <c>valid</c>, <c>unfinished</c> (beside a complete one that has everything it has), <c>invalid</c> or <c>unverifiable</c>.
/// </param>
/// <param name="Line">The damaged line, counted from 1; null if no line is damaged.</param>
/// <param name="Problem">The problem; null if there is none.</param>
/// <param name="Signer">The node that signed it; null when unknown.</param>
/// <param name="ElectionId">The election id in hexadecimal; null when unknown.</param>
/// <param name="Head">The recomputed head, in hexadecimal; null when it could not be.</param>
/// <param name="Counts">The recomputed weight of each choice; null when it could not be.</param>
/// <param name="Decision">The decision that follows; null when it could not be recomputed.</param>
internal sealed record VerifiedTranscript(
    string File,
    string Verdict,
    int? Line,
    string? Problem,
    string? Signer,
    string? ElectionId,
    string? Head,
    OrderedDictionary<string, long>? Counts,
    string? Decision);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Verification;

/// <summary>The document that <c>compare --json</c> prints: schema <c>election-compare/1</c>.</summary>
internal sealed record ComparisonDocument() : Document("election-compare/1")
{
    /// <summary>
    /// <c>equal</c>, <c>prefix</c> (the complete ones are equal, and the others are unfinished and have nothing else), <c>different</c>,
    /// <c>invalid</c> or <c>unverifiable</c>.
    /// </summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The finding in one sentence.</summary>
    [JsonPropertyOrder(2)]
    public required string Sentence { get; init; }

    /// <summary>The transcripts, in the order given.</summary>
    [JsonPropertyOrder(3)]
    public required ImmutableArray<string> Transcripts { get; init; }

    /// <summary>The first difference between two of them; null if there is none.</summary>
    [JsonPropertyOrder(4)]
    public required ComparedDifference? Difference { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.ComparisonDocument);
}

/// <summary>The first difference in a <see cref="ComparisonDocument"/>.</summary>
/// <param name="Index">The index at which they differ.</param>
/// <param name="LeftFile">The first of the two transcripts.</param>
/// <param name="Left">Its statement there; null if it has none.</param>
/// <param name="RightFile">The second of the two transcripts.</param>
/// <param name="Right">Its statement there; null if it has none.</param>
internal sealed record ComparedDifference(
    ulong Index, string LeftFile, ComparedStatement? Left, string RightFile, ComparedStatement? Right);

/// <summary>A statement in a <see cref="ComparedDifference"/>, in the transcript's own words.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="By">The signer's name; null if no known signer signed it.</param>
/// <param name="Seq">The voter's sequence number; null if it has none.</param>
/// <param name="Choice">The choice it votes for; null if it is no vote.</param>
/// <param name="Outcome"><c>accepted</c>, or the refusal's code.</param>
/// <param name="Statement">Its identity in hexadecimal; null if it has none.</param>
internal sealed record ComparedStatement(
    ulong Index, string Kind, string? By, ulong? Seq, string? Choice, string Outcome, string? Statement);

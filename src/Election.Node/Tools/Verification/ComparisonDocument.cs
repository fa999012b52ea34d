using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Verification;

/// <summary>What <c>compare --json</c> prints: schema <c>election-compare/1</c>.</summary>
internal sealed record ComparisonDocument() : Document("election-compare/1")
{
    /// <summary>
    /// <c>equal</c>, <c>prefix</c> (the whole ones are, the others are unfinished and have nothing else), <c>different</c>, <c>invalid</c>
    /// or <c>unverifiable</c>.
    /// </summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The finding in one sentence.</summary>
    [JsonPropertyOrder(2)]
    public required string Sentence { get; init; }

    /// <summary>The transcripts, in the order given.</summary>
    [JsonPropertyOrder(3)]
    public required ImmutableArray<string> Transcripts { get; init; }

    /// <summary>Where two of them part; null where none do.</summary>
    [JsonPropertyOrder(4)]
    public required ComparedDifference? Difference { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.ComparisonDocument);
}

/// <summary>The first difference in a <see cref="ComparisonDocument"/>.</summary>
/// <param name="Index">The index.</param>
/// <param name="LeftFile">The first of the two transcripts.</param>
/// <param name="Left">Its statement; null if it has none there.</param>
/// <param name="RightFile">The second.</param>
/// <param name="Right">Its statement; null if it has none there.</param>
internal sealed record ComparedDifference(
    ulong Index, string LeftFile, ComparedStatement? Left, string RightFile, ComparedStatement? Right);

/// <summary>A statement in a <see cref="ComparedDifference"/>, in the transcript's own words.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="By">Who signed it; null if nobody known did.</param>
/// <param name="Seq">Its number; null if it has none.</param>
/// <param name="Choice">What it votes for; null if it does not.</param>
/// <param name="Outcome"><c>accepted</c>, or the refusal.</param>
/// <param name="Statement">Its identity in hexadecimal; null if it has none.</param>
internal sealed record ComparedStatement(
    ulong Index, string Kind, string? By, ulong? Seq, string? Choice, string Outcome, string? Statement);

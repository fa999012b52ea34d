using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Audit;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Verification;

/// <summary>A receipt as a file: schema <c>election-receipt/1</c> (docs/transcript.md, "Receipt").</summary>
internal sealed record ReceiptDocument() : Document(SchemaName)
{
    private const string SchemaName = "election-receipt/1";

    /// <summary>The election id in hexadecimal.</summary>
    [JsonPropertyOrder(1)]
    public required string ElectionId { get; init; }

    /// <summary>The statement's identity in hexadecimal.</summary>
    [JsonPropertyOrder(2)]
    public required string Statement { get; init; }

    /// <summary>The voter's name in the electorate.</summary>
    [JsonPropertyOrder(3)]
    public required string Voter { get; init; }

    /// <summary>The voter's sequence number for the statement.</summary>
    [JsonPropertyOrder(4)]
    public required ulong Seq { get; init; }

    /// <summary>The statement's index; null in the weaker orders.</summary>
    [JsonPropertyOrder(5)]
    public required ulong? Index { get; init; }

    /// <summary><c>accepted</c>, or the refusal's code.</summary>
    [JsonPropertyOrder(6)]
    public required string Outcome { get; init; }

    /// <summary>The choice, if the voter asked for it; otherwise null.</summary>
    [JsonPropertyOrder(7)]
    public required string? Choice { get; init; }

    public static ReceiptDocument Of(Receipt receipt) => new()
    {
        ElectionId = receipt.ElectionId,
        Statement = receipt.Statement,
        Voter = receipt.Voter,
        Seq = receipt.Sequence,
        Index = receipt.Index,
        Outcome = receipt.Outcome,
        Choice = receipt.Choice,
    };

    /// <summary>Reads a receipt; null if the bytes are not one.</summary>
    public static Receipt? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize(file, ToolsJson.Written.ReceiptDocument)
                is { Schema: SchemaName, ElectionId: not null, Statement: not null, Voter: not null,
                    Outcome: not null } read
                ? new Receipt(read.ElectionId, read.Statement, read.Voter, read.Seq, read.Index, read.Outcome, read.Choice)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.ReceiptDocument);
}

/// <summary>The document that <c>receipt --find --json</c> prints: schema <c>election-receipt-finding/1</c>.</summary>
internal sealed record ReceiptFindingDocument() : Document("election-receipt-finding/1")
{
    /// <summary><c>found</c>, <c>not-found</c> or <c>unverifiable</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The finding in each transcript, in the order given.</summary>
    [JsonPropertyOrder(2)]
    public required ImmutableArray<SearchedTranscript> Transcripts { get; init; }

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.ReceiptFindingDocument);
}

/// <summary>One transcript in a <see cref="ReceiptFindingDocument"/>.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="State">
/// <c>counted</c>, <c>replaced</c>, <c>refused</c>, <c>altered</c>, <c>missing</c>, <c>damaged</c> or <c>unreadable</c>.
/// </param>
/// <param name="Index">The index of the statement that the finding is about; null if there is none.</param>
/// <param name="Sentence">The finding in words.</param>
internal sealed record SearchedTranscript(string File, string State, ulong? Index, string Sentence);

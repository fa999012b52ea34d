using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Election.Node.Talk.Files;

namespace Election.Node.Tools.Records;

/// <summary>The document that <c>list --json</c> prints: schema <c>election-list/1</c>.</summary>
internal sealed record ElectionListDocument(
    [property: JsonPropertyOrder(1)] ImmutableArray<ListedElection> Elections) : Document("election-list/1")
{
    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.ElectionListDocument);
}

/// <summary>One election in an <see cref="ElectionListDocument"/>.</summary>
/// <param name="Node">The node whose data folder holds it.</param>
/// <param name="Code">The election's code.</param>
/// <param name="Title">The election's title; null if the transcript does not say.</param>
/// <param name="State"><c>certified</c>, <c>ended</c>, <c>unfinished</c> or <c>given up</c>.</param>
/// <param name="Decision">The decision; null without a valid transcript.</param>
/// <param name="Folder">The path of the election's folder.</param>
internal sealed record ListedElection(string Node, string Code, string? Title, string State, string? Decision, string Folder);

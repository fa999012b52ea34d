using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Talk.Files;
using Election.Node.Talk;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Node.Tools.Tracing;

/// <summary>The document that <c>trace check --json</c> prints: schema <c>election-trace-check/1</c> (docs/trace.md).</summary>
internal sealed record TraceCheckDocument() : Document("election-trace-check/1")
{
    private const string Unverifiable = "unverifiable";

    /// <summary>
    /// The verdict on what was asked for: <c>holds</c>, <c>violated</c> or <c>vacuous</c>; <c>unverifiable</c> when a file cannot be read.
    /// </summary>
    [JsonPropertyOrder(1)]
    public required string Verdict { get; init; }

    /// <summary>The finding in one sentence.</summary>
    [JsonPropertyOrder(2)]
    public required string Sentence { get; init; }

    /// <summary>The words of the guarantees that were asked for.</summary>
    [JsonPropertyOrder(3)]
    public required ImmutableArray<string> Asked { get; init; }

    /// <summary>The number of processes.</summary>
    [JsonPropertyOrder(4)]
    public required int Processes { get; init; }

    /// <summary>The number of events.</summary>
    [JsonPropertyOrder(5)]
    public required int Events { get; init; }

    /// <summary>The verdict on every guarantee, asked for or not.</summary>
    [JsonPropertyOrder(6)]
    public required ImmutableArray<GuaranteeDocument> Guarantees { get; init; }

    public static TraceCheckDocument Of(Trace trace, TraceReport report, ImmutableArray<Guarantee> asked, int code, Sentence sentence) =>
        new()
    {
        Verdict = (code == ExitCode.Success ? Finding.Holds : code == ExitCode.Violated ? Finding.Violated : Finding.Vacuous).ToText(),
        Sentence = sentence.ToString(),
        Asked = [.. asked.Select(one => one.ToText())],
        Processes = trace.Hosts.Length,
        Events = trace.Events.Count,
        Guarantees = [.. report.Guarantees.Select(GuaranteeDocument.Of)],
    };

    /// <summary>Describes a trace with a file that cannot be read, so that nothing is known of any guarantee.</summary>
    /// <param name="asked">The guarantees that were asked for; empty if only the trace could have named them.</param>
    /// <param name="problem">The file that cannot be read, and why.</param>
    public static TraceCheckDocument OfUnreadable(ImmutableArray<Guarantee> asked, Sentence problem) => new()
    {
        Verdict = Unverifiable,
        Sentence = problem.ToString(),
        Asked = [.. asked.Select(one => one.ToText())],
        Processes = 0,
        Events = 0,
        Guarantees = [],
    };

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, ToolsJson.Written.TraceCheckDocument);
}

/// <summary>One guarantee in a <see cref="TraceCheckDocument"/>.</summary>
/// <param name="Guarantee">The guarantee's word.</param>
/// <param name="Verdict"><c>holds</c>, <c>violated</c> or <c>vacuous</c>.</param>
/// <param name="Sentence">The reason for the verdict.</param>
/// <param name="Witness">The two events that show the violation, such as <c>n2#17</c>; null without a violation.</param>
/// <param name="At">File and line of each event; empty for an event that never happened. Null without a violation.</param>
/// <param name="AmongDelivered">The verdict on the weaker form, if the guarantee is violated and has one; otherwise null.</param>
internal sealed record GuaranteeDocument(
    string Guarantee, string Verdict, string Sentence, string[]? Witness, string[]? At, GuaranteeDocument? AmongDelivered)
{
    public static GuaranteeDocument Of(GuaranteeVerdict one) =>
        Of(one.Guarantee, one.GapAware) with { AmongDelivered = one.AmongDelivered is { } weaker ? Of(one.Guarantee, weaker) : null };

    private static GuaranteeDocument Of(Guarantee guarantee, Verdict verdict) => new(
        guarantee.ToText(), verdict.Finding.ToText(), verdict.Sentence.ToString(),
        verdict.Witness is { } pair ? [pair.First.ToString(), pair.Second.ToString()] : null,
        verdict.Witness is { } places ? [places.FirstAt, places.SecondAt] : null, null);
}

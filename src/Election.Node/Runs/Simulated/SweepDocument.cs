using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Files;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;

namespace Election.Node.Runs.Simulated;

/// <summary>
/// What <c>sim --seeds --json</c> prints: schema <c>election-sim/1</c>. Nothing in it hangs on the machine or on how fast it is: the same
/// program and line give the same bytes.
/// </summary>
internal sealed record SweepDocument() : Document("election-sim/1")
{
    /// <summary>How many members each election had.</summary>
    [JsonPropertyOrder(1)]
    public required int Nodes { get; init; }

    /// <summary>The seeds, as in <c>--seeds</c>.</summary>
    [JsonPropertyOrder(2)]
    public required string Seeds { get; init; }

    /// <summary>How many elections.</summary>
    [JsonPropertyOrder(3)]
    public required int Runs { get; init; }

    /// <summary>Elections in which a promise was broken.</summary>
    [JsonPropertyOrder(4)]
    public required int Violations { get; init; }

    /// <summary>Other elections in which some member never came to a certificate.</summary>
    [JsonPropertyOrder(5)]
    public required int Stalled { get; init; }

    /// <summary>Elections in which two results differ.</summary>
    [JsonPropertyOrder(6)]
    public required int Diverged { get; init; }

    /// <summary>How many elections reached each mark.</summary>
    [JsonPropertyOrder(7)]
    public required OrderedDictionary<string, long> Coverage { get; init; }

    /// <summary>Virtual milliseconds from a vote's decision to the median member's delivery.</summary>
    [JsonPropertyOrder(8)]
    public required SweepLatency LatencyMs { get; init; }

    /// <summary>Datagrams multicast for each vote, all traffic included.</summary>
    [JsonPropertyOrder(9)]
    public required double? DatagramsPerVote { get; init; }

    /// <summary>Payload bytes multicast for each vote, all traffic included.</summary>
    [JsonPropertyOrder(10)]
    public required double? BytesPerVote { get; init; }

    /// <summary>The first elections with a broken promise or without progress.</summary>
    [JsonPropertyOrder(11)]
    public required ImmutableArray<SweepBroken> Broken { get; init; }

    /// <summary>The document of a sweep.</summary>
    /// <param name="nodes">How many members each election had.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="summary">All runs.</param>
    /// <param name="shortest">Of the broken ones, in their order, the smallest that break the same promise, as far as any were
    /// sought.</param>
    public static SweepDocument Of(int nodes, SeedRange seeds, SweepSummary summary, IReadOnlyList<SweepRun> shortest) => new()
    {
        Nodes = nodes,
        Seeds = seeds.ToString(),
        Runs = summary.Runs,
        Violations = summary.Violations,
        Stalled = summary.Stalled,
        Diverged = summary.Diverged,
        Coverage = CoverageOf(summary.Coverage),
        LatencyMs = new SweepLatency(Milliseconds(summary, 0.5), Milliseconds(summary, 0.9), Milliseconds(summary, 0.99),
            Milliseconds(summary, 1)),
        DatagramsPerVote = Rounded(summary.PerVote(summary.Datagrams)),
        BytesPerVote = Rounded(summary.PerVote(summary.Bytes)),
        Broken = [.. summary.Broken.Select((run, i) => BrokenOf(run, i < shortest.Count ? shortest[i] : null))],
    };

    /// <summary>The document on one line, without a line feed.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RunsJson.Written.SweepDocument);

    private static OrderedDictionary<string, long> CoverageOf(Coverage coverage)
    {
        var named = new OrderedDictionary<string, long>();
        foreach ((string name, long count) in coverage.Named)
            named.Add(name, count);
        return named;
    }

    private static double? Milliseconds(SweepSummary summary, double share) => Rounded(summary.Latency(share)?.TotalMilliseconds);

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 3) : null;

    private static SweepBroken BrokenOf(SweepRun run, SweepRun? shortest) => new(run.Scenario.Seed, run.BrokenPromise!,
        (run.Violations.IsEmpty ? run.Stalled! : run.Violations[0].Sentence).ToString(), run.Scenario.ReplayLine,
        shortest?.Scenario.ReplayLine);
}

/// <summary>Quantiles in milliseconds; null without votes.</summary>
internal sealed record SweepLatency(double? P50, double? P90, double? P99, double? Max);

/// <summary>One election with a broken promise.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Promise">Which promise.</param>
/// <param name="Sentence">What happened.</param>
/// <param name="Replay">The command that runs it again.</param>
/// <param name="Shortest">The command that runs the smallest election found that breaks the same promise; null when none was
/// sought.</param>
internal sealed record SweepBroken(ulong Seed, string Promise, string Sentence, string Replay, string? Shortest);

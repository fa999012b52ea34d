using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Files;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;

namespace Election.Node.Runs.Simulated;

/// <summary>
/// The output of <c>sim --seeds --json</c>: schema <c>election-sim/1</c>. It does not depend on the machine or its speed: the same program
/// and command line give the same bytes.
/// </summary>
internal sealed record SweepDocument() : Document("election-sim/1")
{
    /// <summary>The number of members in each election.</summary>
    [JsonPropertyOrder(1)]
    public required int Nodes { get; init; }

    /// <summary>The range of seeds, as in <c>--seeds</c>.</summary>
    [JsonPropertyOrder(2)]
    public required string Seeds { get; init; }

    /// <summary>The number of elections.</summary>
    [JsonPropertyOrder(3)]
    public required int Runs { get; init; }

    /// <summary>The number of elections in which a promise was broken.</summary>
    [JsonPropertyOrder(4)]
    public required int Violations { get; init; }

    /// <summary>The number of other elections in which some member never reached a certificate.</summary>
    [JsonPropertyOrder(5)]
    public required int Stalled { get; init; }

    /// <summary>The number of elections in which two results differ.</summary>
    [JsonPropertyOrder(6)]
    public required int Diverged { get; init; }

    /// <summary>The number of elections that reached each coverage mark.</summary>
    [JsonPropertyOrder(7)]
    public required OrderedDictionary<string, long> Coverage { get; init; }

    /// <summary>The time from a vote's decision to the median member's delivery, in virtual milliseconds.</summary>
    [JsonPropertyOrder(8)]
    public required SweepLatency LatencyMs { get; init; }

    /// <summary>The number of datagrams multicast per vote, all traffic included; null without votes.</summary>
    [JsonPropertyOrder(9)]
    public required double? DatagramsPerVote { get; init; }

    /// <summary>The number of payload bytes multicast per vote, all traffic included; null without votes.</summary>
    [JsonPropertyOrder(10)]
    public required double? BytesPerVote { get; init; }

    /// <summary>The first elections with a broken promise or without progress.</summary>
    [JsonPropertyOrder(11)]
    public required ImmutableArray<SweepBroken> Broken { get; init; }

    /// <summary>The document of a sweep.</summary>
    /// <param name="nodes">The number of members in each election.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="summary">The summary of all elections.</param>
    /// <param name="shortest">For each broken election, in order, the smallest one found that breaks the same promise, as far as one was
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

/// <summary>An election with a broken promise.</summary>
/// <param name="Seed">The seed of the election.</param>
/// <param name="Promise">The name of the promise.</param>
/// <param name="Sentence">A description of the violation.</param>
/// <param name="Replay">The command that repeats it.</param>
/// <param name="Shortest">The command for the smallest election found that breaks the same promise; null if none was sought.</param>
internal sealed record SweepBroken(ulong Seed, string Promise, string Sentence, string Replay, string? Shortest);

using System.Collections.Immutable;
using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Tools.Bench;

/// <summary>
/// <c>bench failover</c>: real processes hold an election, the leader is killed while votes are still to come, and the bench measures the
/// time until the survivors deliver again. A run ends at that delivery.
/// </summary>
internal sealed class FailoverBench
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // A slow machine may count all votes before the leader is dead; then nothing is left to measure.
    private const int MostAttempts = 5;

    private readonly LocalSettings _settings;

    private FailoverBench(LocalSettings settings) => _settings = settings;

    /// <summary>
    /// The time between two votes. The vote that falls into the time without a leader comes this long after the first one.
    /// </summary>
    public static TimeSpan BetweenVotes { get; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Holds an election for each run, kills its leader, and reports the times.</summary>
    /// <param name="settings">The election, whose votes come <see cref="BetweenVotes"/> apart.</param>
    /// <param name="runs">The number of elections to hold.</param>
    /// <param name="terminal">Receives the report.</param>
    /// <param name="cancellation">Ends the bench early.</param>
    /// <returns>The exit code: 0 when all runs were measured, otherwise that of a stalled run.</returns>
    public static async Task<int> RunAsync(LocalSettings settings, int runs, TextTerminal terminal, CancellationToken cancellation)
    {
        var bench = new FailoverBench(settings);
        await terminal.Error.WriteLineAsync(terminal.Say(VerdictText.Opening(settings))).ConfigureAwait(false);
        var samples = ImmutableArray.CreateBuilder<double>(runs);
        for (int run = 1; run <= runs; run++)
        {
            double? measured = null;
            for (int attempt = 0; attempt < MostAttempts && measured is null; attempt++)
                measured = await bench.MeasureAsync(cancellation).ConfigureAwait(false);
            if (measured is not double sample)
            {
                await terminal.Error.WriteLineAsync(terminal.Say($"run {run}: nothing was delivered without the first leader"))
                    .ConfigureAwait(false);
                return ExitCode.Stalled;
            }
            samples.Add(sample);
            await terminal.Error.WriteLineAsync(terminal.Say($"run {run}: {sample:0} ms")).ConfigureAwait(false);
        }
        Quantiles spread = Quantiles.Of(samples);
        await terminal.Out.WriteLineAsync(terminal.Say(
            $"from SIGKILL of the leader to the next delivery: median {spread.P50:0} ms, longest {spread.Max:0} ms, {runs} runs"))
                .ConfigureAwait(false);
        if (settings.Election.IsJson)
            await terminal.Out.WriteLineAsync(bench.Document(spread, samples.ToImmutable()).ToLine()).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private BenchDocument Document(Quantiles spread, ImmutableArray<double> samples) => new()
    {
        Bench = "failover",
        Nodes = _settings.Votes.Length,
        Seed = _settings.Election.Seed,
        Failover = new FailoverFigures { Runs = samples.Length, Ms = spread, SamplesMs = samples },
    };

    private async Task<double?> MeasureAsync(CancellationToken cancellation)
    {
        string path = Path.Combine(Path.GetTempPath(), $"election-bench-{Guid.NewGuid():N}");
        try
        {
            using var folder = RunFolder.Claim(path);
            var fleet = new NodeFleet(_settings.Votes.Length);
            await using (fleet.ConfigureAwait(false))
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                limit.CancelAfter(s_patience);
                for (int node = 0; node < _settings.Votes.Length; node++)
                    fleet.Start(node, NodeArguments.Of(_settings, folder, node, DateTimeOffset.UtcNow, []));
                return await KillTheLeaderAsync(fleet, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
        }
    }

    // Null when the survivors had nothing left to deliver.
    private async Task<double?> KillTheLeaderAsync(NodeFleet fleet, CancellationToken cancellation)
    {
        int leader = -1;
        uint epoch = 0;
        long? killedAtMs = null;
        while (true)
        {
            if (await fleet.News.ReadAsync(cancellation).ConfigureAwait(false) is not ProgressReport report)
                continue;
            NodeProgress progress = report.Progress;
            if (killedAtMs is null && progress.IsLeader)
                leader = report.Node;
            if (killedAtMs is null && leader >= 0 && report.Node != leader && progress.Votes > 0)
            {
                killedAtMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
                epoch = progress.Epoch;
                fleet.Kill(leader);
            }
            if (killedAtMs is not long killed || report.Node == leader)
                continue;
            if (progress.Epoch > epoch && progress.DeliveredInEpochAtMs is long delivered && delivered > killed)
                return delivered - killed;
            if (progress.Epoch == epoch && progress.Votes == _settings.Votes.Length)
                return null;
        }
    }
}

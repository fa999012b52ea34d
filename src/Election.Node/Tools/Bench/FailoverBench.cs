using System.Collections.Immutable;
using Election.Node.Runs.Local;
using Election.Node.Talk;

namespace Election.Node.Tools.Bench;

/// <summary>
/// <c>bench failover</c>: real processes hold an election, the leader is killed while votes are still to come, and the time is taken until
/// the survivors deliver again. A run is over as soon as they have.
/// </summary>
internal sealed class FailoverBench
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // On a machine so slow that all votes are counted before the leader is dead, there is nothing left to measure.
    private const int MostAttempts = 5;

    private readonly LocalSettings _settings;

    private FailoverBench(LocalSettings settings) => _settings = settings;

    /// <summary>
    /// The vote that falls into the time without a leader comes this long after the first, and the others at the same distance.
    /// </summary>
    public static TimeSpan BetweenVotes { get; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Kills so many leaders, and reports.</summary>
    /// <param name="settings">The election; votes come <see cref="BetweenVotes"/>.</param>
    /// <param name="runs">How often.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The exit code.</returns>
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

    // Null when nothing was left to deliver without the first leader.
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

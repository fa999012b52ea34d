using System.Diagnostics;
using System.Text.Json;

namespace Election.Node.Tools.Bench;

/// <summary>
/// Measures the time from the moment a vote is cast, as by a key press, until it is delivered and counted. That includes signing, journal,
/// multicast, order, acknowledgements, commit and the check of the signature. All nodes take turns to cast votes at an even rate, whatever
/// happened to earlier votes.
/// </summary>
internal sealed class LatencyMeasurement
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly LatencySettings _settings;
    private readonly long[] _castAt;

    private LatencyMeasurement(LatencySettings settings)
    {
        _settings = settings;
        _castAt = new long[settings.Unmeasured + settings.Measured];
    }

    /// <summary>Holds one election and measures its votes.</summary>
    /// <returns>The figures; null when the nodes could not keep up or did not certify one result.</returns>
    public static async Task<LatencyFigures?> RunAsync(LatencySettings settings, CancellationToken cancellation)
    {
        using var group = new MeteredGroup(settings);
        var measurement = new LatencyMeasurement(settings);
        if (!await group.OpenAsync(settings.BarrierTimeout, cancellation).ConfigureAwait(false))
            return null;
        long before = group.Datagrams;
        bool isCast = await Task.Factory.StartNew(
            () => measurement.Cast(group, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
        if (!isCast || !await group.AwaitVotesAsync(measurement._castAt.Length, s_patience, cancellation).ConfigureAwait(false))
            return null;
        double datagrams = (double)(group.Datagrams - before) / measurement._castAt.Length;
        return await group.CloseAsync(cancellation).ConfigureAwait(false) ? measurement.FiguresOf(group, datagrams) : null;
    }

    // Runs on a thread of its own, which sleeps until each vote's time, so that a slow vote does not delay the next one.
    private bool Cast(MeteredGroup group, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        for (int vote = 0; vote < _castAt.Length; vote++)
        {
            TimeSpan rest = TimeSpan.FromSeconds((double)vote / _settings.Rate) - Stopwatch.GetElapsedTime(began);
            if (rest > TimeSpan.Zero && cancellation.WaitHandle.WaitOne(rest))
                return false;
            _castAt[vote] = Stopwatch.GetTimestamp();
            if (!group.TryVote(vote % group.Count, vote % 2))
                return false;
        }
        return true;
    }

    private LatencyFigures FiguresOf(MeteredGroup group, double datagrams)
    {
        var own = new List<double>();
        var median = new List<double>();
        var all = new List<double>();
        long[][] countedAt = [.. group.Meters.Select(TimesOf)];
        var times = new double[group.Count];
        for (int vote = _settings.Unmeasured; vote < _castAt.Length; vote++)
        {
            for (int node = 0; node < times.Length; node++)
                times[node] = Stopwatch.GetElapsedTime(_castAt[vote], countedAt[node][vote]).TotalMilliseconds;
            own.Add(times[vote % times.Length]);
            Array.Sort(times);
            median.Add(times[times.Length / 2]);
            all.Add(times[^1]);
        }
        return new LatencyFigures
        {
            Faults = [.. _settings.Faults.Select(fault => fault.ToString())],
            Votes = own.Count,
            OwnMs = Quantiles.Of(own),
            MedianNodeMs = Quantiles.Of(median),
            AllNodesMs = Quantiles.Of(all),
            DatagramsPerVote = Math.Round(datagrams, 2),
        };
    }

    /// <summary>
    /// The times at which a node counted the votes, in the order in which they were cast. Voter and number identify a vote.
    /// </summary>
    private long[] TimesOf(MeteredNode meter)
    {
        var counted = new long[_castAt.Length];
        foreach (TimedLine line in meter.Lines)
        {
            var reader = JsonDocument.Parse(line.Bytes);
            using (reader)
            {
                JsonElement entry = reader.RootElement;
                if (!entry.TryGetProperty("kind", out JsonElement kind) || kind.GetString() != "vote")
                    continue;
                int node = int.Parse(entry.GetProperty("by").GetString()!.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1;
                int number = entry.GetProperty("seq").GetInt32() - 1;
                counted[(number * _settings.Nodes) + node] = line.Timestamp;
            }
        }
        return counted;
    }
}

using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Simulation.Sweeps;

/// <summary>Many runs put together. Runs are added in the order of their seeds, so that equal sweeps have equal summaries however they were shared out.</summary>
public sealed class SweepSummary
{
    /// <summary>The most broken runs kept; the others are only counted.</summary>
    public const int MaxBroken = 20;

    private readonly List<SweepRun> _broken = [];
    private readonly List<long> _latencyTicks = [];

    /// <summary>How many runs.</summary>
    public int Runs { get; private set; }

    /// <summary>Runs in which a promise was broken.</summary>
    public int Violations { get; private set; }

    /// <summary>Runs without a broken promise in which some member never came to a certificate.</summary>
    public int Stalled { get; private set; }

    /// <summary>Runs in which two results differ: what a weaker order may come to, and in the atomic one a broken promise, too.</summary>
    public int Diverged { get; private set; }

    /// <summary>How many runs reached each mark.</summary>
    public Coverage Coverage { get; private set; } = Coverage.None;

    /// <summary>Votes that a majority delivered.</summary>
    public long Votes => _latencyTicks.Count;

    /// <summary>Datagrams that were multicast.</summary>
    public long Datagrams { get; private set; }

    /// <summary>Payload bytes that were multicast.</summary>
    public long Bytes { get; private set; }

    /// <summary>Copies of streams' messages that networks did not deliver.</summary>
    public long LostCopies { get; private set; }

    /// <summary>Messages that were sent again.</summary>
    public long Repairs { get; private set; }

    /// <summary>The first runs with a broken promise or without progress.</summary>
    public IReadOnlyList<SweepRun> Broken => _broken;

    /// <summary>Adds a run.</summary>
    public void Add(SweepRun run)
    {
        Runs++;
        Violations += run.Violations.IsEmpty ? 0 : 1;
        Stalled += run.Violations.IsEmpty && run.Stalled is not null ? 1 : 0;
        Diverged += run.Verdict == Verdict.Diverged ? 1 : 0;
        Coverage = Coverage.Plus(run.Coverage);
        Datagrams += run.Datagrams;
        Bytes += run.Bytes;
        LostCopies += run.LostCopies;
        Repairs += run.Repairs;
        foreach (TimeSpan latency in run.Latencies)
            _latencyTicks.Add(latency.Ticks);
        if (run.BrokenPromise is not null && _broken.Count < MaxBroken)
            _broken.Add(run);
    }

    /// <summary>The latency that a share of the votes does not exceed; null without votes.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan? Latency(double share)
    {
        if (_latencyTicks.Count == 0)
            return null;
        _latencyTicks.Sort();
        int place = (int)Math.Ceiling(share * _latencyTicks.Count) - 1;
        return new TimeSpan(_latencyTicks[Math.Clamp(place, 0, _latencyTicks.Count - 1)]);
    }

    /// <summary>Something per vote; null without votes.</summary>
    public double? PerVote(long total) => Votes == 0 ? null : (double)total / Votes;
}

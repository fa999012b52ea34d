using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Simulation.Sweeps;

/// <summary>
/// The summary of many runs. Runs are added in the order of their seeds, so that equal sweeps have equal summaries however the work was
/// distributed.
/// </summary>
public sealed class SweepSummary
{
    /// <summary>The largest number of broken runs kept; the others are only counted.</summary>
    public const int MaxBroken = 20;

    private readonly List<SweepRun> _broken = [];
    private readonly List<long> _latencyTicks = [];

    /// <summary>The number of runs.</summary>
    public int Runs { get; private set; }

    /// <summary>The number of runs in which a promise was violated.</summary>
    public int Violations { get; private set; }

    /// <summary>The number of runs without a violation in which some member never reached a certificate.</summary>
    public int Stalled { get; private set; }

    /// <summary>The number of runs in which two results differ: possible in a weaker order, and a violation in the atomic one.</summary>
    public int Diverged { get; private set; }

    /// <summary>The number of runs that reached each mark.</summary>
    public Coverage Coverage { get; private set; } = Coverage.None;

    /// <summary>The number of votes that a majority delivered.</summary>
    public long Votes => _latencyTicks.Count;

    /// <summary>The number of multicast datagrams.</summary>
    public long Datagrams { get; private set; }

    /// <summary>The number of multicast payload bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of copies of stream messages that networks did not deliver.</summary>
    public long LostCopies { get; private set; }

    /// <summary>The number of messages that were sent again.</summary>
    public long Repairs { get; private set; }

    /// <summary>The first runs with a violated promise or without progress.</summary>
    public IReadOnlyList<SweepRun> Broken => _broken;

    /// <summary>Adds a run; in the order of seeds.</summary>
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

    /// <summary>Returns the latency that a share of the votes does not exceed; null without votes.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    public TimeSpan? Latency(double share)
    {
        if (_latencyTicks.Count == 0)
            return null;
        _latencyTicks.Sort();
        int place = (int)Math.Ceiling(share * _latencyTicks.Count) - 1;
        return new TimeSpan(_latencyTicks[Math.Clamp(place, 0, _latencyTicks.Count - 1)]);
    }

    /// <summary>Divides a total by the number of votes; null without votes.</summary>
    public double? PerVote(long total) => Votes == 0 ? null : (double)total / Votes;
}

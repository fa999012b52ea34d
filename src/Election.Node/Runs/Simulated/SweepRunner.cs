using Election.Simulation.Sweeps;

namespace Election.Node.Runs.Simulated;

/// <summary>Distributes simulations over the cores. Each simulation is pure; the results come back in order.</summary>
internal static class SweepRunner
{
    // The threads synchronise once per this many runs; few results are kept meanwhile.
    private const int BatchRuns = 512;

    /// <summary>Calls <paramref name="simulate"/> for each number and hands over the results in order.</summary>
    /// <param name="count">The number of runs, numbered from 0 to <paramref name="count"/> − 1.</param>
    /// <param name="simulate">A pure function of the number.</param>
    /// <param name="take">Receives each result, one at a time.</param>
    /// <param name="cancelled">Ends the runs early; the results so far are handed over.</param>
    public static void Run(int count, Func<int, SweepRun> simulate, Action<SweepRun> take, CancellationToken cancelled)
    {
        var batch = new SweepRun[BatchRuns];
        for (int from = 0; from < count; from += BatchRuns)
        {
            int start = from;
            int size = Math.Min(BatchRuns, count - from);
            Parallel.For(0, size,
                new ParallelOptions { CancellationToken = cancelled, MaxDegreeOfParallelism = Environment.ProcessorCount },
                place => batch[place] = simulate(start + place));
            for (int place = 0; place < size; place++)
                take(batch[place]);
        }
    }
}

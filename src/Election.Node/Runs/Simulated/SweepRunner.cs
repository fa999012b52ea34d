using Election.Simulation.Sweeps;

namespace Election.Node.Runs.Simulated;

/// <summary>Shares simulations out to the cores. A simulation itself is pure and knows nothing of it; results come back in order.</summary>
internal static class SweepRunner
{
    // Threads wait for one another once in so many runs; what is kept meanwhile is small.
    private const int BatchRuns = 512;

    /// <summary>Runs what <paramref name="simulate"/> gives for each number and hands the results over in order.</summary>
    /// <param name="count">How many: numbers 0 to <paramref name="count"/> − 1.</param>
    /// <param name="simulate">A pure function of the number.</param>
    /// <param name="take">Is given each result, one at a time.</param>
    /// <param name="cancelled">Ends it early, with the results so far handed over.</param>
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

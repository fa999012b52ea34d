using Election.Simulation.Elections;
using Election.Simulation.Sweeps;

namespace Election.Mutation.Tests;

/// <summary>
/// Whether the checkers see what they are there to see: with any one rule of the core broken, a sweep of drawn faults finds a violation, and
/// with none broken it does not. Each mutation has a file under Mutations.
/// </summary>
public sealed class MutationTests
{
    /// <summary>The most elections until a broken rule shows.</summary>
    private const int MostSeeds = 2000;

    private static readonly ElectionScenario Plain = new() { Nodes = 5, Seed = 0, Network = new() { HasDigest = false } };

    /// <summary>Each broken rule with the first seed at which it shows, and the promise it breaks there.</summary>
    public static TheoryData<string, int, string> Found => new()
    {
        { "ack-before-journal", 2, "no loss" },
        { "ack-without-payload", 10, "no loss" },
        { "commit-by-place", 50, "prefix order" },
        { "commit-without-majority", 1, "no loss" },
        { "head-over-views", 1, "transcript" },
        { "learner-that-acks", 63, "no loss" },
        { "no-dedup", 45, "integrity" },
        { "say-before-journal", 194, "one body" },
        { "vote-for-an-older-log", 812, "invariant" },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public void A_broken_rule_is_found_by_the_sweep(string mutation, int seed, string promise)
    {
        SweepRun? found = Mutant.Breaking(mutation, FirstBroken);
        Assert.NotNull(found);
        Assert.Equal((seed, promise), ((int)found.Scenario.Seed, found.BrokenPromise));
        Assert.Null(Mutant.Breaking(null, () => SweepRun.Of(found.Scenario)).BrokenPromise);
    }

    [Fact]
    public void Every_mutation_has_its_line_here() =>
        Assert.Equal(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Mutations")).Select(Path.GetFileNameWithoutExtension).Order(),
            Found.Select(row => (string?)row[0]).Order());

    private static SweepRun? FirstBroken()
    {
        for (int seed = 1; seed <= MostSeeds; seed++)
        {
            SweepRun run = SweepRun.Of(ScenarioDraw.Draw(Plain, (ulong)seed));
            if (run.BrokenPromise is not (null or SweepRun.ProgressPromise))
                return run;
        }
        return null;
    }
}

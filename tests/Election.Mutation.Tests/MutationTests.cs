using Election.Groups.Faults;
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

    private const string NoPreVote = "no-pre-vote";

    private const string AnswerAgain = "answer-again";

    private static readonly ElectionScenario Plain = new() { Nodes = 5, Seed = 0, Network = new() { HasDigest = false } };

    // Groups of 3, 4 and 5: in the smallest ones two candidates meet most often.
    private static ElectionScenario ScenarioOf(int seed) => ScenarioDraw.Draw(Plain with { Nodes = 3 + (seed % 3) }, (ulong)seed);

    /// <summary>Each broken rule with the first seed at which it shows, and the promise it breaks there.</summary>
    public static TheoryData<string, int, string> Found => new()
    {
        { "accept-old-epoch", 129, "no loss" },
        { "ack-before-journal", 1, "no loss" },
        { "ack-without-payload", 17, "no loss" },
        { "commit-by-place", 269, "prefix order" },
        { "commit-without-majority", 1, "no loss" },
        { "forget-own-votes", 81, "one body" },
        { "head-over-views", 1, "transcript" },
        { "learner-acks", 30, "no loss" },
        { "order-twice", 41, "no duplicate" },
        { "send-before-journal", 1754, "one body" },
        { "vote-twice", 302, "one leader" },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public void A_broken_rule_is_found_by_the_sweep(string mutation, int seed, string promise)
    {
        SweepRun? found = FirstBroken(mutation);
        Assert.NotNull(found);
        Assert.Equal((seed, promise), ((int)found.Scenario.Seed, found.BrokenPromise));
    }

    /// <summary>The pre-vote keeps no promise of what is counted: it keeps a member with one bad link from deposing a leader that all others hear.</summary>
    [Fact]
    public void Without_the_pre_vote_a_member_that_does_not_hear_the_leader_deposes_it()
    {
        Assert.True(FaultSpec.TryParse("1s..20s:n1>n5:drop", out FaultSpec? cut, out _));
        ElectionScenario scenario = Plain with { Seed = 1, VoteWithin = TimeSpan.FromSeconds(6), Faults = [cut!] };

        Assert.Equal(0, SweepRun.Of(scenario).Coverage.ViewChange);
        Assert.NotEqual(0, Mutant.Breaking(NoPreVote, () => SweepRun.Of(scenario)).Coverage.ViewChange);
    }

    /// <summary>A hole that there was: who lost its journal between PROPOSE and START answered as if it had never answered.</summary>
    [Fact]
    public void Without_journals_in_the_proposal_a_member_that_lost_its_own_forgets_what_was_counted()
    {
        const int seed = 4;
        Assert.Equal("no loss", Mutant.Breaking(AnswerAgain, () => SweepRun.Of(LostAnswer.Of(seed))).BrokenPromise);
        Assert.Null(SweepRun.Of(LostAnswer.Of(seed)).BrokenPromise);
    }

    [Fact]
    public void Every_mutation_has_its_line_here() =>
        Assert.Equal(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Mutations")).Select(Path.GetFileNameWithoutExtension).Order(),
            Found.Select(row => (string?)row[0]).Append(NoPreVote).Append(AnswerAgain).Order());

    // An election that breaks a promise under the mutation, and none without it.
    private static SweepRun? FirstBroken(string mutation)
    {
        for (int seed = 1; seed <= MostSeeds; seed++)
        {
            SweepRun run = Mutant.Breaking(mutation, () => SweepRun.Of(ScenarioOf(seed)));
            if (!run.Violations.IsEmpty && SweepRun.Of(ScenarioOf(seed)).BrokenPromise is null)
                return run;
        }
        return null;
    }
}

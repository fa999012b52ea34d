using System.Diagnostics;
using Election.Groups.Faults;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;

namespace Election.Mutation.Tests;

/// <summary>
/// Tests the checkers: with any one rule of the core broken, a sweep over one of the <see cref="Families"/> finds a violation, and with
/// none broken it does not. Each mutation has a file under Mutations.
/// </summary>
public sealed class MutationTests
{
    /// <summary>The largest number of elections until a broken rule shows.</summary>
    private const int MostSeeds = 2000;

    private const string NoPreVote = "no-pre-vote";

    /// <summary>Each broken rule with the family and the first seed at which it shows, and the promise it breaks there.</summary>
    public static TheoryData<string, string, int, string> Found => new()
    {
        { "accept-old-epoch", nameof(Families.Drawn), 129, "no loss" },
        { "ack-before-journal", nameof(Families.Drawn), 1, "no loss" },
        { "ack-without-payload", nameof(Families.Drawn), 17, "no loss" },
        { "answer-again", nameof(Families.LostAnswer), 3, "prefix order" },
        { "commit-by-place", nameof(Families.Drawn), 269, "prefix order" },
        { "commit-without-majority", nameof(Families.Drawn), 1, "no loss" },
        { "forget-own-votes", nameof(Families.Drawn), 81, "one body" },
        { "head-over-views", nameof(Families.Drawn), 1, "transcript" },
        { "lead-on-after-restart", nameof(Families.SlowLeader), 37, "prefix order" },
        { "learner-acks", nameof(Families.Drawn), 30, "no loss" },
        { "old-epoch-count", nameof(Families.FigureEight), 186, "prefix order" },
        { "order-twice", nameof(Families.Drawn), 41, "no duplicate" },
        { "send-before-journal", nameof(Families.Drawn), 1754, "one body" },
        { "vote-before-journal", nameof(Families.CrashAfterVote), 46, "one leader" },
        { "vote-for-an-older-log", nameof(Families.OlderLog), 438, "invariant" },
        { "vote-twice", nameof(Families.Drawn), 302, "one leader" },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public void A_broken_rule_is_found_by_a_sweep(string mutation, string family, int seed, string promise)
    {
        SweepRun? found = FirstBroken(mutation, ScenariosOf(family));
        Assert.NotNull(found);
        Assert.Equal((seed, promise), ((int)found.Scenario.Seed, found.BrokenPromise));
    }

    /// <summary>
    /// The pre-vote protects no counted vote: it keeps a member with one bad link from deposing a leader that all others hear.
    /// </summary>
    [Fact]
    public void Without_the_pre_vote_a_member_that_does_not_hear_the_leader_deposes_it()
    {
        FaultSpec cut = FaultSpec.Read("1s..20s:n1>n5:drop").OrThrow();
        var scenario = new ElectionScenario { Nodes = 5, Seed = 1, VoteWithin = TimeSpan.FromSeconds(6), Faults = [cut] };

        Assert.Equal(0, SweepRun.Of(scenario).Coverage.ViewChange);
        Assert.NotEqual(0, Mutant.Breaking(NoPreVote, () => SweepRun.Of(scenario)).Coverage.ViewChange);
    }

    [Fact]
    public void Every_mutation_has_its_line_here() =>
        Assert.Equal(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Mutations")).Select(Path.GetFileNameWithoutExtension).Order(),
            Found.Select(row => (string?)row[0]).Append(NoPreVote).Order());

    // An election that breaks a promise under the mutation, and none without it.
    private static SweepRun? FirstBroken(string mutation, Func<int, ElectionScenario> scenarioOf)
    {
        for (int seed = 1; seed <= MostSeeds; seed++)
        {
            SweepRun run = Mutant.Breaking(mutation, () => SweepRun.Of(scenarioOf(seed)));
            if (!run.Violations.IsEmpty && SweepRun.Of(scenarioOf(seed)).BrokenPromise is null)
                return run;
        }
        return null;
    }

    private static Func<int, ElectionScenario> ScenariosOf(string family) => family switch
    {
        nameof(Families.Drawn) => Families.Drawn,
        nameof(Families.CrashAfterVote) => Families.CrashAfterVote,
        nameof(Families.SlowLeader) => Families.SlowLeader,
        nameof(Families.OlderLog) => Families.OlderLog,
        nameof(Families.FigureEight) => Families.FigureEight,
        nameof(Families.LostAnswer) => Families.LostAnswer,
        _ => throw new UnreachableException(),
    };
}

using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Tests;

/// <summary>The rules that depend on the order, a chair that closes, and shared voters, under all kinds of fault.</summary>
public sealed class RuleSweepTests
{
    private const int Seeds = 40;
    private static readonly MemberId s_n1 = MemberId.Parse("n1"), s_n2 = MemberId.Parse("n2"), s_n3 = MemberId.Parse("n3");

    public static TheoryData<string> Elections => ["first-to-2", "last-vote-wins", "chair", "terminals"];

    [Theory]
    [MemberData(nameof(Elections))]
    public void No_promise_is_broken(string election)
    {
        ElectionScenario plain = Of(election);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            SweepRun run = SweepRun.Of(ScenarioDraw.Draw(plain, seed));
            Assert.True(run.BrokenPromise is null, $"{run.Scenario.ReplayLine}\n{run.Violations.FirstOrDefault()} {run.Stalled}");
        }
    }

    [Fact]
    public void A_voter_that_changes_its_mind_is_counted_for_its_second_choice()
    {
        ElectionRun run = ElectionSimulation.Run(
            Of("last-vote-wins") with { Votes = [5, 0], ChangesMind = true, VoteWithin = TimeSpan.FromSeconds(1) });
        Assert.Empty(run.Violations);
        Assert.All(run.Nodes, node => Assert.Equal([0L, 5L], node.Snapshot!.Counts.ToArray()));
        Assert.All(run.Nodes, node => Assert.Equal(10, node.Snapshot!.Delivered));
    }

    [Fact]
    public void The_chairs_CLOSE_cuts_off_the_votes_that_fly_and_all_nodes_agree_on_which()
    {
        ElectionRun run = ElectionSimulation.Run(Of("chair") with
        {
            Faults = [FaultSpec.Read("loss=20%").OrThrow()],
        });
        Assert.Empty(run.Violations);
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.InRange(run.Nodes[0].Snapshot!.Delivered, 1, 4);
        Assert.Single(run.Nodes.Select(node => node.Snapshot!.Head).Distinct());
        Assert.Contains("\"kind\":\"close\",\"by\":\"n3\"", System.Text.Encoding.UTF8.GetString(run.Nodes[0].Transcript.Span),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_terminals_vote_replaces_the_firsts()
    {
        ElectionRun run = ElectionSimulation.Run(Of("terminals"));
        Assert.Empty(run.Violations);
        Assert.All(run.Nodes, node => Assert.Equal(4, node.Snapshot!.Voters));
        Assert.All(run.Nodes, node => Assert.Equal(4, node.Snapshot!.Counts.Sum()));
        Assert.All(run.Nodes, node => Assert.Equal(6, node.Snapshot!.Delivered));
    }

    private static ElectionScenario Of(string election)
    {
        var plain = new ElectionScenario { Nodes = 5, Seed = 7 };
        return election switch
        {
            "first-to-2" => plain with { Rule = new FirstToRule(2) },
            "last-vote-wins" => plain with { Rule = new LastVoteWinsRule() },
            "chair" => plain with { Chair = s_n3, CloseAfter = TimeSpan.FromMilliseconds(800), VoteWithin = TimeSpan.FromSeconds(2) },
            _ => plain with
            {
                Rule = new LastVoteWinsRule(),
                Terminals = [s_n1, s_n2],
                Script = ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>>.Empty
                    .Add(s_n1, [new PlannedVote(0, TimeSpan.Zero), new PlannedVote(0, TimeSpan.FromSeconds(2))])
                    .Add(s_n2, [new PlannedVote(1, TimeSpan.FromSeconds(1))]),
            },
        };
    }
}

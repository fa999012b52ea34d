using System.Collections.Immutable;
using System.Text;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Voting.Core;

namespace Election.Simulation.Tests;

/// <summary>A voter that is told to lie signs two votes under one number, in every order.</summary>
public sealed class EquivocationTests
{
    private const int Seeds = 40;

    [Fact]
    public void In_the_atomic_order_one_of_a_liars_votes_counts_and_the_other_stands_refused_in_every_transcript()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ElectionRun run = ElectionSimulation.Run(Of(DeliveryOrder.Atomic, seed));
            AssertOneCountsAndOneIsRefused(run);
        }
    }

    [Fact]
    public void No_promise_of_the_atomic_order_is_broken_by_a_liar_in_a_network_that_loses_and_parts()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ElectionScenario drawn = ScenarioDraw.Draw(new ElectionScenario { Nodes = 5, Seed = seed }, seed);
            SweepRun run = SweepRun.Of(drawn with { Faults = [.. drawn.Faults, Spec("n2:byzantine=equivocate")] });
            Assert.True(run.BrokenPromise is null, $"{run.Scenario.ReplayLine}\n{run.Violations.FirstOrDefault()} {run.Stalled}");
        }
    }

    [Theory]
    [InlineData(DeliveryOrder.Fifo)]
    [InlineData(DeliveryOrder.Causal)]
    public void Where_a_senders_order_is_kept_all_count_what_the_liar_said_first(DeliveryOrder order)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ElectionRun run = ElectionSimulation.Run(Of(order, seed, "n2>*:delay=50ms+-50ms"));
            AssertOneCountsAndOneIsRefused(run);
        }
    }

    [Theory]
    [InlineData(DeliveryOrder.Unreliable)]
    [InlineData(DeliveryOrder.Reliable)]
    public void Where_it_is_not_kept_the_nodes_diverge_as_soon_as_one_vote_overtakes_the_other(DeliveryOrder order)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ElectionRun run = ElectionSimulation.Run(Of(order, seed, "n2>*:delay=50ms+-50ms"));
            Assert.Empty(run.Violations);
            bool[] countTheFirst = [.. run.Nodes.Select(node => node.Snapshot!.Counts[0] == run.Nodes[1].Snapshot!.Counts[0])];
            Assert.Equal(countTheFirst.All(one => one) ? Verdict.Certified : Verdict.Diverged, run.Verdict);
            Assert.All(run.Nodes, node => Assert.Equal(1, RefusalsIn(node)));
        }
        Assert.Equal(Verdict.Diverged, ElectionSimulation.Run(Of(order, 1, "n2>*:delay=50ms+-50ms")).Verdict);
    }

    [Fact]
    public void A_voter_that_is_not_told_to_lie_says_one_thing()
    {
        ElectionRun run = ElectionSimulation.Run(Of(DeliveryOrder.Atomic, 1) with { Faults = [] });
        Assert.All(run.Nodes, node => Assert.Equal((0, 5), (RefusalsIn(node), node.Snapshot!.Delivered)));
    }

    // One votes late, so that no node closes before it has heard both of the liar's votes.
    private static ElectionScenario Of(DeliveryOrder order, ulong seed, params string[] faults) => new()
    {
        Nodes = 5,
        Seed = seed,
        Order = order,
        Script = ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>>.Empty
            .Add(MemberId.Parse("n5"), [new PlannedVote(0, TimeSpan.FromSeconds(1))]),
        Faults = [Spec("n2:byzantine=equivocate"), .. faults.Select(Spec)],
    };

    private static void AssertOneCountsAndOneIsRefused(ElectionRun run)
    {
        Assert.Empty(run.Violations);
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.All(run.Nodes, node => Assert.Equal(run.Nodes[0].Snapshot!.Counts.ToArray(), node.Snapshot!.Counts.ToArray()));
        Assert.All(run.Nodes, node => Assert.Equal((5, 1), ((int)node.Snapshot!.Counts.Sum(), RefusalsIn(node))));
    }

    private static int RefusalsIn(NodeOutcome node) =>
        Encoding.UTF8.GetString(node.Transcript.Span).Split('\n')
            .Count(line => line.Contains("\"by\":\"n2\"", StringComparison.Ordinal)
                && line.Contains("\"outcome\":\"equivocation\"", StringComparison.Ordinal));

    private static FaultSpec Spec(string text) => FaultSpec.Read(text).OrThrow();
}

using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Voting.Core;

namespace Election.Simulation.Tests;

public sealed class ElectionSimulationTests
{
    private static readonly ElectionScenario s_lossy = new()
    {
        Nodes = 5,
        Seed = 42,
        Faults = Specs("loss=20%", "dup=5%", "reorder=20%"),
        Network = new SimulationOptions { KeepEvents = 100_000 },
    };

    [Fact]
    public void Two_runs_of_one_seed_are_byte_identical()
    {
        ElectionRun one = ElectionSimulation.Run(s_lossy);
        ElectionRun two = ElectionSimulation.Run(s_lossy);
        Assert.Equal(one.History.Digest, two.History.Digest);
        Assert.Equal(one.History.Events.Select(e => e.ToString()), two.History.Events.Select(e => e.ToString()));
        for (int i = 0; i < s_lossy.Nodes; i++)
            Assert.Equal(one.Nodes[i].Transcript.ToArray(), two.Nodes[i].Transcript.ToArray());
        Assert.Equal(one.Nodes[0].Snapshot!.Certificate!.ToJson(), two.Nodes[4].Snapshot!.Certificate!.ToJson());
        Assert.NotEqual(one.History.Digest, ElectionSimulation.Run(s_lossy with { Seed = 43 }).History.Digest);
    }

    [Fact]
    public void Runs_side_by_side_on_several_threads_are_the_runs_they_are_alone()
    {
        ElectionScenario[] scenarios = [.. Enumerable.Range(0, 12).Select(i => s_lossy with { Seed = (ulong)i })];
        var together = new Hash256[scenarios.Length];
        Parallel.For(0, scenarios.Length, i => together[i] = ElectionSimulation.Run(scenarios[i]).History.Digest);
        Assert.Equal(scenarios.Select(scenario => ElectionSimulation.Run(scenario).History.Digest), together);
    }

    [Fact]
    public void Fifteen_nodes_count_what_was_dealt()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario { Nodes = 15, Seed = 1, Votes = [10, 5] });
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.Empty(run.Violations);
        Assert.All(run.Nodes, node => Assert.Equal([10L, 5L], node.Snapshot!.Counts.ToArray()));
        Assert.All(run.Nodes, node => Assert.Equal("elected:Sánchez", node.Snapshot!.Decision));
        Assert.InRange(run.Elapsed!.Value.TotalMilliseconds, 1, 100);
    }

    [Fact]
    public void One_node_alone_elects()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario { Nodes = 1, Seed = 9 });
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.Empty(run.Violations);
    }

    [Fact]
    public void A_draw_is_certified_as_a_tie()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario { Nodes = 4, Seed = 3, Votes = [2, 2] });
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.All(run.Nodes, node => Assert.Equal("tie", node.Snapshot!.Decision));
    }

    [Fact]
    public void A_node_that_nobody_hears_stalls_the_barrier_and_is_named()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario { Nodes = 3, Seed = 3, Faults = Specs("n3>*:drop") });
        Assert.Equal(Verdict.Stalled, run.Verdict);
        Assert.Empty(run.Violations);
        Assert.All(run.Nodes, node => Assert.Equal(Verdict.Stalled, node.Snapshot!.Verdict));
        Assert.Contains("1 of 3", run.Nodes[0].Snapshot!.Reason!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_node_is_waited_for()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario { Nodes = 4, Seed = 3, Faults = Specs("n1:start-delay=3s") });
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.All(run.Nodes, node => Assert.True(node.FinishedAt > TimeSpan.FromSeconds(3)));
    }

    [Theory]
    [InlineData("partition=n1,n2/n3,n4,n5")]
    [InlineData("partition=n1/n2/n3/n4/n5")]
    [InlineData("leader<>*:drop")]
    [InlineData("n3<>*:drop")]
    [InlineData("n1>n2:drop")]
    [InlineData("delay=300ms+-200ms")]
    public void An_election_that_is_disturbed_while_it_runs_is_certified_after_the_disturbance(string fault)
    {
        TimeSpan start = StartOf(s_lossy with { Faults = [] });
        for (int tenth = 0; tenth < 70; tenth += 5)
        {
            string window = $"{FaultTime.ToText(start + TimeSpan.FromMilliseconds(tenth / 10.0))}..2s:";
            ElectionRun run = ElectionSimulation.Run(s_lossy with { Faults = Specs(window + fault) });
            Assert.Empty(run.Violations);
            Assert.True(run.Verdict == Verdict.Certified, $"{run.Scenario.ReplayLine}: {run.Verdict}");
        }
    }

    [Fact]
    public void In_a_lasting_partition_only_the_majority_certifies_and_the_minority_delivers_nothing_of_its_own()
    {
        TimeSpan cut = StartOf(s_lossy with { Faults = [] }) + TimeSpan.FromMilliseconds(0.3);
        ElectionRun run = ElectionSimulation.Run(s_lossy with { Faults =
            Specs($"{FaultTime.ToText(cut)}..600s:partition=n4,n5/n1,n2,n3") });
        Assert.Empty(run.Violations);
        Assert.Equal(Verdict.Stalled, run.Verdict);
        Assert.All(run.Nodes.Take(3), node => Assert.Equal(Verdict.Certified, node.Snapshot!.Verdict));
        Assert.All(run.Nodes.Skip(3), node => Assert.Equal(Verdict.Stalled, node.Snapshot!.Verdict));
    }

    [Fact]
    public void Members_that_die_leave_a_certified_election_to_a_majority_that_lives()
    {
        TimeSpan start = StartOf(s_lossy with { Faults = [] });
        var counted = new HashSet<long>();
        for (int step = 0; step < 20; step++)
        {
            string crash = FaultTime.ToText(start + TimeSpan.FromMilliseconds(step * 0.5));
            ElectionRun run = ElectionSimulation.Run(s_lossy with { Faults = Specs($"n3:crash@{crash}", $"n5:crash@{crash}") });
            Assert.Empty(run.Violations);
            NodeOutcome[] living = [.. run.Nodes.Where(node => node.CrashedAt is null)];
            Assert.Equal(3, living.Length);
            Assert.True(run.Verdict == Verdict.Certified, run.Scenario.ReplayLine);
            counted.UnionWith(living.Select(node => node.Snapshot!.Counts.Sum()));
        }
        Assert.Equal([3L, 5L], counted.Order());
    }

    [Fact]
    public void A_leader_that_dies_at_any_moment_breaks_no_promise()
    {
        TimeSpan start = StartOf(s_lossy with { Faults = [] });
        for (int step = 0; step < 20; step++)
        {
            string crash = FaultTime.ToText(start + TimeSpan.FromMilliseconds(step * 0.4));
            ElectionRun run = ElectionSimulation.Run(s_lossy with { Faults = Specs($"n1:crash@{crash}") });
            Assert.Empty(run.Violations);
            Assert.NotNull(run.Nodes[0].CrashedAt);
        }
    }

    [Fact]
    public void A_node_cut_off_after_the_close_is_waited_for_and_certified_when_the_cut_heals()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario
        {
            Nodes = 2, Seed = 405, VoteWithin = TimeSpan.FromSeconds(1),
                Faults = Specs("loss=24%", "delay=23ms+-3ms", "1.633s..4.039s:n2>*:drop"),
        });
        Assert.Empty(run.Violations);
        Assert.Equal(Verdict.Certified, run.Verdict);
    }

    [Fact]
    public void A_leader_that_comes_back_without_its_journal_is_heard_and_replaced_all_the_same()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario
        {
            Nodes = 4, Seed = 583, Faults = Specs("reorder=18%", "leader:crash@send=1", "leader:restart@+537ms", "leader:lose-journal"),
        });
        Assert.Empty(run.Violations);
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.Equal((1, 3), (run.Nodes.Count(node => node.LostJournal), (int)run.Nodes[0].Snapshot!.Counts.Sum()));
    }

    [Fact]
    public void Members_without_their_journals_say_that_they_are_done_so_that_nobody_stays_for_them()
    {
        ElectionRun run = ElectionSimulation.Run(new ElectionScenario
        {
            Nodes = 7,
            Seed = 1,
            Faults = Specs("n5:crash@deliver=6", "n5:restart@+1.8s", "n5:lose-journal", "n6:crash@deliver=7", "n6:restart@+1.2s",
                "n6:lose-journal"),
        });
        Assert.Empty(run.Violations);
        Assert.Equal((Verdict.Certified, 2), (run.Verdict, run.Nodes.Count(node => node.LostJournal)));
        Assert.All(run.Nodes, node => Assert.Equal(Verdict.Certified, node.Snapshot!.Verdict));
        Assert.All(run.Nodes, node => Assert.InRange(node.FinishedAt!.Value.TotalSeconds, 2, 5));
    }

    [Fact]
    public void A_large_group_in_which_two_lost_their_journals_comes_to_its_end()
    {
        SweepRun run = SweepRun.Of(ScenarioDraw.Draw(new ElectionScenario { Nodes = 48, Seed = 1, Network = new() { HasDigest = false } },
            1));
        Assert.Null(run.BrokenPromise);
        Assert.InRange(run.Events, 1, 2_000_000);
    }

    [Fact]
    public void Observers_deliver_the_same_and_end_with_the_verdict_but_count_for_nothing()
    {
        ElectionRun run = ElectionSimulation.Run(s_lossy with { Nodes = 3, Observers = 2, Votes = [2, 1] });
        Assert.Equal(Verdict.Certified, run.Verdict);
        Assert.Empty(run.Violations);
        NodeOutcome[] observers = [.. run.Nodes.Where(node => !node.IsMember)];
        Assert.Equal(["o1", "o2"], observers.Select(node => node.Id.Text));
        Assert.All(observers, node => Assert.Equal(Verdict.Certified, node.Snapshot!.Verdict));
        Assert.All(observers, node => Assert.Equal([2L, 1L], node.Snapshot!.Counts.ToArray()));
        Assert.All(run.Nodes, node => Assert.Equal(3, node.Snapshot!.Voters));
    }

    [Theory]
    [InlineData("loss=10%", true)]
    [InlineData("n1<>n2:drop", true)]
    [InlineData("n1:start-delay=1s", true)]
    [InlineData("n1:crash@1s", true)]
    [InlineData("crash@1s", true)]
    [InlineData("leader:crash@1s", true)]
    [InlineData("n1:crash@order=3", true)]
    [InlineData("n1:crash", true)]
    [InlineData("@order=3:drop", false)]
    [InlineData("n1:pause@1s+1s", true)]
    [InlineData("n1:restart@+1s", true)]
    [InlineData("n1:lose-journal", true)]
    [InlineData("n1:byzantine=equivocate", true)]
    public void The_simulation_says_which_faults_it_carries_out(string fault, bool obeys) =>
        Assert.Equal(obeys, SimulatedGroup.Obeys(Specs(fault)[0]));

    [Fact]
    public void The_replay_line_names_everything_the_command_line_can_say() =>
        Assert.Equal(
            "election sim --nodes 5 --seed 42 --votes \"Sánchez:3,Pérez:2\" --fault \"loss=20%\" --fault \"dup=5%\" --fault "
            + "\"reorder=20%\"",
            (s_lossy with { Votes = [3, 2] }).ReplayLine);

    [Fact]
    public void Scenarios_that_make_no_sense_are_a_defect()
    {
        Assert.Throws<ArgumentException>(() => ElectionSimulation.Run(s_lossy with { Nodes = 0 }));
        Assert.Throws<ArgumentException>(() => ElectionSimulation.Run(s_lossy with { Observers = -1 }));
        Assert.Throws<ArgumentException>(() => ElectionSimulation.Run(s_lossy with { Nodes = Proposal.MaxMembers + 1 }));
        Assert.Throws<ArgumentException>(() => ElectionSimulation.Run(s_lossy with { Votes = [5] }));
        Assert.Throws<ArgumentException>(() => ElectionSimulation.Run(s_lossy with { Votes = [5, 1] }));
    }

    /// <summary>The time at which the first node sees START, without faults.</summary>
    private static TimeSpan StartOf(ElectionScenario scenario) =>
        ElectionSimulation.Run(scenario).History.Events.First(e => e.Kind == HistoryKind.Transcript).At;

    private static ImmutableArray<FaultSpec> Specs(params string[] texts) =>
        [.. texts.Select(text => FaultSpec.Read(text).OrThrow())];
}

using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Simulation.Elections;
using Election.Traces.Checks;
using Election.Traces.Model;
using Election.Voting.Core;

namespace Election.Traces.Tests;

/// <summary>Traces of simulated elections keep what the atomic order promises, whatever the faults.</summary>
public sealed class TraceRecorderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("loss=30%")]
    [InlineData("loss=20% reorder=20% dup=20%")]
    [InlineData("200ms..900ms:partition=n1,n2,n3/n4,n5 loss=10%")]
    [InlineData("n2:crash@0.4s n2:restart@+1s loss=10%")]
    [InlineData("leader:crash@order=3 loss=10%")]
    [InlineData("n4:pause@0.3s+700ms")]
    public void An_atomic_election_keeps_integrity_reliability_and_total_order(string faults)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Trace trace = GoldenDiagramTests.Recorded(Scenario(seed, faults));
            TraceReport report = TraceChecker.Check(trace);
            Assert.Equal("atomic", trace.Run.Order);
            foreach (Guarantee promised in GuaranteeText.PromisedBy("atomic", trace)!.Value)
                Assert.True(report[promised].Finding == Finding.Holds, $"seed {seed}, {promised}: {report[promised].GapAware.Sentence}");
        }
    }

    [Theory]
    [InlineData(DeliveryOrder.Unreliable)]
    [InlineData(DeliveryOrder.Reliable)]
    [InlineData(DeliveryOrder.Fifo)]
    [InlineData(DeliveryOrder.Causal)]
    public void A_weaker_order_keeps_what_it_promises_through_loss_death_and_standstill(DeliveryOrder order)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Trace trace = GoldenDiagramTests.Recorded(
                Weak(order, seed, "loss=20% reorder=20% dup=10% n2:crash@deliver=2 n2:restart@+300ms n3:pause@0.8s+500ms"));
            TraceReport report = TraceChecker.Check(trace);
            Assert.Equal(order.ToText(), trace.Run.Order);
            Assert.Contains(trace.Events, one => one.Kind == TraceEventKind.Restart);
            foreach (Guarantee promised in GuaranteeText.PromisedBy(order.ToText(), trace)!.Value)
                Assert.True(report[promised].Finding == Finding.Holds, $"seed {seed}, {promised}: {report[promised].GapAware.Sentence}");
        }
    }

    [Fact]
    public void In_causal_order_messages_declare_what_their_sender_had_delivered_and_nobody_delivers_one_without_it()
    {
        Trace trace = GoldenDiagramTests.Recorded(Weak(DeliveryOrder.Causal, 2, "loss=20%"));
        Assert.Equal(trace.Messages.Count, trace.Declared.Count);
        Assert.Contains(trace.Declared.Values, causes => causes.Length > 1);
        Assert.Equal(Finding.Holds, TraceChecker.Check(trace)[Guarantee.DeclaredCausal].Finding);
        Assert.Empty(GoldenDiagramTests.Recorded(Weak(DeliveryOrder.Fifo, 2, "loss=20%")).Declared);
    }

    [Fact]
    public void In_a_weaker_order_a_life_that_comes_back_numbers_its_messages_anew()
    {
        Trace trace = GoldenDiagramTests.Recorded(Weak(DeliveryOrder.Reliable, 1, "n2:crash@deliver=2 n2:restart@+300ms"));
        Assert.Contains("n2/2", trace.Streams);
        Assert.Contains(trace.Messages, message => message.Name.ToString() == "n2/2:1");
    }

    [Theory]
    [InlineData(DeliveryOrder.Unreliable, "loss=20% reorder=50%")]
    [InlineData(DeliveryOrder.Reliable, "loss=20% reorder=50%")]
    [InlineData(DeliveryOrder.Reliable, "n1>n3:delay=40ms loss=20%")]
    [InlineData(DeliveryOrder.Fifo, "loss=20% reorder=50%")]
    [InlineData(DeliveryOrder.Fifo, "n1>n3:delay=40ms loss=20%")]
    [InlineData(DeliveryOrder.Causal, "loss=20% reorder=50%")]
    [InlineData(DeliveryOrder.Causal, "n1>n3:delay=40ms loss=20%")]
    public void An_election_in_a_weaker_order_keeps_what_its_order_promises_and_breaks_some_of_the_rest(DeliveryOrder order, string faults)
    {
        var broken = new HashSet<Guarantee>();
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Trace trace = GoldenDiagramTests.Recorded(Scenario(seed, faults) with { Order = order, Messages = 5 });
            TraceReport report = TraceChecker.Check(trace);
            ImmutableArray<Guarantee> promises = GuaranteeText.PromisedBy(order.ToText(), trace)!.Value;
            foreach (Guarantee promised in promises)
                Assert.True(report[promised].Finding == Finding.Holds, $"seed {seed}, {promised}: {report[promised].GapAware.Sentence}");
            Assert.Equal(30, trace.Events.Count(one => one.Kind == TraceEventKind.Send));
            broken.UnionWith(report.Guarantees.Where(one => one.Finding == Finding.Violated).Select(one => one.Guarantee));
        }
        Assert.Contains(Guarantee.Total, broken);
        Assert.Equal(order == DeliveryOrder.Unreliable, broken.Contains(Guarantee.Reliable));
        Assert.Equal(order is DeliveryOrder.Unreliable or DeliveryOrder.Reliable, broken.Contains(Guarantee.Fifo));
        Assert.Equal(order != DeliveryOrder.Causal, broken.Contains(Guarantee.Causal));
    }

    [Fact]
    public void Where_one_voter_votes_at_two_nodes_each_vote_is_named_by_the_node_that_broadcast_it()
    {
        ElectionScenario scenario = Scenario(3, "") with
        {
            VoteWithin = TimeSpan.Zero, Terminals = [ElectionSimulation.IdOf(0), ElectionSimulation.IdOf(1)],
            Script = ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>>.Empty
                .Add(ElectionSimulation.IdOf(0), [new PlannedVote(0, TimeSpan.Zero)])
                .Add(ElectionSimulation.IdOf(1), [new PlannedVote(1, TimeSpan.Zero)]),
        };
        Trace trace = GoldenDiagramTests.Recorded(scenario);
        TraceMessage vote = trace.Messages.Single(message => message.Name == new MessageName("n2", 1, 1));
        Assert.True(vote.Sent >= 0);
        Assert.Equal(Finding.Holds, TraceChecker.Check(trace)[Guarantee.Integrity].Finding);
    }

    [Fact]
    public void What_befell_the_nodes_and_the_network_stands_in_the_trace()
    {
        Trace trace = GoldenDiagramTests.Recorded(
            Scenario(3, "loss=30% n2:crash@0.4s n2:restart@+1s n4:pause@0.3s+700ms 200ms..900ms:partition=n1,n2,n3/n4,n5"));
        HashSet<TraceEventKind> kinds = [.. trace.Events.Select(one => one.Kind)];
        TraceEventKind[] expected =
        [
            TraceEventKind.Send, TraceEventKind.Resend, TraceEventKind.Receive, TraceEventKind.Lose, TraceEventKind.Deliver,
                TraceEventKind.Order, TraceEventKind.Commit, TraceEventKind.Crash,
            TraceEventKind.Restart, TraceEventKind.Pause, TraceEventKind.Resume, TraceEventKind.Partition, TraceEventKind.Heal,
        ];
        Assert.Superset(expected.ToHashSet(), kinds);
        Assert.All(trace.Events.Where(one => one.Kind is TraceEventKind.Receive or TraceEventKind.Lose), one => Assert.True(one.Cause > 0));
    }

    [Fact]
    public void Two_runs_of_one_scenario_leave_the_same_bytes()
    {
        Assert.Equal(Bytes(), Bytes());

        static List<byte[]> Bytes()
        {
            ElectionScenario scenario = Scenario(9, "loss=20%");
            var recorder = new TraceRecorder(scenario);
            ElectionSimulation.Run(scenario with { Observer = recorder });
            return [.. recorder.Traces().Select(one => one.Trace.ToArray())];
        }
    }

    private static ElectionScenario Weak(DeliveryOrder order, ulong seed, string faults) =>
        Scenario(seed, faults) with { Nodes = 4, Order = order, Messages = 10 };

    private static ElectionScenario Scenario(ulong seed, string faults) => new()
    {
        Nodes = 5, Seed = seed, VoteWithin = TimeSpan.FromSeconds(1),
        Faults = [.. faults.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(GoldenDiagramTests.Spec)],
    };
}

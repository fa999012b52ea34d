using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Voting.Core;

namespace Election.Simulation.Tests;

/// <summary>Elections in the weaker orders: each keeps what it promises, and no more.</summary>
public sealed class OrderSweepTests
{
    private const int Seeds = 25;

    private static readonly LayerKind[] s_fifo = [LayerKind.IntegrityCheck, LayerKind.FifoCheck];

    private static ElectionScenario Plain(DeliveryOrder order, params LayerKind[] checks) => new()
    {
        Nodes = 4, Seed = 0, Order = order, Messages = 6, Checks = [.. checks], Network = new SimulationOptions { HasDigest = false },
    };

    [Theory]
    [InlineData(DeliveryOrder.Unreliable, new[] { LayerKind.IntegrityCheck })]
    [InlineData(DeliveryOrder.Reliable, new[] { LayerKind.IntegrityCheck })]
    [InlineData(DeliveryOrder.Fifo, new[] { LayerKind.IntegrityCheck, LayerKind.FifoCheck })]
    [InlineData(DeliveryOrder.Causal, new[] { LayerKind.IntegrityCheck, LayerKind.FifoCheck, LayerKind.CausalCheck })]
    public void Whatever_goes_wrong_an_order_keeps_what_it_promises_in_every_life_of_every_node(DeliveryOrder order, LayerKind[] checks)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ElectionRun run = ElectionSimulation.Run(ScenarioDraw.Draw(Plain(order, checks), seed));
            Assert.Empty(run.Violations);
            Assert.Equal(SimulationEnd.Finished, run.End);
            Assert.All(run.Nodes.Where(node => node.Snapshot is not null), node =>
                Assert.True(Violations(node) == 0,
                    $"seed {seed}: {node.Id}: {string.Join("; ", node.Notices.Select(notice => notice.Text))}"));
        }
    }

    [Theory]
    [InlineData(DeliveryOrder.Unreliable, LayerKind.FifoCheck)]
    [InlineData(DeliveryOrder.Reliable, LayerKind.FifoCheck)]
    [InlineData(DeliveryOrder.Fifo, LayerKind.CausalCheck)]
    public void And_on_a_bad_network_not_the_next_stronger_one(DeliveryOrder order, LayerKind stronger)
    {
        ElectionRun run = ElectionSimulation.Run(Plain(order, stronger) with { Seed = 1, Faults = Specs("loss=20%") });

        Assert.Contains(run.Nodes, node => Violations(node) > 0);
        Assert.Contains(run.Nodes, node => node.Notices.Any(
            notice => notice.Text.ToString().Contains($"{LayerTraits.Of(stronger).Name} does not hold", StringComparison.Ordinal)));
    }

    [Fact]
    public void Unreliable_delivery_diverges_where_messages_are_lost_and_the_reliable_orders_do_not()
    {
        Verdict[] VerdictsOf(DeliveryOrder order) =>
        [
            .. Enumerable.Range(1, 10).Select(seed =>
                ElectionSimulation.Run(
                    Plain(order) with { Nodes = 5, Seed = (ulong)seed, Messages = 0, Faults = Specs("loss=20%") }).Verdict),
        ];

        Assert.InRange(VerdictsOf(DeliveryOrder.Unreliable).Count(verdict => verdict == Verdict.Diverged), 6, 10);
        foreach (DeliveryOrder order in (DeliveryOrder[])[DeliveryOrder.Reliable, DeliveryOrder.Fifo, DeliveryOrder.Causal])
            Assert.All(VerdictsOf(order), verdict => Assert.Equal(Verdict.Certified, verdict));
    }

    [Fact]
    public void The_replay_line_names_order_checks_and_texts() => Assert.Equal(
        "election sim --nodes 4 --seed 3 --order fifo --check integrity,fifo --messages 6",
        (Plain(DeliveryOrder.Fifo, s_fifo) with { Seed = 3 }).ReplayLine);

    private static long Violations(NodeOutcome node) =>
        node.Snapshot!.Counters.Where(counter => counter.Key.EndsWith("Violations", StringComparison.Ordinal)).Sum(
            counter => counter.Value);

    private static ImmutableArray<FaultSpec> Specs(params string[] texts) =>
        [.. texts.Select(text => FaultSpec.Read(text).OrThrow())];
}

using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Simulation.Tests;

public sealed class VirtualNetworkTests
{
    private const int Messages = 200;

    private static readonly TimeSpan s_gap = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void Without_faults_every_node_takes_every_datagram_once_in_order_of_its_sender_and_within_the_latency()
    {
        ProbeGroup run = Chatter(3);
        foreach (ProbeNode probe in run.Probes)
        {
            foreach (ProbeNode sender in run.Probes)
            {
                var numbers = probe.Datagrams.Where(d => d.Identity.Sender == sender.Id.Tag).Select(d => (int)d.Identity.Number);
                Assert.Equal(Enumerable.Range(1, Messages), numbers);
            }
        }
        Assert.Equal(0, run.Group.History.Dropped);
        Assert.Equal(3 * Messages, run.Group.History.Count(HistoryKind.Send));
        Assert.Equal(3 * 3 * Messages, run.Group.History.Count(HistoryKind.Receive));
        var sent = run.Group.History.Events.Where(e => e.Kind == HistoryKind.Send).ToDictionary(e => e.Datagram, e => e.At);
        Assert.All(run.Group.History.Events.Where(e => e.Kind == HistoryKind.Receive), e =>
            Assert.InRange((e.At - sent[e.Datagram]).TotalMilliseconds, 0.2, 0.25));
    }

    [Fact]
    public void A_burst_keeps_its_order_on_a_link()
    {
        var run = new ProbeGroup(2, Options(), (ProbeNode self, in NodeInput _, Instant _, Outbox outbox) =>
        {
            for (ulong i = 1; i <= Messages && !self.Started; i++)
                self.Send(i, outbox);
        });
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        var numbers = run.Probes[1].Datagrams.Where(d => d.Identity.Sender == run.Probes[0].Id.Tag).Select(d => (int)d.Identity.Number);
        Assert.Equal(Enumerable.Range(1, Messages), numbers);
    }

    [Fact]
    public void Faults_are_decided_for_each_receiver_by_itself_and_never_for_own_copies()
    {
        ProbeGroup run = Chatter(3, "loss=30%");
        foreach (ProbeNode probe in run.Probes)
        {
            foreach (ProbeNode sender in run.Probes)
            {
                int taken = probe.Datagrams.Count(d => d.Identity.Sender == sender.Id.Tag);
                if (probe == sender)
                    Assert.Equal(Messages, taken);
                else
                    Assert.InRange(taken, 110, 170);
            }
        }
        Assert.NotEqual(NumbersFrom1(run, 1), NumbersFrom1(run, 2));
        Assert.Equal((3 * 3 * Messages) - run.Group.History.Dropped, run.Group.History.Count(HistoryKind.Receive));
    }

    [Fact]
    public void A_rerun_loses_the_same_datagrams_whatever_the_latencies_are()
    {
        ProbeGroup one = Chatter(3, "loss=30%");
        ProbeGroup two = Chatter(3, Options("loss=30%") with { Seed = 99, LinkLatency = TimeSpan.FromMilliseconds(3) });
        Assert.Equal(NumbersFrom1(one, 1), NumbersFrom1(two, 1));
        Assert.NotEqual(one.Group.History.Digest, two.Group.History.Digest);
    }

    [Fact]
    public void Doubling_delay_reordering_and_corruption_happen_to_copies()
    {
        Assert.Equal(2 * Messages, NumbersFrom1(Chatter(2, "dup=100%"), 1).Length);
        int[] reordered = NumbersFrom1(Chatter(2, "reorder=50%"), 1);
        Assert.Equal(Messages, reordered.Length);
        Assert.NotEqual(reordered.Order(), reordered);
        ProbeGroup late = Chatter(2, "n1>n2:delay=50ms+-10ms");
        var sent = late.Group.History.Events.Where(e => e.Kind == HistoryKind.Send).ToDictionary(e => e.Datagram, e => e.At);
        var received = late.Group.History.Events.Where(e => e.Kind == HistoryKind.Receive && e.Node.Text == "n2");
        Assert.All(received.Where(e => e.Datagram.Sender == late.Probes[0].Id.Tag), e =>
            Assert.InRange((e.At - sent[e.Datagram]).TotalMilliseconds, 40.2, 60.25));
        ProbeGroup corrupt = Chatter(2, "n1>n2:corrupt=100%");
        byte[][] taken = [.. corrupt.Probes[1].Inputs.Where(seen => seen.Input.Kind == InputKind.Datagram).Select(seen => seen.Bytes)];
        Assert.Equal(Messages, taken.Count(bytes => DatagramHeader.TryOpen(bytes, 1, out _, out _) != DatagramRefusal.None));
        Assert.Equal(Messages, taken.Count(bytes => DatagramHeader.TryOpen(bytes, 1, out _, out _) == DatagramRefusal.None));
    }

    [Fact]
    public void A_partition_in_a_window_cuts_and_heals()
    {
        int[] numbers = NumbersFrom1(Chatter(2, "500ms..1s:partition=n1/n2"), 1);
        Assert.InRange(numbers.Length, Messages - 52, Messages - 48);
        Assert.Contains(Messages, numbers);
        Assert.Contains(1, numbers);
    }

    [Fact]
    public void A_leader_rule_follows_the_leader_the_observer_names()
    {
        var observer = new LeaderAfter(20);
        ProbeGroup run = Chatter(2, Options("leader>*:drop"), observer);
        Assert.InRange(NumbersFrom1(run, 1).Length, 5, 30);
    }

    [Fact]
    public void A_start_delay_is_kept_and_what_comes_before_is_not_heard()
    {
        ProbeGroup run = Chatter(2, "n2:start-delay=1s");
        Assert.InRange(run.Group.Nodes[1].StartsAt.TotalMilliseconds, 1000, 1000);
        Assert.InRange(NumbersFrom1(run, 1).Length, Messages - 102, Messages - 98);
    }

    [Fact]
    public void A_strangers_datagram_reaches_every_node_past_all_faults()
    {
        var run = new ProbeGroup(3, Options("drop"), (ProbeNode _, in NodeInput _, Instant _, Outbox _) => { });
        run.Group.Inject(TimeSpan.FromMilliseconds(20), [1, 2, 3]);
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        Assert.All(run.Probes, probe => Assert.Equal([1, 2, 3], probe.Inputs.Single(seen => seen.Input.Kind == InputKind.Datagram).Bytes));
    }

    private static int[] NumbersFrom1(ProbeGroup run, int probe) =>
        [.. run.Probes[probe].Datagrams.Where(d => d.Identity.Sender == run.Probes[0].Id.Tag).Select(d => (int)d.Identity.Number)];

    private static ProbeGroup Chatter(int count, params string[] faults) => Chatter(count, Options(faults));

    /// <summary>Every node sends numbered datagrams, one each 10 ms, and then waits.</summary>
    private static ProbeGroup Chatter(int count, SimulationOptions options, LeaderAfter? observer = null)
    {
        var sent = new Dictionary<MemberId, ulong>();
        var run = new ProbeGroup(count, options, (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            if (input.Kind != InputKind.Timer)
                return;
            ulong number = sent[self.Id] = sent.GetValueOrDefault(self.Id) + 1;
            self.Send(number, outbox);
            self.NextDeadline = number < Messages ? now + s_gap : null;
        }, observer);
        if (observer is not null)
            observer.Group = run.Group;
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        return run;
    }

    private static SimulationOptions Options(params string[] faults) => new()
    {
        Seed = 7,
        Faults = FaultPlan.Read(faults, 7).OrThrow(),
        KeepEvents = 100_000,
        StartSpread = TimeSpan.Zero,
    };

    private sealed class LeaderAfter(int sends) : ISimulationObserver
    {
        private int _sends;

        public SimulatedGroup? Group { get; set; }

        public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
        {
            if (effect.Kind == EffectKind.Send && ++_sends == sends)
                Group!.Leader = Group.Nodes[0].Id.Tag;
        }
    }
}

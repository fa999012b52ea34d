using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation.Tests;

public sealed class SimulatedGroupTests
{
    private static readonly SimulationOptions s_plain = new() { Seed = 11, KeepEvents = 1000 };

    private sealed record Nudge : NodeCommand;

    [Fact]
    public void Two_runs_of_one_seed_are_byte_identical_and_two_seeds_differ()
    {
        ProbeGroup[] runs = [Gossip(1), Gossip(1), Gossip(2)];
        Assert.Equal(runs[0].Group.History.Digest, runs[1].Group.History.Digest);
        Assert.Equal(runs[0].Group.History.Events, runs[1].Group.History.Events);
        Assert.NotEqual(runs[0].Group.History.Digest, runs[2].Group.History.Digest);
        Assert.True(runs[0].Group.History.Dropped > 0);
        for (int i = 0; i < runs[0].Group.Nodes.Count; i++)
            Assert.Equal(runs[0].Group.Nodes[i].Transcript.ToArray(), runs[1].Group.Nodes[i].Transcript.ToArray());
    }

    [Fact]
    public void A_node_is_stepped_once_at_its_start_and_runs_on_a_clock_of_its_own()
    {
        var run = new ProbeGroup(4, s_plain, Nothing);
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        Assert.All(run.Probes, probe => Assert.Equal(InputKind.Timer, Assert.Single(probe.Inputs).Input.Kind));
        Assert.Equal(4, run.Group.Nodes.Select(node => node.ClockOrigin).Distinct().Count());
        for (int i = 0; i < 4; i++)
            Assert.Equal(run.Group.Nodes[i].StartsAt, run.VirtualTime(i, run.Probes[i].Inputs[0].At));
    }

    [Fact]
    public void A_timer_fires_when_due_and_at_most_a_little_late_and_an_earlier_deadline_takes_over()
    {
        var run = new ProbeGroup(1, s_plain, (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            self.NextDeadline = !self.Started ? now + TimeSpan.FromSeconds(1)
                : input.Kind == InputKind.Command ? now + TimeSpan.FromMilliseconds(1)
                : null;
        });
        run.Group.Command(TimeSpan.FromMilliseconds(100), 0, new Nudge());
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        InputKind[] kinds = [.. run.Probes[0].Inputs.Select(seen => seen.Input.Kind)];
        Assert.Equal([InputKind.Timer, InputKind.Command, InputKind.Timer], kinds);
        Assert.InRange(run.VirtualTime(0, run.Probes[0].Inputs[2].At).TotalMilliseconds, 101.0, 101.05);
    }

    [Fact]
    public void Records_of_one_step_share_an_fsync_and_a_record_written_meanwhile_waits_for_the_next()
    {
        var run = new ProbeGroup(1, s_plain, (ProbeNode self, in NodeInput input, Instant _, Outbox outbox) =>
        {
            for (int i = 0; i < 3 && !self.Started; i++)
                outbox.Journal(JournalRecordKind.Entry, new byte[] { (byte)i });
            if (input.Kind == InputKind.Command)
                outbox.Journal(JournalRecordKind.Result, new byte[] { 9 });
        });
        TimeSpan start = run.Group.Nodes[0].StartsAt;
        run.Group.Command(start + TimeSpan.FromMilliseconds(0.2), 0, new Nudge());
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        var synced = run.Probes[0].Inputs.Where(seen => seen.Input.Kind == InputKind.Journalled).ToArray();
        Assert.Equal([3UL, 4UL], synced.Select(seen => seen.Input.JournalSequence));
        Assert.Equal(0.5, (run.VirtualTime(0, synced[0].At) - start).TotalMilliseconds, 6);
        Assert.Equal(1.0, (run.VirtualTime(0, synced[1].At) - start).TotalMilliseconds, 6);
        Assert.Equal(4UL, run.Group.Nodes[0].Journal.Durable);
        Assert.Equal([0, 1, 2, 9], run.Group.Nodes[0].Journal.Records.Select(record => (int)record.Bytes.Span[0]));
    }

    [Fact]
    public void What_is_signed_verifies_and_nothing_else_does()
    {
        var message = new byte[] { 1, 2, 3 };
        var verdicts = new List<(ulong Number, bool Valid)>();
        var run = new ProbeGroup(1, s_plain, (ProbeNode self, in NodeInput input, Instant _, Outbox outbox) =>
        {
            PublicKey key = StandInSignatures.Instance.KeyOf(self.Id);
            if (!self.Started)
                outbox.Sign(new EffectToken(EffectOwner.Barrier, 5), message);
            if (input.Kind == InputKind.Verified)
                verdicts.Add((input.Token.Number, input.Valid));
            if (input.Kind != InputKind.Signed)
                return;
            Assert.Equal(new EffectToken(EffectOwner.Barrier, 5), input.Token);
            byte[] signature = input.Bytes.ToArray();
            byte[] flipped = input.Bytes.ToArray();
            flipped[63] ^= 1;
            outbox.Verify(new EffectToken(EffectOwner.Ordered, 1), key, message, signature);
            outbox.Verify(new EffectToken(EffectOwner.Ordered, 2), key, message, flipped);
            outbox.Verify(new EffectToken(EffectOwner.Ordered, 3), key, new byte[] { 1, 2, 4 }, signature);
            outbox.Verify(new EffectToken(EffectOwner.Ordered, 4), StandInSignatures.Instance.KeyOf(MemberId.Parse("n2")), message,
                signature);
        });
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        Assert.Equal([(1UL, true), (2UL, false), (3UL, false), (4UL, false)], verdicts.Order());
    }

    [Fact]
    public void Checks_may_end_in_another_order_than_they_were_asked_for()
    {
        var order = new List<ulong>();
        var run = new ProbeGroup(1, s_plain, (ProbeNode self, in NodeInput input, Instant _, Outbox outbox) =>
        {
            for (ulong i = 0; i < 20 && !self.Started; i++)
                outbox.Verify(new EffectToken(EffectOwner.Ordered, i), StandInSignatures.Instance.KeyOf(self.Id), new byte[1],
                    new byte[64]);
            if (input.Kind == InputKind.Verified)
                order.Add(input.Token.Number);
        });
        run.Group.Run();
        Assert.Equal(20, order.Count);
        Assert.NotEqual(order.Order(), order);
    }

    [Fact]
    public void The_run_ends_when_all_have_finished_and_a_finished_node_hears_nothing_more()
    {
        var run = new ProbeGroup(2, s_plain, (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            if (!self.Started)
                self.NextDeadline = now + TimeSpan.FromMilliseconds(self.Id.Text == "n1" ? 10 : 50);
            if (!self.Started || input.Kind != InputKind.Timer)
                return;
            self.Send(1, outbox);
            outbox.Transcript("bye\n"u8.ToArray());
            outbox.Tell(NoticeLevel.Info, $"done");
            outbox.Finish();
        });
        Assert.Equal(SimulationEnd.Finished, run.Group.Run());
        Assert.InRange(run.Group.Nodes[0].FinishedAt!.Value.TotalMilliseconds, 10, 16);
        Assert.InRange(run.Group.Now.TotalMilliseconds, 50, 56);
        Assert.Equal([InputKind.Timer, InputKind.Timer], run.Probes[0].Inputs.Select(seen => seen.Input.Kind));
        Assert.Equal("bye\n"u8.ToArray(), run.Group.Nodes[0].Transcript.ToArray());
        Assert.Equal("done", Assert.Single(run.Group.Nodes[1].Notices).Text.Format);
        Assert.Equal(2, run.Group.History.Count(HistoryKind.Finish));
    }

    [Fact]
    public void A_node_that_dies_hears_nothing_more_and_loses_what_was_not_on_its_disk()
    {
        FaultPlan plan = FaultPlan.Read(["n2:crash@10ms", "n3:crash@0s"], 1).OrThrow();
        var run = new ProbeGroup(3, s_plain with { Faults = plan }, (ProbeNode self, in NodeInput _, Instant now, Outbox outbox) =>
        {
            self.NextDeadline = now + TimeSpan.FromMilliseconds(1);
            outbox.Journal(JournalRecordKind.Entry, new byte[1]);
            if (now.Milliseconds > 30 + self.FirstMilliseconds)
                outbox.Finish();
        });
        Assert.Equal(SimulationEnd.Finished, run.Group.Run());
        SimulatedNode dead = run.Group.Nodes[1];
        Assert.Equal(TimeSpan.FromMilliseconds(10), dead.CrashedAt);
        Assert.Null(dead.FinishedAt);
        Assert.All(run.Probes[1].Inputs, seen => Assert.True(run.VirtualTime(1, seen.At) < dead.CrashedAt));
        Assert.InRange((int)dead.Journal.Durable, 5, dead.Journal.Records.Count);
        Assert.Empty(run.Probes[2].Inputs);
        Assert.Equal(2, run.Group.History.Count(HistoryKind.Crash));
    }

    [Fact]
    public void Virtual_time_is_bounded()
    {
        ProbeGroup run = Ticking(s_plain with { MaxTime = TimeSpan.FromSeconds(1) });
        Assert.Equal(SimulationEnd.TimeLimit, run.Group.Run());
        Assert.InRange(run.Group.Now.TotalSeconds, 0.9, 1.0);
    }

    [Fact]
    public void The_number_of_events_is_bounded()
    {
        ProbeGroup run = Ticking(s_plain with { MaxEvents = 100 });
        Assert.Equal(SimulationEnd.EventLimit, run.Group.Run());
        Assert.Equal(100, run.Group.EventCount);
    }

    [Theory]
    [InlineData(1, SimulatedGroup.LeastMaxEvents)]
    [InlineData(128, SimulatedGroup.MaxEventsPerPair * 128 * 128)]
    public void A_large_group_may_have_more_events(int nodes, long most)
    {
        NodeSetup Setup(int node)
        {
            MemberId id = MemberId.Parse($"n{node}");
            return new NodeSetup(id, StandInSignatures.Instance.KeyOf(id),
                (_, _) => throw new InvalidOperationException("Nobody runs it."));
        }
        Assert.Equal(most, new SimulatedGroup(s_plain, [.. Enumerable.Range(1, nodes).Select(Setup)]).MaxEvents);
    }

    [Fact]
    public void The_history_keeps_as_many_events_as_it_was_told_to()
    {
        ProbeGroup run = Ticking(s_plain with { MaxEvents = 1000, KeepEvents = 10 }, send: true);
        run.Group.Run();
        Assert.Equal(10, run.Group.History.Events.Count);
        Assert.True(run.Group.History.Count(HistoryKind.Send) > 10);
        Assert.Matches(@"^\d+\.\d{4}ms n1 Send Data#1 55B$", run.Group.History.Events[1].ToString());
    }

    [Fact]
    public void A_node_that_asks_for_timers_without_end_at_one_instant_is_stopped_loudly()
    {
        var run = new ProbeGroup(1, s_plain with { TimerLateness = TimeSpan.Zero },
            (ProbeNode self, in NodeInput _, Instant now, Outbox _) =>
            self.NextDeadline = now);
        var broken = Assert.Throws<InvalidOperationException>(() => run.Group.Run());
        Assert.Contains($"more than {SimulatedGroup.MaxTimersPerInstant} timers", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_invariant_ends_the_run_and_names_node_time_and_seed()
    {
        var run = new ProbeGroup(2, s_plain, (ProbeNode self, in NodeInput _, Instant _, Outbox _) =>
        {
            if (self.Id.Text == "n2")
                throw new InvalidOperationException("the tally has lost a vote");
        });
        var broken = Assert.Throws<InvalidOperationException>(() => run.Group.Run());
        Assert.Matches(@"^Node n2 broke an invariant at [\d.]+ ms of virtual time \(simulation seed 11\): the tally has lost a vote$",
            broken.Message);
    }

    [Fact]
    public void The_observer_sees_every_effect()
    {
        var observer = new Counting();
        var run = new ProbeGroup(3, s_plain, (ProbeNode self, in NodeInput _, Instant _, Outbox outbox) =>
        {
            if (self.Started)
                return;
            self.Send(1, outbox);
            outbox.Publish();
        }, observer);
        run.Group.Run();
        Assert.Equal(6, observer.Effects);
        Assert.Equal(3, run.Group.History.Count(HistoryKind.Publish));
    }

    [Fact]
    public void Groups_without_nodes_or_with_two_of_one_id_are_a_defect()
    {
        Assert.Throws<ArgumentException>(() => new SimulatedGroup(s_plain, []));
        MemberId n1 = MemberId.Parse("n1");
        var setup = new NodeSetup(n1, StandInSignatures.Instance.KeyOf(n1), (_, _) => throw new NotSupportedException());
        Assert.Throws<ArgumentException>(() => new SimulatedGroup(s_plain, [setup, setup]));
        NodeSetup[] many = [.. Enumerable.Range(0, SimulatedGroup.MaxNodes + 1).Select(i => setup with { Id = MemberId.Parse($"n{i}") })];
        Assert.Throws<ArgumentException>(() => new SimulatedGroup(s_plain, many));
    }

    private static void Nothing(ProbeNode self, in NodeInput input, Instant now, Outbox outbox)
    {
    }

    private static ProbeGroup Ticking(SimulationOptions options, bool send = false)
    {
        ulong number = 0;
        return new ProbeGroup(1, options, (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            if (input.Kind != InputKind.Timer)
                return;
            self.NextDeadline = now + TimeSpan.FromMilliseconds(1);
            if (send)
                self.Send(++number, outbox);
        });
    }

    /// <summary>
    /// Every node sends; a node that receives a datagram journals it, and sends on once it is durable: every race matters.
    /// </summary>
    private static ProbeGroup Gossip(ulong seed)
    {
        FaultPlan plan = FaultPlan.Read(["loss=20%", "dup=10%", "reorder=20%", "corrupt=5%"], seed).OrThrow();
        var sent = new Dictionary<MemberId, ulong>();
        var run = new ProbeGroup(4, s_plain with { Seed = seed, Faults = plan, KeepEvents = 5000 }, React);
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        return run;

        void React(ProbeNode self, in NodeInput input, Instant now, Outbox outbox)
        {
            if (input.Kind == InputKind.Datagram && self.Inputs.Count < 100)
                outbox.Journal(JournalRecordKind.Entry, input.Bytes.ToArray());
            if (input.Kind == InputKind.Datagram)
                outbox.Transcript(input.Bytes.ToArray());
            if (self.Started && input.Kind != InputKind.Journalled)
                return;
            ulong number = sent[self.Id] = sent.GetValueOrDefault(self.Id) + 1;
            self.Send(number, outbox);
        }
    }

    private sealed class Counting : ISimulationObserver
    {
        public int Effects { get; private set; }

        public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now) => Effects++;
    }
}

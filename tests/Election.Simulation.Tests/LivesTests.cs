using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation.Tests;

public sealed class LivesTests
{
    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void A_node_that_comes_back_is_fed_its_journal_first_then_stepped_and_hears_no_answer_to_its_earlier_life()
    {
        Many run = Journalling("n1:crash@10.2ms", "n1:restart@+5ms");
        ProbeNode[] lives = run.LivesOf(0);
        Assert.Equal(2, lives.Length);
        int recovered = lives[1].Inputs.TakeWhile(seen => seen.Input.Kind == InputKind.Recovered).Count();
        Assert.Equal(lives[0].Inputs.Count(seen => seen.Input.Kind == InputKind.Journalled), recovered);
        Assert.All(lives[1].Inputs.Take(recovered), seen => Assert.Equal(JournalRecordKind.Entry, seen.Input.Record));
        Assert.Equal(Enumerable.Range(1, recovered), lives[1].Inputs.Take(recovered).Select(seen => (int)seen.Bytes[0]));
        Assert.Equal(InputKind.Timer, lives[1].Inputs[recovered].Input.Kind);
        Assert.Equal(TimeSpan.FromMilliseconds(15.2), run.VirtualTime(0, lives[1].Inputs[0].At));
        Assert.Equal([1UL, 2, 3], lives[1].Inputs.Where(seen => seen.Input.Kind == InputKind.Journalled).Take(3)
            .Select(seen => seen.Input.JournalSequence));
        Assert.Equal(1, run.Group.Nodes[0].Crashes);
        Assert.Equal(2, run.Group.Nodes[0].Life);
    }

    [Fact]
    public void The_transcript_is_begun_anew_and_notices_are_kept()
    {
        var run = new Many(1, Options(1, "n1:crash@10ms", "n1:restart@+5ms"),
            (ProbeNode self, in NodeInput _, Instant now, Outbox outbox) =>
        {
            outbox.Transcript(new byte[] { 7 });
            outbox.Tell(NoticeLevel.Info, $"again");
        });
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        Assert.Equal([7], run.Group.Nodes[0].Transcript.ToArray());
        Assert.Equal(2, run.Group.Nodes[0].Notices.Count);
    }

    [Fact]
    public void Of_an_fsync_under_way_a_crash_keeps_a_drawn_number_of_records_and_nothing_of_what_waits_for_the_next()
    {
        var kept = new HashSet<int>();
        for (ulong seed = 1; seed <= 60; seed++)
        {
            // Three records go to the disk at once, two more wait; the crash comes before the first fsync ends.
            var run = new Many(1, Options(seed, "n1:crash@5.3ms", "n1:restart@+1ms"),
                (ProbeNode self, in NodeInput input, Instant _, Outbox outbox) =>
            {
                if (input.Kind == InputKind.Command)
                {
                    for (byte i = 1; i <= 3; i++)
                        outbox.Journal(JournalRecordKind.Entry, new byte[] { i });
                }
            });
            run.Group.Command(TimeSpan.FromMilliseconds(5.1), 0, new Nudge());
            run.Group.Command(TimeSpan.FromMilliseconds(5.2), 0, new Nudge());
            run.Group.Run();
            byte[] recovered = [.. run.LivesOf(0)[1].Inputs.Where(seen => seen.Input.Kind == InputKind.Recovered)
                .Select(seen => seen.Bytes[0])];
            Assert.Equal(Enumerable.Range(1, recovered.Length).Select(i => (byte)i), recovered);
            Assert.Equal(recovered.Length < 3 ? 1 : 0, run.Group.Nodes[0].Journal.TornTails);
            kept.Add(recovered.Length);
        }
        Assert.Equal([0, 1, 2, 3], kept.Order());
    }

    [Fact]
    public void A_node_may_have_a_slow_disk_of_its_own()
    {
        SimulationOptions options = Options(1) with { JournalLatencies = [TimeSpan.FromMilliseconds(70)], TimerLateness = TimeSpan.Zero };
        var run = new Many(2, options, (ProbeNode self, in NodeInput input, Instant _, Outbox outbox) =>
        {
            if (input.Kind == InputKind.Timer)
                outbox.Journal(JournalRecordKind.Entry, new byte[] { 1 });
        });
        run.Group.Run();
        TimeSpan Durable(int node) =>
            run.VirtualTime(node, run.LivesOf(node)[0].Inputs.Single(seen => seen.Input.Kind == InputKind.Journalled).At);
        Assert.Equal((options.JournalLatencies[0], options.JournalLatency), (Durable(0), Durable(1)));
    }

    [Fact]
    public void A_lost_journal_is_empty_for_the_next_life_only()
    {
        Many run = Journalling("n1:crash@10.2ms", "n1:restart@+5ms", "n1:lose-journal", "n1:crash@20.2ms", "n1:restart@+1ms");
        ProbeNode[] lives = run.LivesOf(0);
        Assert.Equal(3, lives.Length);
        Assert.DoesNotContain(lives[1].Inputs, seen => seen.Input.Kind == InputKind.Recovered);
        Assert.Contains(lives[2].Inputs, seen => seen.Input.Kind == InputKind.Recovered);
    }

    [Fact]
    public void A_node_that_is_down_hears_nothing_and_one_that_dies_before_its_start_starts_when_it_comes_back()
    {
        Many run = Journalling("n1:start-delay=20ms", "n1:crash@5ms", "n1:restart@+30ms");
        Assert.Equal(TimeSpan.FromMilliseconds(35), run.VirtualTime(0, run.LivesOf(0).Single().Inputs[0].At));
    }

    [Fact]
    public void A_paused_node_takes_nothing_until_it_goes_on_and_then_everything_in_order_with_its_timer_first_or_last()
    {
        var timerFirst = new HashSet<bool>();
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Many run = Chatter(seed, "n1:pause@10.1ms+50ms");
            var inputs = run.LivesOf(0)[0].Inputs.Select(seen => (seen.Input.Kind, seen.Bytes, At: run.VirtualTime(0, seen.At))).ToArray();
            TimeSpan resumed = TimeSpan.FromMilliseconds(60.1);
            Assert.DoesNotContain(inputs, seen => seen.At > TimeSpan.FromMilliseconds(10.1) && seen.At < resumed);
            var atOnce = inputs.Where(seen => seen.At == resumed).ToArray();
            Assert.InRange(atOnce.Count(seen => seen.Kind == InputKind.Datagram), 45, 55);
            timerFirst.Add(atOnce[0].Kind == InputKind.Timer);
            Assert.Equal(inputs.Count(seen => seen.Kind == InputKind.Datagram), inputs.Where(seen => seen.Kind == InputKind.Datagram)
                .Select(seen => Convert.ToHexString(seen.Bytes)).Distinct().Count());
        }
        Assert.Equal(2, timerFirst.Count);
    }

    [Fact]
    public void A_paused_nodes_socket_holds_so_many_bytes_and_what_comes_then_is_lost()
    {
        byte[] large = new byte[60_000];
        var run = new Many(2, Options(1, "n1:pause@10ms+200ms"), (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            if (self.Id.Text == "n2" && input.Kind == InputKind.Timer
                && self.Inputs.Count(seen => seen.Input.Kind == InputKind.Timer) < 100)
            {
                outbox.Send(large);
                self.NextDeadline = now + s_millisecond;
            }
            else if (input.Kind == InputKind.Timer)
                self.NextDeadline = null;
        });
        run.Group.Run();
        int most = SimulatedNode.SocketBufferBytes / large.Length;
        Assert.InRange(run.Group.Nodes[0].Overflowed, 99 - 15 - most, 99 - most);
    }

    [Fact]
    public void A_crash_at_an_event_comes_before_the_steps_effects_and_once()
    {
        Many run = Chatter(1, "n1:crash@send=5", "n1:restart@+3ms");
        ProbeNode[] lives = run.LivesOf(0);
        Assert.Equal(2, lives.Length);
        Assert.Equal(5, lives[0].Sent);
        Assert.Equal(4 + 99, run.LivesOf(1)[0].Datagrams.Count(d => d.Identity.Sender == lives[0].Id.Tag));
    }

    [Fact]
    public void The_node_that_leads_when_the_event_comes_dies_and_none_after_it()
    {
        // The probe that has sent most leads; all send alike, and n1 is the first to be asked.
        Many run = Chatter(3, "leader:crash@send=5");
        Assert.Equal(1, run.Group.Nodes.Count(node => node.CrashedAt is not null));
        Many back = Chatter(3, "leader:crash@send=5", "leader:restart@+2ms");
        Assert.Equal(1, back.Group.Nodes.Sum(node => node.Crashes));
        Assert.Equal(2, back.Group.Nodes.Max(node => node.Life));
    }

    [Theory]
    [InlineData("n1:restart@+1s", "'n1:restart@+1s' needs a crash of n1 before it")]
    [InlineData("n1:lose-journal", "'n1:lose-journal' needs a restart of n1")]
    public void What_can_mean_nothing_is_refused_with_a_sentence(string fault, string sentence)
    {
        FaultPlan plan = FaultPlan.Read(["n2:crash@1s", fault], 1).OrThrow();
        Assert.StartsWith(sentence, SimulatedGroup.ObjectionTo(plan).InEnglish(), StringComparison.Ordinal);
        plan = FaultPlan.Read(["crash@1s", "n1:restart@+1s", "n1:lose-journal"], 1).OrThrow();
        Assert.Null(SimulatedGroup.ObjectionTo(plan));
    }

    [Fact]
    public void Two_runs_with_lives_and_pauses_are_byte_identical()
    {
        string[] faults = ["loss=10%", "n1:crash@send=9", "n1:restart@+7ms", "n2:pause@20ms+9ms", "leader:crash@31ms",
            "leader:restart@+3ms"];
        Assert.Equal(Chatter(5, faults).Group.History.Digest, Chatter(5, faults).Group.History.Digest);
        Assert.NotEqual(Chatter(5, faults).Group.History.Digest, Chatter(6, faults).Group.History.Digest);
    }

    /// <summary>One node that writes a numbered record each 2 ms; numbers go on over lives.</summary>
    private static Many Journalling(params string[] faults)
    {
        byte number = 0;
        var run = new Many(1, Options(1, faults), (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            if (input.Kind != InputKind.Timer)
                return;
            self.NextDeadline = number < 20 ? now + (2 * s_millisecond) : null;
            outbox.Journal(JournalRecordKind.Entry, new byte[] { ++number });
        });
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        return run;
    }

    /// <summary>Two nodes that send a numbered datagram each millisecond, 99 in all lives.</summary>
    private static Many Chatter(ulong seed, params string[] faults)
    {
        var run = new Many(2, Options(seed, faults), (ProbeNode self, in NodeInput input, Instant now, Outbox outbox) =>
        {
            if (input.Kind != InputKind.Timer)
                return;
            int sent = self.Sent;
            self.Send((ulong)sent, outbox);
            self.NextDeadline = sent < 99 ? now + s_millisecond : null;
        });
        Assert.Equal(SimulationEnd.Quiet, run.Group.Run());
        return run;
    }

    private static SimulationOptions Options(ulong seed, params string[] faults) => new()
    {
        Seed = seed,
        Faults = FaultPlan.Read(faults, seed).OrThrow(),
        StartSpread = TimeSpan.Zero,
    };

    private sealed record Nudge : NodeCommand;

    /// <summary>A group of probes, a new one for each life.</summary>
    private sealed class Many
    {
        private readonly List<ProbeNode>[] _lives;

        public Many(int count, SimulationOptions options, ProbeNode.Reaction react)
        {
            _lives = [.. Enumerable.Range(0, count).Select(_ => new List<ProbeNode>())];
            Group = new SimulatedGroup(options, [.. Enumerable.Range(0, count).Select(i => Setup(i, react))]);
        }

        public SimulatedGroup Group { get; }

        public ProbeNode[] LivesOf(int node) => [.. _lives[node]];

        public TimeSpan VirtualTime(int node, Instant at) => at - Instant.Zero - Group.Nodes[node].ClockOrigin;

        private NodeSetup Setup(int index, ProbeNode.Reaction react)
        {
            MemberId id = MemberId.Parse($"n{index + 1}");
            return new NodeSetup(id, StandInSignatures.Instance.KeyOf(id), (life, _) =>
            {
                Assert.True(life > _lives[index].Count);
                _lives[index].Add(new ProbeNode(id, react));
                return _lives[index][^1];
            });
        }
    }
}

using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

public sealed class ReliableLayerTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);
    private static readonly Rank s_other = new(0);

    [Fact]
    public void After_a_quarter_of_the_window_a_receiver_says_at_once_how_far_it_is()
    {
        var rig = new Rig();
        rig.Layer.OnTimer(s_now, rig.Outbox);
        for (ulong sequence = 1; sequence < MessageStream.Window / 4; sequence++)
            rig.Layer.OnData(s_other, sequence, [1], s_now);
        Assert.True(rig.Layer.NextDeadline > s_now);

        rig.Layer.OnData(s_other, MessageStream.Window / 4, [1], s_now);

        Assert.Equal(s_now, rig.Layer.NextDeadline);
        Assert.True(rig.Layer.OnTimer(s_now, rig.Outbox));
        Assert.True(rig.Layer.NextDeadline > s_now);
    }

    [Fact]
    public void A_sender_stops_at_the_window_until_the_others_have_acknowledged()
    {
        var rig = new Rig();
        for (int i = 0; i < MessageStream.Window; i++)
            rig.Broadcast();
        Assert.False(rig.Layer.CanBroadcast);
        Assert.Throws<InvalidOperationException>(() => rig.Layer.Broadcast([1], s_now, rig.Outbox));

        rig.Layer.OnBeat(s_other, Beat(0, 0, 1), s_now);

        Assert.True(rig.Layer.CanBroadcast);
        rig.Broadcast();
        Assert.False(rig.Layer.CanBroadcast);
    }

    [Fact]
    public void The_window_does_not_wait_for_suspected_members_or_learners()
    {
        var rig = new Rig();
        for (int i = 0; i < MessageStream.Window; i++)
            rig.Broadcast();

        rig.Membership.Suspect(s_other, s_now);
        Assert.True(rig.Layer.CanBroadcast);
        rig.Membership.Suspect(s_other, null);
        Assert.False(rig.Layer.CanBroadcast);

        rig.Membership.SetLearner(s_other);
        Assert.True(rig.Layer.CanBroadcast);
    }

    [Fact]
    public void The_window_does_not_wait_for_a_member_that_came_back_too_late_to_be_repaired()
    {
        var rig = new Rig();
        rig.Membership.Suspect(s_other, s_now);
        for (int i = 0; i < MessageStream.MaxRetained; i++)
            rig.Broadcast();
        rig.Membership.Suspect(s_other, null);
        Assert.False(rig.Layer.CanBroadcast);
        rig.Membership.Suspect(s_other, s_now);
        rig.Broadcast();

        rig.Membership.Suspect(s_other, null);

        Assert.True(rig.Layer.CanBroadcast);
    }

    [Fact]
    public void An_own_message_goes_up_after_the_broadcast_and_before_the_next_one()
    {
        var rig = new Rig();
        rig.Layer.Broadcast([1], s_now, rig.Outbox);
        Assert.Equal(0, rig.Received);
        Assert.False(rig.Layer.CanBroadcast);
        Assert.Throws<InvalidOperationException>(() => rig.Layer.Broadcast([2], s_now, rig.Outbox));

        rig.Layer.DeliverOwn(s_now);
        rig.Layer.DeliverOwn(s_now);

        Assert.Equal(1, rig.Received);
        Assert.True(rig.Layer.CanBroadcast);
    }

    [Fact]
    public void A_message_beyond_the_window_or_without_a_number_is_not_kept()
    {
        var rig = new Rig();
        rig.Layer.OnData(s_other, 0, [1], s_now);
        rig.Layer.OnData(s_other, MessageStream.Window + 1, [1], s_now);
        rig.Layer.OnData(s_other, ulong.MaxValue, [1], s_now);
        Assert.Equal((0, 3L), (rig.Received, rig.Counters[GroupCounter.OutsideWindow]));

        rig.Layer.OnData(s_other, MessageStream.Window, [1], s_now);
        rig.Layer.OnData(s_other, MessageStream.Window, [1], s_now);
        Assert.Equal((1, 1L), (rig.Received, rig.Counters[GroupCounter.Duplicates]));
    }

    [Fact]
    public void A_later_life_of_the_origin_begins_its_stream_anew_and_what_is_left_of_the_earlier_one_is_a_duplicate()
    {
        var rig = new Rig();
        ulong next = MessageStream.BaseOf(1) + 1;
        rig.Layer.OnData(s_other, 1, [1], s_now);
        rig.Layer.OnData(s_other, next + 1, [1], s_now);
        Assert.Equal([(s_other, next)], rig.Skipped);
        rig.Layer.OnData(s_other, 2, [1], s_now);

        Assert.Equal((2, 1L), (rig.Received, rig.Counters[GroupCounter.Duplicates]));
        Assert.Equal(new SequenceRun(next, 1), Assert.Single(Ask(rig)));
        Assert.Equal((2UL, 1UL, 1UL), (rig.Layer.Link(s_other).Sent, rig.Layer.Link(s_other).Received, rig.Layer.Link(s_other).Missing));
    }

    [Fact]
    public void A_life_beyond_the_last_there_can_be_is_not_believed()
    {
        var rig = new Rig();
        rig.Layer.OnData(s_other, MessageStream.BaseOf(MessageStream.MaxLives + 1) + 1, [1], s_now);
        Assert.Equal((0, 1L), (rig.Received, rig.Counters[GroupCounter.OutsideWindow]));

        rig.Layer.OnData(s_other, MessageStream.BaseOf(MessageStream.MaxLives) + 1, [1], s_now);
        Assert.Equal(1, rig.Received);
    }

    [Fact]
    public void What_the_origin_keeps_no_longer_is_skipped()
    {
        var rig = new Rig();
        rig.Layer.OnData(s_other, 3, [1], s_now);
        var beat = new byte[BeatFrame.SizeBytes(2)];
        var writer = new SpanWriter(beat);
        writer.UInt64(10);
        writer.UInt64(6);
        writer.UInt16(2);
        rig.Layer.OnBeat(s_other, beat, s_now);

        Assert.Equal([(s_other, 6UL)], rig.Skipped);
        Assert.Equal(new SequenceRun(6, 5), Assert.Single(Ask(rig)));
    }

    [Fact]
    public void A_new_life_sends_nothing_before_the_journal_knows_it()
    {
        var rig = new Rig(life: 3);
        Assert.False(rig.Layer.CanBroadcast);
        rig.Layer.IsLifeDurable = true;

        rig.Broadcast();

        Assert.Equal(MessageStream.BaseOf(3) + 1, rig.Layer.LastSent);
        Assert.Equal(1, rig.Received);
    }

    [Fact]
    public void A_claim_of_numbers_beyond_the_window_is_believed_up_to_the_window()
    {
        var stream = new MessageStream();
        stream.Learn(ulong.MaxValue);

        Assert.Equal((ulong)MessageStream.Window, stream.Highest);
    }

    [Fact]
    public void The_latest_messages_are_kept_for_repair_and_older_ones_make_room()
    {
        var stream = new MessageStream();
        ulong last = MessageStream.MaxRetained + 500;
        for (ulong sequence = 1; sequence <= last; sequence++)
        {
            Assert.Equal(ReceiptCheck.New, stream.Check(sequence));
            stream.Store(sequence, BitConverter.GetBytes(sequence));
        }

        Assert.Equal(last, stream.Contiguous);
        Assert.True(stream.Holds(last));
        Assert.True(stream.Holds(last - MessageStream.MaxRetained + 1));
        Assert.False(stream.Holds(last - MessageStream.MaxRetained));
        Assert.Equal(ReceiptCheck.Duplicate, stream.Check(1));
        Assert.Equal(last - 7, BitConverter.ToUInt64(stream[last - 7].Span));
    }

    [Fact]
    public void Messages_received_in_any_order_come_out_whole()
    {
        var random = new SplitMix64(3);
        for (int round = 0; round < 20; round++)
        {
            var stream = new MessageStream();
            ulong[] order = [.. Enumerable.Range(1, MessageStream.Window).Select(i => (ulong)i)];
            for (int i = order.Length - 1; i > 0; i--)
            {
                int other = (int)random.Next((ulong)i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }
            foreach (ulong sequence in order)
            {
                Assert.Equal(ReceiptCheck.New, stream.Check(sequence));
                stream.Store(sequence, BitConverter.GetBytes(sequence));
            }
            Assert.Equal((ulong)MessageStream.Window, stream.Contiguous);
            Assert.All(order, sequence => Assert.Equal(sequence, BitConverter.ToUInt64(stream[sequence].Span)));
        }
    }

    [Fact]
    public void A_request_names_at_most_so_many_runs_of_at_most_so_many_messages()
    {
        var rig = new Rig();
        // Runs of one missing message each, then one run longer than a run may be.
        for (ulong sequence = 2; sequence <= 2 * NackFrame.MaxRuns; sequence += 2)
            rig.Layer.OnData(s_other, sequence, [1], s_now);
        rig.Layer.OnData(s_other, 500, [1], s_now);
        List<SequenceRun> asked = Ask(rig);
        Assert.Equal(NackFrame.MaxRuns, asked.Count);
        Assert.All(asked, run => Assert.Equal(1, run.Length));

        for (ulong sequence = 1; sequence < 2 * NackFrame.MaxRuns; sequence += 2)
            rig.Layer.OnData(s_other, sequence, [1], s_now);
        asked = Ask(rig);
        Assert.Equal(2 * NackFrame.MaxRuns + 1UL, asked[0].First);
        Assert.All(asked[..^1], run => Assert.Equal(NackFrame.MaxRunLength, run.Length));
        Assert.Equal(499UL, asked[^1].First + asked[^1].Length - 1);
    }

    [Fact]
    public void A_request_for_more_than_a_run_may_hold_is_answered_up_to_its_limit()
    {
        var rig = new Rig();
        for (int i = 0; i < 100; i++)
            rig.Broadcast();
        rig.Layer.OnNack([0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF], s_now, rig.Outbox);
        Assert.Equal(NackFrame.MaxRunLength, rig.Counters[GroupCounter.RepairsSent]);

        rig.Layer.OnNack([0, 1, NackFrame.MaxRuns + 1, .. new byte[(NackFrame.MaxRuns + 1) * 10]], s_now, rig.Outbox);
        Assert.Equal(1, rig.Counters[GroupCounter.Malformed]);
    }

    [Fact]
    public void A_holder_schedules_at_most_so_many_repairs_and_leaves_the_rest_to_others()
    {
        var schedule = new RepairSchedule();
        for (ulong sequence = 1; sequence <= RepairSchedule.MaxWaiting + 10; sequence++)
        {
            schedule.Add(s_other, sequence, s_now);
            schedule.Add(s_other, sequence, s_now);
        }
        int taken = 0;
        while (schedule.TryTake(s_now, out _, out ulong sequence))
            Assert.Equal((ulong)++taken, sequence);

        Assert.Equal(RepairSchedule.MaxWaiting, taken);
        Assert.Null(schedule.NextDeadline);
    }

    [Fact]
    public void A_scheduled_repair_waits_for_its_time_and_is_dropped_when_another_makes_it()
    {
        var schedule = new RepairSchedule();
        schedule.Add(s_other, 1, s_now + TimeSpan.FromMilliseconds(2));
        schedule.Add(s_other, 2, s_now + TimeSpan.FromMilliseconds(1));
        Assert.Equal(s_now + TimeSpan.FromMilliseconds(1), schedule.NextDeadline);
        Assert.False(schedule.TryTake(s_now, out _, out _));

        Assert.True(schedule.Remove(s_other, 2));
        Assert.False(schedule.Remove(s_other, 2));
        Assert.Equal(s_now + TimeSpan.FromMilliseconds(2), schedule.NextDeadline);
    }

    [Fact]
    public void A_beat_of_a_group_of_another_size_is_counted_and_dropped()
    {
        var rig = new Rig();
        rig.Layer.OnBeat(s_other, Beat(9, 9, 9, 9), s_now);

        Assert.Equal(1, rig.Counters[GroupCounter.Malformed]);
        Assert.Equal(0UL, rig.Layer.ContiguousOf(s_other));
        Assert.True(rig.Layer.NextDeadline > s_now || rig.Layer.OnTimer(s_now, rig.Outbox));
        Assert.Equal(0, rig.Counters[GroupCounter.NacksSent]);
    }

    [Fact]
    public void Requests_slow_down_while_nothing_comes_and_never_stop()
    {
        var rig = new Rig();
        rig.Layer.OnData(s_other, 2, [1], s_now);
        var times = new List<Instant>();
        for (Instant now = s_now; times.Count < 12; now = rig.Layer.NextDeadline)
        {
            long before = rig.Counters[GroupCounter.NacksSent];
            rig.Layer.OnTimer(now, rig.Outbox);
            if (rig.Counters[GroupCounter.NacksSent] > before)
                times.Add(now);
        }

        var timing = new GroupTiming();
        Assert.True(times[1] - times[0] <= timing.NackRepeatLeast + timing.NackBackoffMost);
        Assert.True(times[^1] - times[^2] >= timing.NackRepeatMost);
        Assert.True(times[^1] - times[^2] <= timing.NackRepeatMost + timing.NackBackoffMost);
    }

    private static byte[] Beat(ulong highest, params ulong[] acks)
    {
        var bytes = new byte[BeatFrame.SizeBytes(acks.Length)];
        var writer = new SpanWriter(bytes);
        writer.UInt64(highest);
        writer.UInt64(1);
        writer.UInt16((ushort)acks.Length);
        foreach (ulong ack in acks)
            writer.UInt64(ack);
        return bytes;
    }

    /// <summary>Waits until the first member's gaps are requested, and returns the runs of the request.</summary>
    private static List<SequenceRun> Ask(Rig rig)
    {
        rig.Packer.Flush(rig.Outbox);
        rig.Outbox.Clear();
        for (long asked = rig.Counters[GroupCounter.NacksSent]; asked == rig.Counters[GroupCounter.NacksSent];)
            rig.Layer.OnTimer(rig.Layer.NextDeadline, rig.Outbox);
        rig.Packer.Flush(rig.Outbox);
        DatagramHeader.TryOpen(rig.Outbox.Effects[^1].Bytes.Span, TestGroup.Tag, out _, out ReadOnlySpan<byte> frames);
        var reader = new SpanReader(frames);
        var runs = new List<SequenceRun>();
        while (reader.Remaining > 0 && FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body))
        {
            if (frame.Kind != FrameKind.Nack)
                continue;
            Assert.True(NackFrame.TryRead(body, 2, out NackFrame nack));
            for (int i = 0; i < nack.Count; i++)
                runs.Add(nack[i]);
        }
        return runs;
    }

    /// <summary>The reliable layer of the second of two members, past START.</summary>
    private sealed class Rig : IUpperLayer
    {
        public Rig(ulong life = 0)
        {
            Proposal group = TestGroup.Of(2);
            NodeTag tag = group.Members[1].Id.Tag;
            Membership = new Membership(group, tag, s_now);
            Packer = new FramePacker(TestGroup.Tag, tag, new Incarnation(1), 1400, Counters);
            Layer = new ReliableLayer(Membership, new GroupTiming(), Packer, Counters, new SplitMix64(1), this, s_now, life);
        }

        public Membership Membership { get; }

        public FramePacker Packer { get; }

        public GroupCounters Counters { get; } = new();

        public Outbox Outbox { get; } = new();

        public ReliableLayer Layer { get; }

        public int Received { get; private set; }

        public List<(Rank Origin, ulong Next)> Skipped { get; } = [];

        public void Broadcast()
        {
            Layer.Broadcast([1], s_now, Outbox);
            Layer.DeliverOwn(s_now);
        }

        public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) => Received++;

        public void Skip(Rank origin, ulong next, Instant now) => Skipped.Add((origin, next));
    }
}

using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Scripts;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

/// <summary>The cases that the atomic layer's script does not show: limits, malice and odd timing.</summary>
public sealed class AtomicLayerTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);

    [Theory]
    [InlineData(ulong.MaxValue, 2)]
    [InlineData(ulong.MaxValue - 254, 256)]
    [InlineData(2UL, 1)]
    [InlineData(2UL, 256)]
    public void An_order_of_submissions_that_are_not_here_waits_whatever_their_numbers(ulong first, int count)
    {
        StackNode node = Member("n3");
        Hear(node, "n2", 1, [(byte)StreamMessageKind.Submit, 1]);

        Hear(node, "n1", 1, Order(new LogIndex(1), default, new SubmissionRun(1, first, count)));

        Assert.Equal(LogIndex.None, node.Stack.Started!.LastOrdered);
    }

    [Fact]
    public void A_copy_under_this_nodes_own_name_from_another_life_does_not_enter_its_stream()
    {
        StackNode node = Member("n3");
        node.OnDatagram(Datagrams.Of("n3", Epoch.First, FrameKind.Data, 1, [(byte)StreamMessageKind.Submit, 1], life: 9), s_now);
        node.Outbox.Clear();

        node.Send("mine"u8, isFinal: false, s_now);

        Assert.Equal(1, node.Stack.Counters[GroupCounter.Stale]);
        Effect sent = Assert.Single(node.Outbox.Effects.ToArray(), effect => effect.Kind == EffectKind.Send);
        string described = new FrameText(["n1", "n2", "n3"], isAtomic: true).Describe(sent.Bytes.Span);
        Assert.Contains("DATA n3:1 SUBMIT \"mine\"", described, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_over_other_bytes_than_the_leaders_is_not_taken_and_not_acknowledged()
    {
        StackNode node = Member("n3");
        Hear(node, "n2", 1, [(byte)StreamMessageKind.Submit, 1]);

        Hear(node, "n1", 1, Order(new LogIndex(1), Hash256.Of([1]), new SubmissionRun(1, 1, 1)));

        Assert.Equal(LogIndex.None, node.Stack.Started!.LastOrdered);
        Assert.True(node.Stack.Counters[GroupCounter.ChainMismatches] > 0);
        Assert.DoesNotContain(node.Outbox.Effects.ToArray(), effect => effect.Kind == EffectKind.Journal);
    }

    [Fact]
    public void An_order_by_another_than_the_leader_and_one_of_an_earlier_epoch_are_stale()
    {
        StackNode node = Member("n3");
        Hear(node, "n2", 1, Order(new LogIndex(1), default, new SubmissionRun(1, 1, 1)));
        var message = new OrderMessage(Epoch.None, 1, new LogIndex(1), default, [new SubmissionRun(1, 1, 1)]);
        Hear(node, "n1", 1, Bytes(message));

        Assert.Equal(2, node.Stack.Counters[GroupCounter.Stale]);
    }

    [Fact]
    public void An_order_that_does_not_follow_the_log_waits_and_the_missing_entries_are_fetched_from_the_leader()
    {
        StackNode node = Member("n3");
        Hear(node, "n1", 1, Bytes(new OrderMessage(Epoch.First, 7, new LogIndex(7), default, [new SubmissionRun(1, 1, 1)])));
        Assert.Equal(1, node.Stack.Started!.Queues.OrdersForSubmissions);

        node.Outbox.Clear();
        node.OnTimer(s_now + new GroupTiming().FetchPatience);

        Assert.Equal(AtomicState.CatchingUp, node.Stack.Mode);
        Assert.Contains(Sent(node), sent => sent.Contains("FETCH from 1, asks n1", StringComparison.Ordinal));
    }

    [Fact]
    public void No_more_orders_wait_than_there_is_room_for()
    {
        StackNode node = Member("n3");
        for (int i = 0; i <= AtomicLayer.MaxOrders; i++)
        {
            var order = new OrderMessage(Epoch.First, 7 + i, new LogIndex(7), default, [new SubmissionRun(1, 1, 1)]);
            Hear(node, "n1", (ulong)i + 1, Bytes(order));
            node.Outbox.Clear();
        }

        Assert.Equal(AtomicLayer.MaxOrders, node.Stack.Started!.Queues.OrdersForSubmissions);
        Assert.Equal(1, node.Stack.Counters[GroupCounter.NoRoom]);
    }

    [Fact]
    public void A_submission_for_which_there_is_no_room_is_not_kept()
    {
        var store = new SubmissionStore(members: 1, capacity: 2);
        var submission = new Submission(new byte[] { 1 }, Hash256.Of([1]), IsFinal: false);
        Assert.True(store.TryAdd(new Rank(0), 1, submission));
        Assert.True(store.TryAdd(new Rank(0), 9, submission));

        Assert.False(store.TryAdd(new Rank(0), 10, submission));

        Assert.False(store.TryGet(0, 10, out _));
        Assert.False(store.TryGet(0, 2, out _));
        Assert.True(store.TryGet(0, 9, out _));
        Assert.Equal(1 << 20, SubmissionStore.MaxSubmissions);
    }

    [Fact]
    public void A_message_of_no_known_kind_is_counted_and_dropped()
    {
        StackNode node = Member("n3");
        Hear(node, "n1", 1, []);
        Hear(node, "n1", 2, [9, 1]);
        Hear(node, "n1", 3, [(byte)StreamMessageKind.Order, 1]);

        Assert.Equal(3, node.Stack.Counters[GroupCounter.Malformed]);
    }

    [Fact]
    public void An_entry_holds_at_most_so_many_statements()
    {
        StackNode leader = Member("n1");
        int submissions = OrderMessage.MaxStatements + 10;
        static byte[] Submit(int i) => [(byte)StreamMessageKind.Submit, (byte)(i >> 8), (byte)i];
        byte[] datagram = Together("n2", [.. Enumerable.Range(1, submissions).Select(i => (FrameKind.Data, (ulong)i, Submit(i)))]);
        leader.OnDatagram(datagram, s_now);

        Assert.Equal(new LogIndex((ulong)submissions), leader.Stack.Started!.LastOrdered);
        Assert.Equal(2, leader.Outbox.Effects.ToArray()
            .Count(effect => effect is { Kind: EffectKind.Journal, Record: JournalRecordKind.Entry }));
        string sent = string.Join(" ", leader.Outbox.Effects.ToArray().Where(effect => effect.Kind == EffectKind.Send)
            .Select(effect => new FrameText(["n1", "n2", "n3"], isAtomic: true).Describe(effect.Bytes.Span)));
        Assert.Contains("ORDER 1..256 = n2:1..256", sent, StringComparison.Ordinal);
        Assert.Contains("ORDER 257..266 = n2:257..266", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_of_more_runs_or_statements_than_an_entry_holds_does_not_read()
    {
        SubmissionRun[] most = [.. Enumerable.Range(1, OrderMessage.MaxStatements).Select(i => new SubmissionRun(0, (ulong)i, 1))];
        Assert.True(OrderMessage.TryRead(Order(new LogIndex(1), default, most).AsSpan(1), 3, out OrderMessage? read));
        Assert.Equal(OrderMessage.MaxStatements, read!.Count);
        Assert.Equal(OrderMessage.MaxBytes, Order(new LogIndex(1), default, most).Length);

        byte[] tooLong = Order(new LogIndex(1), default, new SubmissionRun(0, 1, OrderMessage.MaxStatements + 1));
        Assert.False(OrderMessage.TryRead(tooLong.AsSpan(1), 3, out _));
        Assert.False(OrderMessage.TryRead(Order(new LogIndex(1), default, [.. most, new SubmissionRun(0, 1, 1)]).AsSpan(1), 3, out _));
        Assert.False(OrderMessage.TryRead(Order(new LogIndex(1), default, new SubmissionRun(3, 1, 1)).AsSpan(1), 3, out _));
        Assert.False(OrderMessage.TryRead(Order(new LogIndex(1), default, new SubmissionRun(0, 0, 1)).AsSpan(1), 3, out _));
        Assert.False(OrderMessage.TryRead(Order(new LogIndex(1), default, new SubmissionRun(0, 1, 0)).AsSpan(1), 3, out _));
        Assert.True(OrderMessage.TryRead(Order(new LogIndex(1), default).AsSpan(1), 3, out _), "a VIEW orders nothing");
    }

    [Fact]
    public void The_longest_statement_is_submitted_and_a_longer_one_is_the_callers_defect()
    {
        StackNode node = Member("n3");
        Assert.True(node.Stack.Started!.TrySubmit(new byte[AtomicLayer.MaxStatementBytes], isFinal: false));
        node.Stack.Flush(s_now, node.Outbox);
        Assert.True(node.Outbox.Effects.Length > 1, "it travels in pieces");

        Assert.Throws<ArgumentException>(() => node.Stack.Started!.TrySubmit(new byte[AtomicLayer.MaxStatementBytes + 1], isFinal: false));
    }

    [Fact]
    public void Statements_beyond_the_window_wait_and_beyond_the_waiting_room_are_turned_away()
    {
        StackNode node = Member("n3");
        for (int i = 0; i < MessageStream.Window; i++)
            Assert.True(node.Stack.Started!.TrySubmit([1], isFinal: false));
        node.Stack.Flush(s_now, node.Outbox);
        for (int i = 0; i < AtomicLayer.MaxWaiting; i++)
            Assert.True(node.Stack.Started!.TrySubmit([1], isFinal: false));
        node.Stack.Flush(s_now, node.Outbox);

        Assert.False(node.Stack.Started!.TrySubmit([1], isFinal: false));
        Assert.Equal(1, node.Stack.Counters[GroupCounter.WindowFull]);
    }

    [Fact]
    public void An_observer_cannot_submit_and_neither_can_a_node_at_the_barrier()
    {
        var node = new StackNode(new StackSetup("n9"));
        Assert.Null(node.Stack.Started);
        node.Stack.Begin(new Proposal([TestGroup.Member("n1")], default), [], asMember: false, s_now, node.Outbox);
        Assert.False(node.Stack.Started!.TrySubmit([1], isFinal: false));
    }

    [Fact]
    public void Acknowledgements_count_only_for_the_leaders_chain_and_epoch()
    {
        StackNode leader = Member("n1");
        leader.Send("a"u8, isFinal: false, s_now);
        leader.OnJournalled(leader.Outbox.LastJournalSequence, s_now);

        leader.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 1, Place(1)), s_now);
        Assert.Equal(1, leader.Stack.Counters[GroupCounter.ChainMismatches]);
        leader.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 2, Place(2)), s_now);
        Assert.Equal(2, leader.Stack.Counters[GroupCounter.ChainMismatches]);
        leader.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 1, [.. Place(1), 0]), s_now);
        Assert.Equal(1, leader.Stack.Counters[GroupCounter.Malformed]);

        Assert.Equal(LogIndex.None, leader.Stack.Started!.Committed);
    }

    [Fact]
    public void A_follower_counts_acknowledgements_itself_and_delivers_without_being_told()
    {
        StackNode node = WithOneEntry(out Hash256 hash);

        node.OnJournalled(node.Outbox.LastJournalSequence, s_now);
        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 1, Place(1, hash.Prefix ^ 1)), s_now);
        Assert.Equal(LogIndex.None, node.Stack.Started!.Committed);

        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 1, Place(1, hash.Prefix)), s_now);
        Assert.Equal(new LogIndex(1), node.Stack.Started!.Committed);
    }

    [Fact]
    public void A_follower_counts_its_own_acknowledgement_only_when_its_journal_holds_the_entry()
    {
        StackNode node = WithOneEntry(out Hash256 hash);

        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Ack, 1, Place(1, hash.Prefix)), s_now);
        Assert.Equal(LogIndex.None, node.Stack.Started!.Committed);

        node.OnJournalled(node.Outbox.LastJournalSequence, s_now);
        Assert.Equal(new LogIndex(1), node.Stack.Started!.Committed);
    }

    [Fact]
    public void A_commit_names_its_entry_by_hash_and_anyone_may_repeat_it()
    {
        StackNode node = WithOneEntry(out Hash256 hash);
        Assert.Equal(new LogIndex(1), node.Stack.Started!.LastOrdered);

        node.OnDatagram(Datagrams.Of("n1", Epoch.First, FrameKind.Commit, 1, [0, 0, .. Place(1, hash.Prefix ^ 1)]), s_now);
        Assert.Equal(LogIndex.None, node.Stack.Started!.Committed);
        node.OnDatagram(Datagrams.Of("n1", Epoch.First, FrameKind.Commit, 1, [0, 9, .. Place(1, hash.Prefix)]), s_now);
        Assert.Equal((LogIndex.None, 1L), (node.Stack.Started!.Committed, node.Stack.Counters[GroupCounter.Malformed]));

        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Commit, 1, [0, 0, .. Place(1, hash.Prefix)]), s_now);
        Assert.Equal(new LogIndex(1), node.Stack.Started!.Committed);
    }

    [Fact]
    public void A_restarted_members_frames_count_and_those_of_its_earlier_life_are_stale()
    {
        StackNode node = Member("n3");
        Hear(node, "n2", 1, [(byte)StreamMessageKind.Submit, 1]);
        ulong next = MessageStream.BaseOf(1) + 1;
        for (ulong sequence = next; sequence < next + 2; sequence++)
        {
            byte[] submit = [(byte)StreamMessageKind.Submit, (byte)sequence];
            node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Data, sequence, submit, life: 2), s_now);
        }
        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Data, 2, [(byte)StreamMessageKind.Submit, 1], life: 1), s_now);

        Assert.Single(node.Told, told => told == "sees that n2 was started again");
        Assert.Equal((1L, 1L), (node.Stack.Counters[GroupCounter.Restarted], node.Stack.Counters[GroupCounter.Stale]));
        Assert.Equal(2UL, node.Stack.Started!.Link(new Rank(1)).Received);
    }

    [Fact]
    public void What_an_earlier_epoch_ordered_is_committed_only_with_an_entry_of_the_leaders_own()
    {
        StackNode node = LeadsEpochTwo(out Hash256 first, out Hash256 view, out Instant now);

        node.OnDatagram(Datagrams.Of("n3", new Epoch(2), FrameKind.Ack, 1, Place(1, first.Prefix)), now);
        Assert.Equal(LogIndex.None, node.Stack.Started!.Committed);

        node.OnDatagram(Datagrams.Of("n3", new Epoch(2), FrameKind.Ack, 1, Place(2, view.Prefix)), now);
        Assert.Equal(new LogIndex(1), node.Stack.Started!.Committed);
    }

    [Fact]
    public void What_was_acknowledged_in_an_earlier_epoch_does_not_count()
    {
        StackNode node = LeadsEpochTwo(out _, out Hash256 view, out Instant now);
        long stale = node.Stack.Counters[GroupCounter.Stale];

        node.OnDatagram(Datagrams.Of("n3", Epoch.First, FrameKind.Ack, 1, Place(2, view.Prefix)), now);

        Assert.Equal((LogIndex.None, stale + 1), (node.Stack.Started!.Committed, node.Stack.Counters[GroupCounter.Stale]));
    }

    /// <summary>n2 leads epoch 2: its log holds a statement of epoch 1, and then its VIEW.</summary>
    private static StackNode LeadsEpochTwo(out Hash256 first, out Hash256 view, out Instant now)
    {
        StackNode node = Member("n2");
        Submission[] batch = [new Submission(new byte[] { 1 }, Hash256.Of([1]), IsFinal: false)];
        var log = new GroupLog();
        first = log.HashAfter(0, Epoch.First, batch);
        log.Append(Epoch.First, batch, first, journalSequence: 0);
        view = log.HashAfter(1, new Epoch(2), []);
        Hear(node, "n3", 1, [(byte)StreamMessageKind.Submit, 1]);
        Hear(node, "n1", 1, Order(new LogIndex(1), first, new SubmissionRun(2, 1, 1)));
        now = WinsEpochTwo(node);
        Assert.Equal((AtomicState.Leading, new Epoch(2)), (node.Stack.Mode, node.Stack.Started!.Epoch));
        return node;
    }

    /// <summary>n1 falls silent, and n3 grants n2 what it asks.</summary>
    private static Instant WinsEpochTwo(StackNode node)
    {
        Instant now = s_now;
        while (node.Stack.Mode != AtomicState.Leading && now < s_now + TimeSpan.FromSeconds(3))
        {
            now = Instant.Max(now, node.NextDeadline);
            node.OnTimer(now);
            byte preVote = node.Stack.Started!.Epoch == Epoch.First ? (byte)1 : (byte)0;
            node.OnDatagram(Datagrams.Of("n3", node.Stack.Started!.Epoch, FrameKind.Grant, 2, [preVote, 0, 1]), now);
            node.OnJournalled(node.Outbox.LastJournalSequence, now);
        }
        node.OnJournalled(node.Outbox.LastJournalSequence, now);
        return now;
    }

    private static byte[] Place(ulong place, ulong prefix = 0)
    {
        var bytes = new byte[2 * sizeof(ulong)];
        var writer = new SpanWriter(bytes);
        writer.UInt64(place);
        writer.UInt64(prefix);
        return bytes;
    }

    private static List<string> Sent(StackNode node)
    {
        var text = new FrameText(["n1", "n2", "n3"], isAtomic: true);
        return [.. node.Outbox.Effects.ToArray()
            .Where(effect => effect.Kind == EffectKind.Send).Select(effect => text.Describe(effect.Bytes.Span))];
    }

    /// <summary>n3, whose log has the one entry that n1 ordered: a statement of n2's.</summary>
    private static StackNode WithOneEntry(out Hash256 hash)
    {
        StackNode node = Member("n3");
        Submission[] batch = [new Submission(new byte[] { 1 }, Hash256.Of([1]), IsFinal: false)];
        hash = new GroupLog().HashAfter(0, Epoch.First, batch);
        Hear(node, "n2", 1, [(byte)StreamMessageKind.Submit, 1]);
        Hear(node, "n1", 1, Order(new LogIndex(1), hash, new SubmissionRun(1, 1, 1)));
        return node;
    }

    private static StackNode Member(string name)
    {
        var node = new StackNode(new StackSetup(name));
        node.Begin(new Proposal([TestGroup.Member("n1"), TestGroup.Member("n2"), TestGroup.Member("n3")], default), s_now);
        return node;
    }

    private static void Hear(StackNode node, string sender, ulong sequence, byte[] message) =>
        node.OnDatagram(Datagrams.Of(sender, Epoch.First, FrameKind.Data, sequence, message), s_now);

    private static byte[] Together(string sender, (FrameKind Kind, ulong Number, byte[] Body)[] frames)
    {
        NodeTag tag = NodeTag.Of(TestGroup.Id(sender));
        var packer = new FramePacker(TestGroup.Tag, tag, new Incarnation(1), DatagramHeader.MaxDatagramBytes, new GroupCounters())
        {
            Epoch = Epoch.First,
            Election = ElectionTag.Of(TestGroup.Three.Id),
        };
        var outbox = new Outbox();
        foreach ((FrameKind kind, ulong number, byte[] body) in frames)
            packer.Add(kind, number, body, outbox);
        packer.Flush(outbox);
        return outbox.Effects[0].Bytes.ToArray();
    }

    private static byte[] Order(LogIndex first, Hash256 hash, params SubmissionRun[] runs) =>
        Bytes(new OrderMessage(Epoch.First, (int)first.Value, first, hash, runs));

    private static byte[] Bytes(OrderMessage order)
    {
        var bytes = new byte[2 * OrderMessage.MaxBytes];
        return bytes[..order.Write(bytes)];
    }
}

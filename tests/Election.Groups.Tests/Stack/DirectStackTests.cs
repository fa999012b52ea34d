using System.Text;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Tests.Scripts;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Stack;

/// <summary>A whole stack of a weaker order, at its limits.</summary>
public sealed class DirectStackTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);
    private static readonly Proposal s_group = new([TestGroup.Member("n1"), TestGroup.Member("n2")], default);

    [Fact]
    public void A_message_that_comes_before_this_node_has_passed_the_barrier_is_delivered_when_it_does()
    {
        StackNode node = Node(DeliveryOrder.Unreliable);
        for (int i = 1; i <= EarlyFrames.MaxFrames + 3; i++)
            node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Data, (ulong)i, Text($"{i}"), proposal: s_group), s_now);
        Assert.Empty(node.Told);

        node.Begin(s_group, s_now);

        Assert.Equal(Enumerable.Range(1, EarlyFrames.MaxFrames).Select(i => $"delivers n2:{i} \"{i}\""), node.Told);
        Assert.Equal(3, node.Stack.Counters[GroupCounter.NoRoom]);
    }

    [Fact]
    public void In_the_atomic_order_nothing_is_kept_from_before_the_barrier_since_all_is_repaired()
    {
        StackNode node = Node(DeliveryOrder.Atomic);
        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Data, 1, Text("1"), proposal: s_group), s_now);
        node.Begin(s_group, s_now);

        Assert.Equal(0, node.Stack.Started!.Link(new Rank(1)).Doubled);
        Assert.Equal(0UL, node.Stack.Started!.Link(new Rank(1)).Received);
    }

    [Fact]
    public void When_the_window_is_full_own_messages_wait_and_beyond_a_limit_none_is_taken()
    {
        StackNode node = Node(DeliveryOrder.Fifo);
        node.Begin(s_group, s_now);
        int taken = 0;
        while (node.Stack.Started!.TrySendText([1]))
        {
            taken++;
            if (taken % DirectLayer.MaxWaiting == 0)
                node.Stack.Flush(s_now, node.Outbox);
        }

        Assert.Equal(DirectLayer.MaxWaiting, node.Stack.Started!.Queues.ForWindow);
        Assert.Equal(1, node.Stack.Counters[GroupCounter.WindowFull]);
        Assert.False(node.Stack.Started!.IsSettled);
        Assert.Throws<ArgumentException>(() => node.Stack.Started!.TrySendText(new byte[DirectLayer.MaxMessageBytes + 1]));
    }

    [Fact]
    public void Frames_and_messages_that_only_the_atomic_order_knows_are_counted_and_change_nothing()
    {
        StackNode node = Node(DeliveryOrder.Causal);
        node.Begin(s_group, s_now);
        node.Told.Clear();
        foreach (FrameKind kind in (FrameKind[])[FrameKind.Ack, FrameKind.Commit, FrameKind.Canvass, FrameKind.Grant, FrameKind.Entry])
            node.OnDatagram(Datagrams.Of("n2", Epoch.First, kind, 1, new byte[18], proposal: s_group), s_now);
        node.OnDatagram(Datagrams.Of(
            "n2", Epoch.First, FrameKind.Data, 1, Datagrams.Message(StreamMessageKind.Order, [0, 0], [1]), proposal: s_group), s_now);
        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Fetch, 1, new byte[2], proposal: s_group), s_now);

        Assert.Empty(node.Told);
        Assert.Equal(6, node.Stack.Counters[GroupCounter.Malformed]);
        Assert.Throws<InvalidOperationException>(() => Started(DeliveryOrder.Atomic).Stack.Started!.TrySendText([1]));
    }

    [Fact]
    public void A_delivered_message_that_the_journal_holds_is_delivered_first_and_once()
    {
        StackNode node = Node(DeliveryOrder.Reliable);
        node.Stack.Recover(JournalRecordKind.Delivered, DeliveredRecord.Encode(new Rank(1), 2, StreamMessageKind.Text, "b"u8));
        node.Stack.Recover(JournalRecordKind.Delivered, DeliveredRecord.Encode(new Rank(1), 1, StreamMessageKind.Text, "a"u8));
        node.Begin(s_group, s_now);
        for (ulong i = 1; i <= 3; i++)
            node.OnDatagram(
                Datagrams.Of("n2", Epoch.First, FrameKind.Data, i, Text("abc"[(int)i - 1].ToString()), proposal: s_group), s_now);

        Assert.Equal(["delivers n2:2 \"b\"", "delivers n2:1 \"a\"", "delivers n2:3 \"c\""], node.Told);
    }

    [Fact]
    public void A_delivered_message_in_the_journal_that_does_not_read_is_an_invariant_broken()
    {
        StackNode node = Node(DeliveryOrder.Reliable);
        node.Stack.Recover(JournalRecordKind.Delivered, DeliveredRecord.Encode(new Rank(7), 2, StreamMessageKind.Text, "b"u8));

        Assert.Throws<InvalidOperationException>(() => node.Begin(s_group, s_now));
    }

    private static StackNode Node(DeliveryOrder order) => new(new StackSetup("n1") { Layers = OrderStack.Of(order) });

    private static StackNode Started(DeliveryOrder order)
    {
        StackNode node = Node(order);
        node.Begin(s_group, s_now);
        return node;
    }

    private static byte[] Text(string text) => Datagrams.Message(StreamMessageKind.Text, [], Encoding.UTF8.GetBytes(text));
}

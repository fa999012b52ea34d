using System.Text;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Tests.Scripts;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

public sealed class AtomicLayerTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);

    [Theory]
    [InlineData(ulong.MaxValue, 2)]
    [InlineData(ulong.MaxValue - 254, 256)]
    [InlineData(2UL, 1)]
    [InlineData(1UL, 256)]
    public void An_order_of_submissions_that_are_not_here_waits_whatever_their_numbers(ulong first, int count)
    {
        StackNode node = Follower();
        node.OnDatagram(Datagrams.Of("n2", Epoch.First, FrameKind.Data, 1, [(byte)StreamMessageKind.Submit, 1]), s_now);
        var order = new OrderMessage(Epoch.First, Epoch.First, new LogIndex(1), default, [new SubmissionRun(1, first, count)]);

        node.OnDatagram(Datagrams.Of("n1", Epoch.First, FrameKind.Data, 1, Bytes(order)), s_now);

        Assert.Equal(LogIndex.None, node.Stack.LastOrdered);
    }

    [Fact]
    public void A_copy_under_this_nodes_own_name_from_another_life_does_not_enter_its_stream()
    {
        StackNode node = Follower();
        node.OnDatagram(Datagrams.Of("n3", Epoch.First, FrameKind.Data, 1, [(byte)StreamMessageKind.Submit, 1], life: 9), s_now);
        node.Outbox.Clear();

        node.Send("mine"u8, isFinal: false, s_now);

        Assert.Equal(1, node.Stack.Counters[GroupCounter.Stale]);
        Effect sent = Assert.Single(node.Outbox.Effects.ToArray(), effect => effect.Kind == EffectKind.Send);
        Assert.Contains("DATA n3:1 SUBMIT \"mine\"", new FrameText(["n1", "n2", "n3"], isAtomic: true).Describe(sent.Bytes.Span), StringComparison.Ordinal);
    }

    private static StackNode Follower()
    {
        var node = new StackNode(new StackSetup("n3"));
        node.Begin(new Proposal([TestGroup.Member("n1"), TestGroup.Member("n2"), TestGroup.Member("n3")], Encoding.ASCII.GetBytes("x")), s_now);
        return node;
    }

    private static byte[] Bytes(OrderMessage order)
    {
        var bytes = new byte[OrderMessage.MaxBytes];
        return bytes[..order.Write(bytes)];
    }
}

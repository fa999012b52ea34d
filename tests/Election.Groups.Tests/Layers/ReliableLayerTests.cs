using Election.Groups.Layers;
using Election.Groups.Layers.Reliable;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

public sealed class ReliableLayerTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);

    [Fact]
    public void After_a_quarter_of_the_window_a_receiver_says_at_once_how_far_it_is()
    {
        var rig = new Rig(members: 2, self: 2);
        rig.Layer.OnTimer(s_now, rig.Outbox);
        for (ulong sequence = 1; sequence < MessageStream.Window / 4; sequence++)
            rig.Layer.OnData(new Rank(0), sequence, [1], s_now);
        Assert.True(rig.Layer.NextDeadline > s_now);

        rig.Layer.OnData(new Rank(0), MessageStream.Window / 4, [1], s_now);

        Assert.Equal(s_now, rig.Layer.NextDeadline);
        Assert.True(rig.Layer.OnTimer(s_now, rig.Outbox));
        Assert.True(rig.Layer.NextDeadline > s_now);
    }

    /// <summary>A reliable layer of one member, past START.</summary>
    private sealed class Rig : IUpperLayer
    {
        public Rig(int members, int self)
        {
            Proposal group = TestGroup.Of(members);
            NodeTag tag = group.Members[self - 1].Id.Tag;
            Membership = new Membership(group, tag, s_now);
            Packer = new FramePacker(TestGroup.Tag, tag, new Incarnation(1), 1400, Counters);
            Layer = new ReliableLayer(Membership, new GroupTiming(), Packer, Counters, new SplitMix64(1), this, s_now);
        }

        public Membership Membership { get; }

        public FramePacker Packer { get; }

        public GroupCounters Counters { get; } = new();

        public Outbox Outbox { get; } = new();

        public ReliableLayer Layer { get; }

        public int Received { get; private set; }

        public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) => Received++;
    }
}

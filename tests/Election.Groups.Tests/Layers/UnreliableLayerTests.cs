using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

public sealed class UnreliableLayerTests : IUpperLayer
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);
    private readonly List<(int Origin, ulong Sequence)> _received = [];
    private readonly List<(int Origin, ulong Next)> _skipped = [];
    private readonly GroupCounters _counters = new();
    private readonly Outbox _outbox = new();
    private FramePacker? _packer;

    [Fact]
    public void A_message_goes_up_once_in_whatever_order_it_comes()
    {
        UnreliableLayer layer = Layer();
        foreach (ulong sequence in (ulong[])[3, 1, 3, 1, 2, 2])
            layer.OnData(new Rank(1), sequence, [1], s_now);

        Assert.Equal([(1, 3UL), (1, 1UL), (1, 2UL)], _received);
        Assert.Equal(3, _counters[GroupCounter.Duplicates]);
        Assert.Equal(3, layer.Link(new Rank(1)).Doubled);
    }

    [Fact]
    public void What_comes_a_window_too_late_is_taken_for_a_duplicate()
    {
        UnreliableLayer layer = Layer();
        layer.OnData(new Rank(1), ReceivedNumbers.Window + 1, [1], s_now);
        layer.OnData(new Rank(1), 1, [1], s_now);

        Assert.Equal([(1, ReceivedNumbers.Window + 1UL)], _received);
        Assert.Equal(1, _counters[GroupCounter.Duplicates]);
    }

    [Fact]
    public void Own_messages_go_up_at_once_and_out_once_and_nothing_is_ever_sent_again()
    {
        UnreliableLayer layer = Layer();
        layer.Broadcast([7], s_now, _outbox);
        layer.DeliverOwn(s_now);
        _packer!.Flush(_outbox);
        layer.OnNack([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1], s_now, _outbox);
        layer.OnRepair(1, [0, 1, 7], s_now);

        Assert.Equal([(0, 1UL)], _received);
        _packer.Flush(_outbox);
        Assert.Equal(1, _outbox.Effects.Length);
        Assert.Equal(2, _counters[GroupCounter.Malformed]);
    }

    [Fact]
    public void Beats_show_an_onlooker_what_was_lost()
    {
        UnreliableLayer layer = Layer();
        layer.OnData(new Rank(1), 2, [1], s_now);
        layer.OnBeat(new Rank(1), Beat(highest: 5), s_now);

        LinkStanding link = layer.Link(new Rank(1));
        Assert.Equal((5UL, 1UL, 4L), (link.Sent, link.Received, link.Lost));
        Assert.Equal(5UL, layer.HighestOf(new Rank(1)));
    }

    [Fact]
    public void A_members_next_life_begins_a_stream_of_its_own()
    {
        UnreliableLayer layer = Layer();
        ulong second = MessageStream.BaseOf(1);
        layer.OnData(new Rank(1), 1, [1], s_now);
        layer.OnData(new Rank(1), second + 2, [1], s_now);
        layer.OnData(new Rank(1), 2, [1], s_now);

        Assert.Equal([(1, 1UL), (1, second + 2)], _received);
        Assert.Equal([(1, second + 1)], _skipped);
    }

    [Fact]
    public void Nothing_is_broadcast_before_the_journal_knows_the_life()
    {
        UnreliableLayer layer = Layer(life: 1);
        Assert.False(layer.CanBroadcast);
        Assert.Throws<InvalidOperationException>(() => layer.Broadcast([1], s_now, _outbox));

        layer.IsLifeDurable = true;
        layer.Broadcast([1], s_now, _outbox);
        layer.DeliverOwn(s_now);

        Assert.Equal([(0, MessageStream.BaseOf(1) + 1)], _received);
    }

    private UnreliableLayer Layer(ulong life = 0)
    {
        Proposal group = TestGroup.Of(2);
        NodeTag self = group.Members[0].Id.Tag;
        _packer = new FramePacker(TestGroup.Tag, self, new Incarnation(1), 1400, _counters);
        return new UnreliableLayer(new Membership(group, self, s_now), new GroupTiming(), _packer, _counters, this, s_now, life);
    }

    private static byte[] Beat(ulong highest)
    {
        var body = new byte[BeatFrame.SizeBytes(2)];
        var writer = new SpanWriter(body);
        writer.UInt64(highest);
        writer.UInt64(highest + 1);
        writer.UInt16(2);
        return body;
    }

    void IUpperLayer.Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) =>
        _received.Add((origin.Value, sequence));

    void IUpperLayer.Skip(Rank origin, ulong next, Instant now) => _skipped.Add((origin.Value, next));
}

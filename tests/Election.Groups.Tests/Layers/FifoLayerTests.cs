using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;
using FsCheck.Fluent;
using FsCheck;

namespace Election.Groups.Tests.Layers;

public sealed class FifoLayerTests : IUpperLayer
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);
    private readonly List<(int Origin, ulong Sequence)> _delivered = [];
    private readonly List<(int Origin, ulong Next)> _skipped = [];

    [Fact]
    public void Whatever_order_and_however_often_messages_come_each_origins_are_delivered_once_and_in_order() =>
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, 60).Concat(Enumerable.Range(0, 30)).ToArray()).ToArbitrary(), arrivals =>
        {
            _delivered.Clear();
            var fifo = new FifoLayer(3, this);
            foreach (int arrival in arrivals)
                fifo.Receive(new Rank(arrival % 3), (ulong)(arrival / 3) + 1, new byte[] { (byte)arrival }, s_now);
            return fifo.Held == 0 && _delivered.Count == 60
                && Enumerable.Range(0, 3).All(origin => _delivered.Where(one => one.Origin == origin).Select(one => one.Sequence)
                    .SequenceEqual(Enumerable.Range(1, 20).Select(i => (ulong)i)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Over_the_reliable_layer_no_more_than_a_window_is_held_for_an_origin()
    {
        Proposal group = TestGroup.Of(2);
        NodeTag self = group.Members[1].Id.Tag;
        var membership = new Membership(group, self, s_now);
        var counters = new GroupCounters();
        var fifo = new FifoLayer(2, this);
        var packer = new FramePacker(TestGroup.Tag, self, new Incarnation(1), 1400, counters);
        var reliable = new ReliableLayer(membership, new GroupTiming(), packer, counters, new SplitMix64(1), fifo, s_now);
        for (ulong sequence = 2; sequence <= 2 * MessageStream.Window; sequence++)
            reliable.OnData(new Rank(0), sequence, [1], s_now);
        Assert.Equal(MessageStream.Window - 1, fifo.Held);

        reliable.OnData(new Rank(0), 1, [1], s_now);

        Assert.Equal((0, MessageStream.Window), (fifo.Held, _delivered.Count));
    }

    [Fact]
    public void A_message_that_no_member_keeps_is_skipped_and_those_held_behind_it_go_up()
    {
        var fifo = new FifoLayer(2, this);
        fifo.Receive(new Rank(0), 3, new byte[] { 3 }, s_now);
        fifo.Receive(new Rank(0), 6, new byte[] { 6 }, s_now);
        fifo.Receive(new Rank(1), 2, new byte[] { 2 }, s_now);

        ((IUpperLayer)fifo).Skip(new Rank(0), 6, s_now);
        ((IUpperLayer)fifo).Skip(new Rank(0), 4, s_now);

        Assert.Equal([(0, 6UL)], _delivered);
        Assert.Equal([(0, 6UL)], _skipped);
        Assert.Equal(1, fifo.Held);
    }

    void IUpperLayer.Skip(Rank origin, ulong next, Instant now) => _skipped.Add((origin.Value, next));

    void IUpperLayer.Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) =>
        _delivered.Add((origin.Value, sequence));
}

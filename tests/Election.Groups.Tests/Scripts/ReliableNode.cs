using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Scripts;

/// <summary>The reliable layer alone, or with FIFO on top.</summary>
internal sealed class ReliableNode : ScriptNode, IUpperLayer
{
    private readonly Membership _membership;
    private readonly FramePacker _packer;
    private readonly ReliableLayer _reliable;
    private readonly FifoLayer? _fifo;
    private readonly GroupCounters _counters = new();

    public ReliableNode(string name, Proposal group, bool isFifo, ulong seed, Instant now) : base(name)
    {
        MemberId id = TestGroup.Id(name);
        _membership = new Membership(group, id.Tag, now);
        _packer = new FramePacker(TestGroup.Tag, id.Tag, new Incarnation(1), 1400, _counters) { Epoch = Epoch.First };
        _fifo = isFifo ? new FifoLayer(group.Members.Length, this) : null;
        IUpperLayer upper = _fifo is null ? this : new Tap(this, _fifo);
        _reliable = new ReliableLayer(_membership, new GroupTiming(), _packer, _counters, new SplitMix64(seed ^ id.Tag.Value), upper, now);
    }

    public override PublicKey Key => TestGroup.Key(Name);

    public override Instant NextDeadline => _reliable.NextDeadline;

    public override string State
    {
        get
        {
            string held = string.Join(" ", Enumerable.Range(0, _membership.Count)
                .Select(i => $"{NameOf(new Rank(i))}:{_reliable.ContiguousOf(new Rank(i))}"));
            string stable = _reliable.StableOf(_membership.Self).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return $"holds {held}, stable up to {stable}{(_fifo is null ? "" : $", waiting {_fifo.Held}")}";
        }
    }

    public override void OnDatagram(ReadOnlySpan<byte> datagram, Instant now)
    {
        Assert.Equal(DatagramRefusal.None,
            DatagramHeader.TryOpen(datagram, TestGroup.Tag, out DatagramHeader header, out ReadOnlySpan<byte> frames));
        Rank sender = _membership.RankOf(header.Sender);
        var reader = new SpanReader(frames);
        while (reader.Remaining > 0 && FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body))
        {
            if (frame.Kind == FrameKind.Data)
                _reliable.OnData(sender, frame.Number, body, now);
            else if (frame.Kind == FrameKind.Repair)
                _reliable.OnRepair(frame.Number, body, now);
            else if (frame.Kind == FrameKind.Beat)
                _reliable.OnBeat(sender, body, now);
            else if (frame.Kind == FrameKind.Nack)
                _reliable.OnNack(body, now, Outbox);
        }
        _packer.Flush(Outbox);
    }

    public override void OnTimer(Instant now)
    {
        _reliable.OnTimer(now, Outbox);
        _packer.Flush(Outbox);
    }

    public override void Send(ReadOnlySpan<byte> text, bool isFinal, Instant now)
    {
        _reliable.Broadcast(text, now, Outbox);
        _reliable.DeliverOwn(now);
        _packer.Flush(Outbox);
    }

    void IUpperLayer.Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now) =>
        Told.Add($"delivers {NameOf(origin)}:{sequence} {FrameText.Quote(payload.Span)}");

    void IUpperLayer.Skip(Rank origin, ulong next, Instant now) => Told.Add($"gives up {NameOf(origin)} before {next}");

    private string NameOf(Rank rank) => _membership.Proposal.Members[rank.Value].Id.Text;

    /// <summary>Shows what comes up to FIFO.</summary>
    private sealed class Tap(ReliableNode node, FifoLayer fifo) : IUpperLayer
    {
        public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
        {
            node.Told.Add($"receives {node.NameOf(origin)}:{sequence}");
            fifo.Receive(origin, sequence, payload, now);
        }

        public void Skip(Rank origin, ulong next, Instant now) => fifo.Skip(origin, next, now);
    }
}

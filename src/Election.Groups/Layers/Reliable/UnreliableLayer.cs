using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Reliable;

/// <summary>
/// Unreliable multicast among the members of START: a message is numbered and sent once. Nobody asks for it, nobody repairs it. Guarantee
/// (integrity): a message is received at most once, and only if it was broadcast. Nothing else: it may be lost to some and not to others,
/// and comes in any order. Beats say that a member lives, and how far its numbers go, so that an onlooker sees what is lost. Source:
/// Coulouris, Dollimore and Kindberg, Distributed Systems, ch. 4 (IP multicast: the basic, unreliable service).
/// </summary>
internal sealed class UnreliableLayer : IStreamLayer
{
    private readonly Membership _membership;
    private readonly GroupTiming _timing;
    private readonly FramePacker _packer;
    private readonly GroupCounters _counters;
    private readonly IUpperLayer _upper;
    private readonly SlabStore _store = new();
    private readonly Stream[] _streams;
    private readonly byte[] _scratch;
    private Instant _beatDue;
    private ulong _beats;
    private (ulong Sequence, ReadOnlyMemory<byte> Payload)? _own;

    /// <summary>Begins with empty streams; <paramref name="life"/> is which life of this member begins, from 0.</summary>
    public UnreliableLayer(Membership membership, GroupTiming timing, FramePacker packer, GroupCounters counters, IUpperLayer upper,
        Instant now,
        ulong life = 0)
    {
        _membership = membership;
        _timing = timing;
        _packer = packer;
        _counters = counters;
        _upper = upper;
        _streams = new Stream[membership.Count];
        for (int i = 0; i < _streams.Length; i++)
            _streams[i] = new Stream();
        _scratch = new byte[BeatFrame.SizeBytes(membership.Count)];
        _beatDue = now;
        IsLifeDurable = life == 0;
        if (life > 0 && membership.Self.IsMember)
            RenewIfLater(membership.Self, MessageStream.BaseOf(life), now);
    }

    /// <inheritdoc/>
    public bool IsLifeDurable { get; set; }

    /// <inheritdoc/>
    public bool CanBroadcast => IsLifeDurable && _own is null;

    /// <inheritdoc/>
    public bool IsSettled => true;

    /// <inheritdoc/>
    public Instant NextDeadline => _membership.Self.IsMember ? _beatDue : Instant.Never;

    /// <inheritdoc/>
    public ulong HighestOf(Rank origin) => _streams[origin.Value].Known;

    /// <inheritdoc/>
    public LinkStanding Link(Rank origin)
    {
        Stream stream = _streams[origin.Value];
        ulong sent = stream.Known - stream.Base;
        return new LinkStanding(sent, stream.Received, (long)(sent - Math.Min(sent, stream.Received)), stream.Doubled, 0, 0, null);
    }

    /// <inheritdoc/>
    public void Broadcast(ReadOnlySpan<byte> payload, Instant now, Outbox outbox)
    {
        if (!_membership.Self.IsMember || !CanBroadcast)
            throw new InvalidOperationException("Broadcast before the life is durable, or by no member.");
        ulong sequence = _streams[_membership.Self.Value].Known + 1;
        _packer.Add(FrameKind.Data, sequence, payload, outbox);
        if (TryCount(_membership.Self, sequence, now))
            _own = (sequence, _store.Copy(payload));
    }

    /// <inheritdoc/>
    public void DeliverOwn(Instant now)
    {
        if (_own is not { } own)
            return;
        _own = null;
        _upper.Receive(_membership.Self, own.Sequence, own.Payload, now);
    }

    /// <inheritdoc/>
    public void OnData(Rank sender, ulong sequence, ReadOnlySpan<byte> payload, Instant now) => Take(sender, sequence, payload, now);

    /// <inheritdoc/>
    public void OnRepair(ulong sequence, ReadOnlySpan<byte> body, Instant now) => _counters.Add(GroupCounter.Malformed);

    /// <inheritdoc/>
    public void OnNack(ReadOnlySpan<byte> body, Instant now, Outbox outbox) => _counters.Add(GroupCounter.Malformed);

    /// <inheritdoc/>
    public void OnBeat(Rank sender, ReadOnlySpan<byte> body, Instant now)
    {
        if (!BeatFrame.TryRead(body, _membership.Count, out BeatFrame beat))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        RenewIfLater(sender, beat.Highest, now);
        Stream stream = _streams[sender.Value];
        stream.Known = Math.Max(stream.Known, beat.Highest);
    }

    /// <inheritdoc/>
    public void ForgetAcks(Rank member)
    {
        // Nobody acknowledges anything here.
    }

    /// <inheritdoc/>
    public bool OnTimer(Instant now, Outbox outbox)
    {
        if (!_membership.Self.IsMember || now < _beatDue)
            return false;
        ulong sent = _streams[_membership.Self.Value].Known;
        var writer = new SpanWriter(_scratch);
        writer.UInt64(sent);
        writer.UInt64(sent + 1);
        writer.UInt16((ushort)_streams.Length);
        foreach (Stream stream in _streams)
            writer.UInt64(stream.Numbers.Highest);
        _packer.Add(FrameKind.Beat, ++_beats, writer.Written, outbox);
        _beatDue = now + _timing.Beat;
        return true;
    }

    private void Take(Rank origin, ulong sequence, ReadOnlySpan<byte> payload, Instant now)
    {
        if (TryCount(origin, sequence, now))
            _upper.Receive(origin, sequence, _store.Copy(payload), now);
    }

    private bool TryCount(Rank origin, ulong sequence, Instant now)
    {
        RenewIfLater(origin, sequence, now);
        Stream stream = _streams[origin.Value];
        if (!stream.Numbers.TryAdd(sequence))
        {
            _counters.Add(GroupCounter.Duplicates);
            stream.Doubled++;
            return false;
        }
        stream.Known = Math.Max(stream.Known, sequence);
        stream.Received++;
        return true;
    }

    private void RenewIfLater(Rank origin, ulong sequence, Instant now)
    {
        Stream stream = _streams[origin.Value];
        if (!stream.Numbers.RenewIfLater(sequence))
            return;
        stream.Begin();
        _upper.Skip(origin, stream.Base + 1, now);
    }

    /// <summary>The stream of one origin in its present life.</summary>
    private sealed class Stream
    {
        public ReceivedNumbers Numbers { get; } = new();

        public ulong Base { get; private set; }

        public ulong Known { get; set; }

        public ulong Received { get; set; }

        public long Doubled { get; set; }

        public void Begin()
        {
            Base = Known = Numbers.Floor;
            Received = 0;
        }
    }
}

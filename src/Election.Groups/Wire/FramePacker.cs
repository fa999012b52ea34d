using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>
/// Packs the frames of one turn into as few datagrams as they fit in, and cuts a frame that fits in none into fragments. Every
/// datagram is at most <see cref="MaxDatagramBytes"/> long.
/// </summary>
public sealed class FramePacker
{
    /// <summary>The smallest datagram size that can be asked for.</summary>
    public const int LeastDatagramBytes = 512;

    /// <summary>The largest frame body, fragmented or not.</summary>
    public const int MaxBodyBytes = ushort.MaxValue;

    private readonly ulong _group;
    private readonly NodeTag _self;
    private readonly Incarnation _incarnation;
    private readonly GroupCounters _counters;
    private readonly byte[] _datagram;
    private int _used = DatagramHeader.SizeBytes;

    /// <summary>Packs for one node.</summary>
    /// <param name="group">The group's tag.</param>
    /// <param name="self">The sender.</param>
    /// <param name="incarnation">The sender's life.</param>
    /// <param name="maxDatagramBytes">From <see cref="LeastDatagramBytes"/> to <see cref="DatagramHeader.MaxDatagramBytes"/>.</param>
    /// <param name="counters">Where sent datagrams are counted.</param>
    public FramePacker(ulong group, NodeTag self, Incarnation incarnation, int maxDatagramBytes, GroupCounters counters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDatagramBytes, LeastDatagramBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDatagramBytes, DatagramHeader.MaxDatagramBytes);
        _group = group;
        _self = self;
        _incarnation = incarnation;
        _counters = counters;
        MaxDatagramBytes = maxDatagramBytes;
        _datagram = new byte[maxDatagramBytes];
    }

    /// <summary>The longest datagram.</summary>
    public int MaxDatagramBytes { get; }

    /// <summary>The longest body that travels in one datagram.</summary>
    public int MaxWholeBodyBytes => MaxDatagramBytes - DatagramHeader.SizeBytes - FrameHeader.SizeBytes - DatagramHeader.ChecksumBytes;

    /// <summary>The epoch written into every header. Only barrier frames may wait while it changes: what they say holds in every epoch.</summary>
    public Epoch Epoch { get; set; }

    /// <summary>Adds a frame to the datagram under way; a full one is sent first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The body is longer than <see cref="MaxBodyBytes"/>: no receiver would put it together.</exception>
    public void Add(FrameKind kind, ulong number, ReadOnlySpan<byte> body, Outbox outbox)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body.Length, MaxBodyBytes);
        if (body.Length > MaxWholeBodyBytes)
        {
            AddFragments(kind, number, body, outbox);
            return;
        }
        if (_used + FrameHeader.SizeBytes + body.Length + DatagramHeader.ChecksumBytes > MaxDatagramBytes)
            Flush(outbox);
        var writer = new SpanWriter(_datagram.AsSpan(_used));
        writer.Byte((byte)kind);
        writer.UInt64(number);
        writer.Medium(body);
        _used += writer.Position;
    }

    /// <summary>Sends what is waiting, if anything is.</summary>
    public void Flush(Outbox outbox)
    {
        if (_used == DatagramHeader.SizeBytes)
            return;
        Span<byte> datagram = _datagram.AsSpan(0, _used + DatagramHeader.ChecksumBytes);
        new DatagramHeader(_group, _self, _incarnation, Epoch).Write(datagram);
        DatagramHeader.Seal(datagram);
        outbox.Send(datagram);
        _counters.Add(GroupCounter.DatagramsSent);
        _counters.Add(GroupCounter.BytesSent, datagram.Length);
        _used = DatagramHeader.SizeBytes;
    }

    private void AddFragments(FrameKind kind, ulong number, ReadOnlySpan<byte> body, Outbox outbox)
    {
        int pieceBytes = MaxWholeBodyBytes - FragmentFrame.OverheadBytes;
        int count = (body.Length + pieceBytes - 1) / pieceBytes;
        // The same content gets the same number each time, so that a repetition fills the holes of the one before.
        ulong content = Hash256.Of(body).Prefix ^ SplitMix64.Mix(number ^ ((ulong)kind << FrameKindShift));
        byte[] scratch = new byte[MaxWholeBodyBytes];
        for (int i = 0; i < count; i++)
        {
            int offset = i * pieceBytes;
            ReadOnlySpan<byte> piece = body.Slice(offset, Math.Min(pieceBytes, body.Length - offset));
            var writer = new SpanWriter(scratch);
            FragmentFrame.Write(ref writer, kind, number, (ushort)i, (ushort)count, piece);
            Add(FrameKind.Fragment, content, writer.Written, outbox);
        }
    }

    private const int FrameKindShift = 56;
}

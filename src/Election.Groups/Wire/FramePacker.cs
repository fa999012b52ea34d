using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>
/// Packs the frames of one turn into as few datagrams as possible, and splits a frame that is too large for one into fragments. No datagram
/// is longer than <see cref="MaxDatagramBytes"/>.
/// </summary>
public sealed class FramePacker
{
    /// <summary>The smallest datagram size that may be requested.</summary>
    public const int LeastDatagramBytes = 512;

    /// <summary>The largest frame body, fragmented or not, in bytes.</summary>
    public const int MaxBodyBytes = ushort.MaxValue;

    private readonly ulong _group;
    private readonly NodeTag _self;
    private readonly Incarnation _incarnation;
    private readonly GroupCounters _counters;
    private readonly byte[] _datagram;
    private int _used = DatagramHeader.SizeBytes;

    /// <summary>Creates a packer for one node.</summary>
    /// <param name="group">The group's tag.</param>
    /// <param name="self">The tag of the sender.</param>
    /// <param name="incarnation">The sender's life.</param>
    /// <param name="maxDatagramBytes">
    /// The largest datagram, from <see cref="LeastDatagramBytes"/> to <see cref="DatagramHeader.MaxDatagramBytes"/>.
    /// </param>
    /// <param name="counters">Counts the sent datagrams.</param>
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

    /// <summary>The largest datagram, in bytes.</summary>
    public int MaxDatagramBytes { get; }

    /// <summary>The longest body that fits into one datagram, in bytes.</summary>
    public int MaxWholeBodyBytes => MaxDatagramBytes - DatagramHeader.SizeBytes - FrameHeader.SizeBytes - DatagramHeader.ChecksumBytes;

    /// <summary>
    /// The epoch written into every header. Only barrier frames may be waiting when it changes: their content holds in every epoch.
    /// </summary>
    public Epoch Epoch { get; set; }

    /// <summary>The election written into every header; what is waiting when it changes goes out with the new one.</summary>
    public ElectionTag Election { get; set; }

    /// <summary>Adds a frame to the current datagram; a full datagram is sent first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The body is longer than <see cref="MaxBodyBytes"/>: no receiver would reassemble it.
    /// </exception>
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

    /// <summary>Sends the waiting frames, if there are any.</summary>
    public void Flush(Outbox outbox)
    {
        if (_used == DatagramHeader.SizeBytes)
            return;
        Span<byte> datagram = _datagram.AsSpan(0, _used + DatagramHeader.ChecksumBytes);
        new DatagramHeader(_group, _self, _incarnation, Epoch) { Election = Election }.Write(datagram);
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
        // The same content gets the same number each time, so that a repetition fills the gaps of the one before.
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

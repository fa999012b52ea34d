using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>The start of every frame: its kind, a number whose meaning depends on the kind, and the length of the body.</summary>
/// <param name="Kind">The kind of frame.</param>
/// <param name="Number">A sequence number, an index or a repetition count.</param>
/// <param name="BodyLength">The length of the body, in bytes.</param>
public readonly record struct FrameHeader(FrameKind Kind, ulong Number, int BodyLength)
{
    /// <summary>The length of the header, in bytes.</summary>
    public const int SizeBytes = 11;

    /// <summary>Reads the next frame of a datagram; <see langword="false"/> if it cannot be read.</summary>
    public static bool TryRead(ref SpanReader reader, out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        var kind = (FrameKind)reader.Byte();
        ulong number = reader.UInt64();
        body = reader.Medium();
        header = new FrameHeader(kind, number, body.Length);
        return !reader.Failed && kind is >= FrameKind.Discover and <= FrameKind.Terms;
    }
}

/// <summary>
/// The identity of a datagram for fault decisions (docs/faults.md): its sender, and the kind and number of its first frame. Keys,
/// incarnations and clocks are left out, so that a rerun with the same seed treats the same datagrams alike.
/// </summary>
/// <param name="Sender">The node that sent it.</param>
/// <param name="Kind">The first frame's kind.</param>
/// <param name="Number">The first frame's number.</param>
public readonly record struct DatagramIdentity(NodeTag Sender, FrameKind Kind, ulong Number)
{
    private const int SenderOffset = 12;

    /// <summary>
    /// Reads the identity without checking the datagram; <see langword="false"/> if the datagram is too short to have one.
    /// </summary>
    public static bool TryPeek(ReadOnlySpan<byte> datagram, out DatagramIdentity identity)
    {
        identity = default;
        if (datagram.Length < DatagramHeader.SizeBytes + FrameHeader.SizeBytes)
            return false;
        var header = new SpanReader(datagram[SenderOffset..]);
        var frame = new SpanReader(datagram[DatagramHeader.SizeBytes..]);
        identity = new DatagramIdentity(new NodeTag(header.UInt64()), (FrameKind)frame.Byte(), frame.UInt64());
        return true;
    }
}

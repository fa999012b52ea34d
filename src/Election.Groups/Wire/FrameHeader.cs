using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>The start of every frame: its kind, a number whose meaning the kind gives, and the length of what follows.</summary>
/// <param name="Kind">What the frame is for.</param>
/// <param name="Number">A sequence number, an index or a repetition count.</param>
/// <param name="BodyLength">Bytes of the body.</param>
public readonly record struct FrameHeader(FrameKind Kind, ulong Number, int BodyLength)
{
    /// <summary>Bytes before the body.</summary>
    public const int SizeBytes = 11;

    /// <summary>Reads the next frame of a datagram; <see langword="false"/> when it does not read.</summary>
    public static bool TryRead(ref SpanReader reader, out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        var kind = (FrameKind)reader.Byte();
        ulong number = reader.UInt64();
        body = reader.Medium();
        header = new FrameHeader(kind, number, body.Length);
        return !reader.Failed && kind is >= FrameKind.Discover and <= FrameKind.Leave;
    }
}

/// <summary>
/// What names a datagram for fault decisions (docs/faults.md): its sender, and the kind and number of its first frame. Keys,
/// incarnations and clocks are not in it, so that a rerun with the same seed treats the same datagrams alike.
/// </summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Kind">The first frame's kind.</param>
/// <param name="Number">The first frame's number.</param>
public readonly record struct DatagramIdentity(NodeTag Sender, FrameKind Kind, ulong Number)
{
    private const int SenderOffset = 12;

    /// <summary>Reads the identity without checking the datagram; <see langword="false"/> for one too short to have it.</summary>
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

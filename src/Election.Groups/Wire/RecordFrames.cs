using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>
/// The body of a RECORD-ASK: the tag of the node that is asked (8, 0 for all) and the number of bytes wanted (4). The frame's number is the
/// offset of the first of them.
/// </summary>
/// <param name="Holder">The node that is to answer; the default value for any that can.</param>
/// <param name="Offset">The offset in the record of the first byte wanted.</param>
/// <param name="Bytes">The number of bytes wanted.</param>
public readonly record struct RecordAsk(NodeTag Holder, ulong Offset, uint Bytes)
{
    /// <summary>The length of the body, in bytes.</summary>
    public const int SizeBytes = sizeof(ulong) + sizeof(uint);

    /// <summary>Writes the body.</summary>
    public void Write(ref SpanWriter writer)
    {
        writer.UInt64(Holder.Value);
        writer.UInt32(Bytes);
    }

    /// <summary>Reads a frame; null if it cannot be read.</summary>
    public static RecordAsk? Read(ulong number, ReadOnlySpan<byte> body)
    {
        var reader = new SpanReader(body);
        var ask = new RecordAsk(new NodeTag(reader.UInt64()), number, reader.UInt32());
        return reader.AtEnd ? ask : null;
    }
}

/// <summary>
/// The body of a RECORD: the length of the whole record (4), then a piece of it. The frame's number is the offset of the piece. A record is
/// the length of the certificate (4), the certificate and the transcript, each as its file.
/// </summary>
public static class RecordPiece
{
    /// <summary>The number of bytes in a body before the piece.</summary>
    public const int OverheadBytes = sizeof(uint);

    /// <summary>Writes the body.</summary>
    public static void Write(ref SpanWriter writer, int recordBytes, ReadOnlySpan<byte> piece)
    {
        writer.UInt32((uint)recordBytes);
        writer.Raw(piece);
    }

    /// <summary>Reads a body; <see langword="false"/> if it cannot be read or the piece is empty.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out uint recordBytes, out ReadOnlySpan<byte> piece)
    {
        var reader = new SpanReader(body);
        recordBytes = reader.UInt32();
        piece = reader.Rest();
        return !reader.Failed && piece.Length > 0;
    }
}

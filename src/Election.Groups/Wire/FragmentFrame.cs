using Election.Groups.Model;

namespace Election.Groups.Wire;

/// <summary>A fragment of a frame: the whole frame's kind and number, this piece's place, the number of pieces, and the bytes.</summary>
public readonly ref struct FragmentFrame
{
    /// <summary>The length of a fragment's header, in bytes.</summary>
    public const int OverheadBytes = 1 + sizeof(ulong) + sizeof(ushort) + sizeof(ushort);

    /// <summary>The largest number of pieces of a frame: the largest body over the smallest datagram.</summary>
    public const int MaxPieces = 160;

    private FragmentFrame(FrameKind kind, ulong number, ushort index, ushort count, ReadOnlySpan<byte> piece)
    {
        Kind = kind;
        Number = number;
        Index = index;
        Count = count;
        Piece = piece;
    }

    /// <summary>The whole frame's kind.</summary>
    public FrameKind Kind { get; }

    /// <summary>The whole frame's number.</summary>
    public ulong Number { get; }

    /// <summary>This piece's place, from 0.</summary>
    public ushort Index { get; }

    /// <summary>The number of pieces.</summary>
    public ushort Count { get; }

    /// <summary>The bytes of this piece.</summary>
    public ReadOnlySpan<byte> Piece { get; }

    /// <summary>Writes a fragment's body.</summary>
    public static void Write(ref SpanWriter writer, FrameKind kind, ulong number, ushort index, ushort count, ReadOnlySpan<byte> piece)
    {
        writer.Byte((byte)kind);
        writer.UInt64(number);
        writer.UInt16(index);
        writer.UInt16(count);
        writer.Raw(piece);
    }

    /// <summary>
    /// Reads a fragment's body; <see langword="false"/> for fragments of fragments, empty pieces and places past the end.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out FragmentFrame frame)
    {
        var reader = new SpanReader(body);
        frame = new FragmentFrame((FrameKind)reader.Byte(), reader.UInt64(), reader.UInt16(), reader.UInt16(), reader.Rest());
        return !reader.Failed && frame.Kind is >= FrameKind.Discover and <= FrameKind.Leave and not FrameKind.Fragment
            && frame.Index < frame.Count && frame.Count <= MaxPieces && !frame.Piece.IsEmpty;
    }
}

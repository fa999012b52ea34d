using Election.Groups.Model;

namespace Election.Groups.Layers.Reliable;

/// <summary>
/// The body of a BEAT: the sender's highest sequence number (8), the oldest that it can still repair (8), a count (2), and by rank how far
/// the sender holds each member's stream without a gap (8 each).
/// </summary>
internal readonly ref struct BeatFrame
{
    private readonly ReadOnlySpan<byte> _acks;

    private BeatFrame(ulong highest, ulong oldest, int count, ReadOnlySpan<byte> acks)
    {
        Highest = highest;
        Oldest = oldest;
        Count = count;
        _acks = acks;
    }

    /// <summary>The sender's highest sequence number.</summary>
    public ulong Highest { get; }

    /// <summary>The oldest of its own messages that the sender still keeps.</summary>
    public ulong Oldest { get; }

    /// <summary>The number of acknowledgements that follow.</summary>
    public int Count { get; }

    /// <summary>Returns the number up to which the sender holds the stream of the member with this rank.</summary>
    public ulong Ack(int rank) => new SpanReader(_acks[(rank * sizeof(ulong))..]).UInt64();

    /// <summary>Bytes of a beat among <paramref name="members"/>.</summary>
    public static int SizeBytes(int members) => sizeof(ulong) + sizeof(ulong) + sizeof(ushort) + members * sizeof(ulong);

    /// <summary>Reads a beat among exactly <paramref name="members"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, int members, out BeatFrame frame)
    {
        var reader = new SpanReader(body);
        ulong highest = reader.UInt64();
        ulong oldest = reader.UInt64();
        int count = reader.UInt16();
        frame = new BeatFrame(highest, oldest, count, reader.Raw(count * sizeof(ulong)));
        return reader.AtEnd && count == members && oldest <= highest + 1;
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// The journal's record of a message that was delivered in a weaker order, so that the node's next life begins with the same deliveries in
/// the same order: the origin's rank (2), the number (8), the kind (1), the body.
/// </summary>
public readonly ref struct DeliveredRecord
{
    private const int HeaderBytes = sizeof(ushort) + sizeof(ulong) + 1;

    private DeliveredRecord(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlySpan<byte> body)
    {
        Origin = origin;
        Sequence = sequence;
        Kind = kind;
        Body = body;
    }

    /// <summary>The member that broadcast it.</summary>
    public Rank Origin { get; }

    /// <summary>Its number in the origin's stream.</summary>
    public ulong Sequence { get; }

    /// <summary>The kind of the message.</summary>
    public StreamMessageKind Kind { get; }

    /// <summary>The statement or the text.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>The record of a message.</summary>
    public static byte[] Encode(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[HeaderBytes + body.Length];
        var writer = new SpanWriter(bytes);
        writer.UInt16((ushort)origin.Value);
        writer.UInt64(sequence);
        writer.Byte((byte)kind);
        writer.Raw(body);
        return bytes;
    }

    /// <summary>Reads a record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DeliveredRecord record)
    {
        var reader = new SpanReader(bytes);
        record = new DeliveredRecord(new Rank(reader.UInt16()), reader.UInt64(), (StreamMessageKind)reader.Byte(), reader.Rest());
        return !reader.Failed && record.Kind is StreamMessageKind.Submit or StreamMessageKind.Text;
    }
}

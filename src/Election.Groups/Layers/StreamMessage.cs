using System.Buffers.Binary;
using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// A message of a member's stream: kind (1), and, where its highest bit is set, the causes: a count of members (2) and by rank the number
/// of the last broadcast of each that the sender had delivered, or knew to lie before one that it had (8 each); then the body. An outside
/// observer reads the vector clock of a message here.
/// </summary>
public readonly ref struct StreamMessage
{
    /// <summary>The bit of the first byte that says that causes follow.</summary>
    public const byte CausesFlag = 0x80;

    private readonly ReadOnlySpan<byte> _causes;

    private StreamMessage(StreamMessageKind kind, int members, ReadOnlySpan<byte> causes, ReadOnlySpan<byte> body)
    {
        Kind = kind;
        Members = members;
        _causes = causes;
        Body = body;
    }

    /// <summary>The kind of the message.</summary>
    public StreamMessageKind Kind { get; }

    /// <summary>The number of members that its causes name; 0 when it carries none.</summary>
    public int Members { get; }

    /// <summary>The rest: a statement, a text, an order.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>
    /// The number of the last broadcast of the member with this rank that lies before this message; 0 for none. All of its earlier
    /// broadcasts lie before it, too. The sender's own place has the number of its broadcast before this one.
    /// </summary>
    public ulong Cause(int rank) => BinaryPrimitives.ReadUInt64BigEndian(_causes[(rank * sizeof(ulong))..]);

    /// <summary>Bytes before the body of a message whose causes name so many members.</summary>
    public static int HeaderBytes(int members) => members == 0 ? 1 : 1 + sizeof(ushort) + members * sizeof(ulong);

    /// <summary>Reads a message; its kind may be one that nobody knows.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out StreamMessage read)
    {
        var reader = new SpanReader(message);
        byte first = reader.Byte();
        int members = (first & CausesFlag) == 0 ? 0 : reader.UInt16();
        ReadOnlySpan<byte> causes = reader.Raw(members * sizeof(ulong));
        read = reader.Failed || (members == 0 && first >= CausesFlag)
            ? default : new StreamMessage((StreamMessageKind)(first & ~CausesFlag), members, causes, reader.Rest());
        return read.Kind != default;
    }

    /// <summary>Writes what stands before the body.</summary>
    /// <param name="writer">Takes <see cref="HeaderBytes"/> bytes.</param>
    /// <param name="kind">The kind of the message.</param>
    /// <param name="causes">By rank the last broadcast that lies before it; empty for a message without causes.</param>
    public static void WriteHeader(ref SpanWriter writer, StreamMessageKind kind, ReadOnlySpan<ulong> causes)
    {
        writer.Byte(causes.IsEmpty ? (byte)kind : (byte)((byte)kind | CausesFlag));
        if (causes.IsEmpty)
            return;
        writer.UInt16((ushort)causes.Length);
        foreach (ulong cause in causes)
            writer.UInt64(cause);
    }
}

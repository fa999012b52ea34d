using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// An entry with its statements, in a journal record and in an ENTRY frame: place (8), epoch (4), first index (8), hash (32), count (2),
/// and per statement a final mark (1) and the bytes (4-byte length).
/// </summary>
internal readonly ref struct EntryRecord
{
    private const int FixedBytes = sizeof(ulong) + sizeof(uint) + sizeof(ulong) + Hash256.SizeBytes + sizeof(ushort);

    private readonly ReadOnlySpan<byte> _statements;

    private EntryRecord(ulong place, Epoch epoch, LogIndex first, Hash256 hash, int count, ReadOnlySpan<byte> statements)
    {
        Place = place;
        Epoch = epoch;
        First = first;
        Hash = hash;
        Count = count;
        _statements = statements;
    }

    /// <summary>Its place in the log, from 1.</summary>
    public ulong Place { get; }

    /// <summary>The epoch in which it was first made.</summary>
    public Epoch Epoch { get; }

    /// <summary>The index of its first statement.</summary>
    public LogIndex First { get; }

    /// <summary>The chain's hash after it.</summary>
    public Hash256 Hash { get; }

    /// <summary>The number of statements.</summary>
    public int Count { get; }

    /// <summary>Bytes of a record of these statements.</summary>
    public static int SizeOf(ReadOnlySpan<Submission> batch)
    {
        int size = FixedBytes;
        foreach (ref readonly Submission submission in batch)
            size += 1 + sizeof(uint) + submission.Payload.Length;
        return size;
    }

    /// <summary>Writes a record.</summary>
    public static void Write(ref SpanWriter writer, int place, Epoch epoch, LogIndex first, in Hash256 hash, ReadOnlySpan<Submission> batch)
    {
        writer.UInt64((ulong)place);
        writer.UInt32(epoch.Number);
        writer.UInt64(first.Value);
        writer.Hash(hash);
        writer.UInt16((ushort)batch.Length);
        foreach (ref readonly Submission submission in batch)
        {
            writer.Byte(submission.IsFinal ? (byte)1 : (byte)0);
            writer.Long(submission.Payload.Span);
        }
    }

    /// <summary>Reads a record; its statements read too.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EntryRecord record)
    {
        var reader = new SpanReader(bytes);
        ulong place = reader.UInt64();
        var epoch = new Epoch(reader.UInt32());
        var first = new LogIndex(reader.UInt64());
        Hash256 hash = reader.Hash();
        int count = reader.UInt16();
        record = new EntryRecord(place, epoch, first, hash, count, reader.Rest());
        if (reader.Failed || place is 0 or > int.MaxValue || count > OrderMessage.MaxStatements)
            return false;
        var statements = new SpanReader(record._statements);
        for (int i = 0; i < count; i++)
        {
            statements.Byte();
            statements.Long(AtomicLayer.MaxStatementBytes);
        }
        return statements.AtEnd;
    }

    /// <summary>Copies the statements, each into memory of its own.</summary>
    public void CopyTo(Span<Submission> target)
    {
        var reader = new SpanReader(_statements);
        for (int i = 0; i < Count; i++)
        {
            bool isFinal = reader.Byte() != 0;
            byte[] payload = reader.Long(AtomicLayer.MaxStatementBytes).ToArray();
            target[i] = new Submission(payload, Hash256.Of(payload), isFinal);
        }
    }
}

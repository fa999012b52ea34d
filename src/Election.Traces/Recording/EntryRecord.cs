using Election.Groups.Model;

namespace Election.Traces.Recording;

/// <summary>
/// The content of a journal record of kind <see cref="JournalRecordKind.Entry"/> (docs/wire.md): place (8), epoch (4), first index (8),
/// hash (32), count (2), and per statement a final mark (1) and its bytes (4-byte length).
/// </summary>
/// <param name="Place">
/// The entry's place in the log, from 1. A record whose place is not above that of the last one first truncates the log.
/// </param>
/// <param name="Epoch">The epoch in which the entry was made.</param>
/// <param name="First">The index of its first statement.</param>
/// <param name="Hash">The chain hash after the entry.</param>
/// <param name="Statements">Its statements; none in a VIEW.</param>
public sealed record EntryRecord(ulong Place, Epoch Epoch, ulong First, Hash256 Hash, IReadOnlyList<ReadOnlyMemory<byte>> Statements)
{
    private const int MostStatementBytes = 1 << 20;

    /// <summary>Reads a record; null if it cannot be read.</summary>
    public static EntryRecord? Read(ReadOnlyMemory<byte> record)
    {
        var reader = new SpanReader(record.Span);
        ulong place = reader.UInt64();
        var epoch = new Epoch(reader.UInt32());
        ulong first = reader.UInt64();
        Hash256 hash = reader.Hash();
        var statements = new ReadOnlyMemory<byte>[reader.UInt16()];
        for (int i = 0; i < statements.Length && !reader.Failed; i++)
        {
            reader.Byte();
            int length = reader.Long(MostStatementBytes).Length;
            statements[i] = reader.Failed ? default : record.Slice(reader.Position - length, length);
        }
        return reader.AtEnd ? new EntryRecord(place, epoch, first, hash, statements) : null;
    }
}

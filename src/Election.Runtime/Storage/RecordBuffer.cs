using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>Consecutive sealed records, in memory that is reused for the next batch.</summary>
internal sealed class RecordBuffer
{
    private const int FirstBytes = 64 * 1024;

    private byte[] _bytes = new byte[FirstBytes];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal void Add(JournalRecordKind kind, ReadOnlySpan<byte> content, ulong salt)
    {
        int size = JournalFormat.RecordHeaderBytes + content.Length;
        if (Length + size > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + size));
        Span<byte> record = _bytes.AsSpan(Length, size);
        content.CopyTo(record[JournalFormat.RecordHeaderBytes..]);
        JournalFormat.SealRecord(record, kind, salt);
        Length += size;
    }

    internal void Clear() => Length = 0;
}

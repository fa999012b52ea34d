using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Atomic;

/// <summary>A batch of consecutive statements in the log.</summary>
/// <param name="Epoch">The epoch in which it was first made; it keeps it for ever.</param>
/// <param name="First">The index of its first statement.</param>
/// <param name="Count">How many statements.</param>
/// <param name="Hash">The chain's hash after it.</param>
/// <param name="JournalSequence">The journal record that holds it.</param>
internal readonly record struct LogEntry(Epoch Epoch, LogIndex First, int Count, Hash256 Hash, ulong JournalSequence)
{
    /// <summary>The index of its last statement.</summary>
    public LogIndex Last => new(First.Value + (ulong)Count - 1);
}

/// <summary>
/// The group's log as one node has it: entries chained by hash over the full bytes of their submissions,
/// H(entry epoch ‖ first index ‖ previous hash ‖ H(submission)…), so that equal hashes mean equal logs.
/// </summary>
internal sealed class GroupLog
{
    private const string ChainDomain = "election-log/1\0";

    private readonly List<LogEntry> _entries = [];
    private readonly List<Submission> _statements = [];
    private readonly byte[] _scratch = new byte[ChainDomain.Length + sizeof(uint) + sizeof(ulong) + Hash256.SizeBytes * (1 + OrderMessage.MaxStatements)];

    /// <summary>The chain's hash after the last entry; zero for an empty log.</summary>
    public Hash256 Hash => _entries.Count == 0 ? default : _entries[^1].Hash;

    /// <summary>The index of the last statement.</summary>
    public LogIndex Last => new((ulong)_statements.Count);

    /// <summary>Whether the last statement allows none after it.</summary>
    public bool IsFinal => _statements.Count > 0 && _statements[^1].IsFinal;

    /// <summary>The entries, oldest first.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>The statement at an index from 1 to <see cref="Last"/>.</summary>
    public ReadOnlyMemory<byte> this[LogIndex index] => _statements[(int)(index.Value - 1)].Payload;

    /// <summary>The hash of the entry that would follow with these submissions.</summary>
    public Hash256 HashAfter(Epoch epoch, ReadOnlySpan<Submission> batch)
    {
        var writer = new SpanWriter(_scratch);
        foreach (char c in ChainDomain)
            writer.Byte((byte)c);
        writer.UInt32(epoch.Number);
        writer.UInt64(Last.Value + 1);
        writer.Hash(Hash);
        foreach (ref readonly Submission submission in batch)
            writer.Hash(submission.Hash);
        return Hash256.Of(writer.Written);
    }

    /// <summary>Appends a batch whose hash is <paramref name="hash"/>; the journal record for it has been asked for.</summary>
    public void Append(Epoch epoch, ReadOnlySpan<Submission> batch, Hash256 hash, ulong journalSequence)
    {
        _entries.Add(new LogEntry(epoch, Last.Plus(1), batch.Length, hash, journalSequence));
        foreach (ref readonly Submission submission in batch)
            _statements.Add(submission);
    }

    /// <summary>The journal record of a batch: epoch (4), first index (8), hash (32), count (2), and per statement a final mark (1) and the bytes (4-byte length).</summary>
    public byte[] Record(Epoch epoch, ReadOnlySpan<Submission> batch, Hash256 hash)
    {
        int size = sizeof(uint) + sizeof(ulong) + Hash256.SizeBytes + sizeof(ushort);
        foreach (ref readonly Submission submission in batch)
            size += 1 + sizeof(uint) + submission.Payload.Length;
        var record = new byte[size];
        var writer = new SpanWriter(record);
        writer.UInt32(epoch.Number);
        writer.UInt64(Last.Value + 1);
        writer.Hash(hash);
        writer.UInt16((ushort)batch.Length);
        foreach (ref readonly Submission submission in batch)
        {
            writer.Byte(submission.IsFinal ? (byte)1 : (byte)0);
            writer.Long(submission.Payload.Span);
        }
        return record;
    }

    /// <summary>The entry whose last statement has this index, if one has.</summary>
    public LogEntry? EntryEndingAt(ulong index)
    {
        int low = 0, high = _entries.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            LogEntry entry = _entries[middle];
            if (entry.Last.Value == index)
                return entry;
            if (entry.Last.Value < index)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>A batch of consecutive statements in the log; a batch of none is a VIEW, the first entry of an epoch's leader.</summary>
/// <param name="Epoch">The epoch in which it was first made; it keeps it for ever.</param>
/// <param name="First">The index of its first statement, or the one that a statement there would have.</param>
/// <param name="Count">The number of statements.</param>
/// <param name="Hash">The chain's hash after it.</param>
/// <param name="JournalSequence">The journal record of this life that holds it; 0 for one of an earlier life.</param>
internal readonly record struct LogEntry(Epoch Epoch, LogIndex First, int Count, Hash256 Hash, ulong JournalSequence)
{
    /// <summary>The index of its last statement; of a VIEW, the last one before it.</summary>
    public LogIndex Last => new(First.Value + (ulong)Count - 1);
}

/// <summary>
/// The group's log as one node has it: entries by place, from 1, chained by hash over the full bytes of their submissions,
/// H(entry epoch ‖ first index ‖ previous hash ‖ H(submission)…), so that equal hashes mean equal logs up to there.
/// </summary>
internal sealed class GroupLog
{
    private const string ChainDomain = "election-log/1\0";

    private readonly List<LogEntry> _entries = [];
    private readonly List<Submission> _statements = [];
    private readonly Dictionary<Hash256, int> _places = [];
    private readonly byte[] _scratch = new byte[ChainDomain.Length + sizeof(uint) + sizeof(ulong)
        + Hash256.SizeBytes * (1 + OrderMessage.MaxStatements)];

    /// <summary>The number of entries; also the place of the last one.</summary>
    public int Count => _entries.Count;

    /// <summary>The index of the last statement.</summary>
    public LogIndex Last => new((ulong)_statements.Count);

    /// <summary>The epoch of the last entry: with <see cref="Count"/> it says how new the log is (Raft, §5.4.1).</summary>
    public Epoch LastEpoch => _entries.Count == 0 ? Epoch.None : _entries[^1].Epoch;

    /// <summary>True if the last statement allows none after it.</summary>
    public bool IsFinal => _statements.Count > 0 && _statements[^1].IsFinal;

    /// <summary>The statement at an index from 1 to <see cref="Last"/>.</summary>
    public ReadOnlyMemory<byte> this[LogIndex index] => _statements[(int)(index.Value - 1)].Payload;

    /// <summary>The entry at a place from 1 to <see cref="Count"/>.</summary>
    public LogEntry At(int place) => _entries[place - 1];

    /// <summary>The chain's hash after the entry at a place; zero at place 0.</summary>
    public Hash256 HashAt(int place) => place == 0 ? default : _entries[place - 1].Hash;

    /// <summary>The index of the last statement up to a place.</summary>
    public LogIndex LastAt(int place) => place == 0 ? LogIndex.None : _entries[place - 1].Last;

    /// <summary>The place of the entry that holds a submission; 0 when none does.</summary>
    public int PlaceOf(in Hash256 submission) => _places.GetValueOrDefault(submission);

    /// <summary>True if the entry at a place is here with this hash.</summary>
    public bool Holds(int place, ulong hashPrefix) => place >= 1 && place <= Count && _entries[place - 1].Hash.Prefix == hashPrefix;

    /// <summary>The hash of the entry that would follow the one at <paramref name="place"/> with these submissions.</summary>
    public Hash256 HashAfter(int place, Epoch epoch, ReadOnlySpan<Submission> batch)
    {
        var writer = new SpanWriter(_scratch);
        foreach (char c in ChainDomain)
            writer.Byte((byte)c);
        writer.UInt32(epoch.Number);
        writer.UInt64(LastAt(place).Value + 1);
        writer.Hash(HashAt(place));
        foreach (ref readonly Submission submission in batch)
            writer.Hash(submission.Hash);
        return Hash256.Of(writer.Written);
    }

    /// <summary>Appends a batch whose hash is <paramref name="hash"/>; the journal record for it has been asked for.</summary>
    public void Append(Epoch epoch, ReadOnlySpan<Submission> batch, in Hash256 hash, ulong journalSequence)
    {
        _entries.Add(new LogEntry(epoch, Last.Plus(1), batch.Length, hash, journalSequence));
        foreach (ref readonly Submission submission in batch)
        {
            _statements.Add(submission);
            _places.TryAdd(submission.Hash, Count);
        }
    }

    /// <summary>Keeps the first <paramref name="places"/> entries and forgets the others.</summary>
    public void Truncate(int places)
    {
        int statements = (int)LastAt(places).Value;
        for (int i = statements; i < _statements.Count; i++)
        {
            if (_places.GetValueOrDefault(_statements[i].Hash) > places)
                _places.Remove(_statements[i].Hash);
        }
        _statements.RemoveRange(statements, _statements.Count - statements);
        _entries.RemoveRange(places, _entries.Count - places);
    }

    /// <summary>Copies the statements of the entry at a place and returns how many.</summary>
    public int CopyTo(int place, Span<Submission> target)
    {
        LogEntry entry = At(place);
        for (int i = 0; i < entry.Count; i++)
            target[i] = _statements[(int)entry.First.Value - 1 + i];
        return entry.Count;
    }
}

using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>
/// Where a node's promises are kept. Guarantee: once a sequence number was reported durable, that record and all before it are read
/// back in order after a crash.
/// </summary>
public interface IJournal : IDisposable
{
    /// <summary>Which journal this is.</summary>
    JournalId Id { get; }

    /// <summary>Says who is told what became durable. Called once, before the first <see cref="Append"/>.</summary>
    void Start(IJournalObserver observer);

    /// <summary>Adds a record; the bytes are copied. Blocks only while the journal has as much to write as it may hold.</summary>
    /// <param name="sequence">Counted from 1 without a gap in each life of the node.</param>
    /// <param name="kind">The kind of record.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="InvalidOperationException">
    /// A gap in the sequence, or a record over <see cref="JournalFormat.MaxRecordBytes"/>.
    /// </exception>
    void Append(ulong sequence, JournalRecordKind kind, ReadOnlySpan<byte> bytes);
}

/// <summary>Is told what became of journal records, on a thread of the journal's.</summary>
public interface IJournalObserver
{
    /// <summary>Every record up to and including this one is durable; numbers may be skipped.</summary>
    void Durable(ulong sequence);

    /// <summary>The journal cannot be written any more: the node must stop.</summary>
    void Failed(Exception cause);
}

/// <summary>A record read back.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Bytes">Its content.</param>
public sealed record JournalRecord(JournalRecordKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>What was found where a journal should be.</summary>
public enum JournalCondition
{
    /// <summary>There is no file, or one whose creation was interrupted before anything was promised.</summary>
    Missing,

    /// <summary>Every byte reads.</summary>
    Intact,

    /// <summary>All but the last record reads; the writing of that one was interrupted, and it is left out.</summary>
    TornTail,

    /// <summary>A record before the last, or the file's header, does not read: something that was promised is lost.</summary>
    Damaged,

    /// <summary>The file is of a version this program does not read.</summary>
    ForeignVersion,
}

/// <summary>A journal read back.</summary>
/// <param name="Condition">What was found.</param>
/// <param name="Records">The records before the first damage, in the order written.</param>
/// <param name="ReadBytes">Where the last of them ends in the file.</param>
/// <param name="LostBytes">Bytes in the file after that.</param>
public sealed record JournalReading(JournalCondition Condition, IReadOnlyList<JournalRecord> Records, long ReadBytes, long LostBytes)
{
    /// <summary>No journal.</summary>
    public static JournalReading None { get; } = new(JournalCondition.Missing, [], 0, 0);

    /// <summary>Whether an election was under way when the journal ended: there are records, and none says that it is finished.</summary>
    public bool IsUnfinished => Records.Count > 0 && Records.All(record => record.Kind != JournalRecordKind.Finished);
}

using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>
/// The store of a node's promises. Guarantee: once a sequence number has been reported durable, that record and all before it are read back
/// in order after a crash.
/// </summary>
public interface IJournal : IDisposable
{
    /// <summary>The id of this journal.</summary>
    JournalId Id { get; }

    /// <summary>Starts the journal and sets the observer of its progress. Called once, before the first <see cref="Append"/>.</summary>
    void Start(IJournalObserver observer);

    /// <summary>Appends a record; the bytes are copied. Blocks only while the journal holds as much unwritten data as it may.</summary>
    /// <param name="sequence">The sequence number, counted from 1 without a gap in each life of the node.</param>
    /// <param name="kind">The kind of record.</param>
    /// <param name="bytes">The record's content.</param>
    /// <exception cref="InvalidOperationException">
    /// A gap in the sequence, or a record over <see cref="JournalFormat.MaxRecordBytes"/>.
    /// </exception>
    void Append(ulong sequence, JournalRecordKind kind, ReadOnlySpan<byte> bytes);
}

/// <summary>Receives the progress of a journal, on a thread of the journal.</summary>
public interface IJournalObserver
{
    /// <summary>Every record up to and including this one is durable; numbers may be skipped.</summary>
    void Durable(ulong sequence);

    /// <summary>The journal can no longer be written: the node must stop.</summary>
    void Failed(Exception cause);
}

/// <summary>A record read back from a journal.</summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Bytes">The record's content.</param>
public sealed record JournalRecord(JournalRecordKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>The possible conditions of a journal on disk.</summary>
public enum JournalCondition
{
    /// <summary>There is no file, or only one whose creation was interrupted before any promise was made.</summary>
    Missing,

    /// <summary>Every byte can be read.</summary>
    Intact,

    /// <summary>All records but the last can be read; the writing of that one was interrupted, and it is left out.</summary>
    TornTail,

    /// <summary>The header or a record before the last cannot be read: a promise is lost.</summary>
    Damaged,

    /// <summary>The file is of a version that this program cannot read.</summary>
    ForeignVersion,
}

/// <summary>A journal read back.</summary>
/// <param name="Condition">The condition of the journal.</param>
/// <param name="Records">The records before the first damage, in the order written.</param>
/// <param name="ReadBytes">The length of the file up to the end of the last of them, in bytes.</param>
/// <param name="LostBytes">The number of bytes in the file after that.</param>
public sealed record JournalReading(JournalCondition Condition, IReadOnlyList<JournalRecord> Records, long ReadBytes, long LostBytes)
{
    /// <summary>The reading of a missing journal.</summary>
    public static JournalReading None { get; } = new(JournalCondition.Missing, [], 0, 0);

    /// <summary>True if an election was under way when the journal ended: there are records, and none marks the end.</summary>
    public bool IsUnfinished => Records.Count > 0 && Records.All(record => record.Kind != JournalRecordKind.Finished);
}

using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>One record of a simulated journal.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record JournalRecord(JournalRecordKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>A simulated disk with group commit: one fsync at a time; what is written meanwhile waits for the next one.</summary>
public sealed class VirtualJournal
{
    private readonly List<JournalRecord> _records = [];
    private ulong _syncing;

    /// <summary>Everything written, durable or not, oldest first.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>How many of <see cref="Records"/> would survive a crash now.</summary>
    public ulong Durable { get; private set; }

    internal void Write(in Effect effect)
    {
        _records.Add(new JournalRecord(effect.Record, effect.Bytes));
        if (effect.JournalSequence != (ulong)_records.Count)
            throw new InvalidOperationException($"Journal record {effect.JournalSequence} was written as number {_records.Count}.");
    }

    /// <summary>Starts an fsync of all that is written; <see langword="false"/> when one is under way or nothing waits.</summary>
    internal bool TryBeginSync()
    {
        if (_syncing != 0 || Durable == (ulong)_records.Count)
            return false;
        _syncing = (ulong)_records.Count;
        return true;
    }

    /// <summary>Ends the fsync under way and returns the last record that is durable now.</summary>
    internal ulong EndSync()
    {
        Durable = _syncing;
        _syncing = 0;
        return Durable;
    }
}

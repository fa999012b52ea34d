using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>One record of a simulated journal.</summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Bytes">The record's content.</param>
public sealed record JournalRecord(JournalRecordKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A simulated disk with group commit: one fsync at a time, and records written meanwhile wait for the next one. It outlives its node: a
/// crash leaves the durable records and a prefix of those in the fsync under way.
/// </summary>
public sealed class VirtualJournal
{
    private readonly List<JournalRecord> _records = [];
    private readonly List<JournalRecord> _lost = [];
    private ulong _earlierLives;
    private ulong _syncing;

    /// <summary>All records written and not lost, durable or not, oldest first.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>The journal's id; a new one after each loss.</summary>
    public JournalId Id { get; private set; } = new(1);

    /// <summary>The number of <see cref="Records"/> that would certainly survive a crash now.</summary>
    public ulong Durable { get; private set; }

    /// <summary>The records that were durable when the disk was lost, if <see cref="WasLost"/>.</summary>
    public IReadOnlyList<JournalRecord> Lost => _lost;

    /// <summary>
    /// True if the disk was lost after START, so that its node cannot know what its earlier lives said. A node that loses it before START
    /// has said nothing as a member.
    /// </summary>
    public bool WasLost { get; private set; }

    /// <summary>The number of crashes in the middle of an fsync that lost records.</summary>
    public int TornTails { get; private set; }

    internal void Write(in Effect effect)
    {
        _records.Add(new JournalRecord(effect.Record, effect.Bytes));
        if (effect.JournalSequence != (ulong)_records.Count - _earlierLives)
            throw new InvalidOperationException($"Journal record {effect.JournalSequence} was written as number {_records.Count}.");
    }

    /// <summary>Starts an fsync of all that is written; <see langword="false"/> if one is under way or nothing is waiting.</summary>
    internal bool TryBeginSync()
    {
        if (_syncing != 0 || Durable == (ulong)_records.Count)
            return false;
        _syncing = (ulong)_records.Count;
        return true;
    }

    /// <summary>Ends the fsync under way and returns the number, in this life, of the last durable record.</summary>
    internal ulong EndSync()
    {
        Durable = _syncing;
        _syncing = 0;
        return Durable - _earlierLives;
    }

    /// <summary>
    /// Crashes the disk with its node. Records waiting for the next fsync are lost; of those in the fsync under way, a random prefix
    /// survives.
    /// </summary>
    internal void Crash(SplitMix64 random)
    {
        ulong atRisk = _syncing == 0 ? 0 : _syncing - Durable;
        ulong kept = Durable + (atRisk == 0 ? 0 : random.Next(atRisk + 1));
        TornTails += kept < Durable + atRisk ? 1 : 0;
        _records.RemoveRange((int)kept, _records.Count - (int)kept);
        Durable = kept;
        _syncing = 0;
        _earlierLives = kept;
    }

    /// <summary>Loses the disk of a crashed node.</summary>
    internal void Lose()
    {
        if (!WasLost && _records.Exists(record => record.Kind == JournalRecordKind.Start))
        {
            WasLost = true;
            _lost.AddRange(_records);
        }
        _records.Clear();
        Id = new JournalId(Id.Value + 1);
        Durable = 0;
        _earlierLives = 0;
    }
}

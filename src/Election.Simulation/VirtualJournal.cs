using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>One record of a simulated journal.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record JournalRecord(JournalRecordKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A simulated disk with group commit: one fsync at a time; what is written meanwhile waits for the next one. It outlives its node: a
/// crash leaves what was durable, and of what the fsync under way held, a part from the front.
/// </summary>
public sealed class VirtualJournal
{
    private readonly List<JournalRecord> _records = [];
    private readonly List<JournalRecord> _lost = [];
    private ulong _earlierLives;
    private ulong _syncing;

    /// <summary>Everything written and not lost, durable or not, oldest first.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>Its number: another one after each loss.</summary>
    public JournalId Id { get; private set; } = new(1);

    /// <summary>How many of <see cref="Records"/> would certainly survive a crash now.</summary>
    public ulong Durable { get; private set; }

    /// <summary>The records that were durable when the disk was lost, if <see cref="WasLost"/>.</summary>
    public IReadOnlyList<JournalRecord> Lost => _lost;

    /// <summary>
    /// Whether the disk was lost after START, so that its node cannot know what its earlier lives said. Whoever loses it before has said
    /// nothing as a member.
    /// </summary>
    public bool WasLost { get; private set; }

    /// <summary>Crashes that came in the middle of an fsync and took records with them.</summary>
    public int TornTails { get; private set; }

    internal void Write(in Effect effect)
    {
        _records.Add(new JournalRecord(effect.Record, effect.Bytes));
        if (effect.JournalSequence != (ulong)_records.Count - _earlierLives)
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

    /// <summary>Ends the fsync under way and returns the number, in this life, of the last record that is durable now.</summary>
    internal ulong EndSync()
    {
        Durable = _syncing;
        _syncing = 0;
        return Durable - _earlierLives;
    }

    /// <summary>The node dies. What waited for the next fsync is gone; of the one under way a drawn number of records, from the front, stays.</summary>
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

    /// <summary>The disk of a dead node is lost.</summary>
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

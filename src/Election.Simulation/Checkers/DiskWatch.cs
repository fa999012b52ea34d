using Election.Groups.Model;
using Election.Traces.Recording;

namespace Election.Simulation.Checkers;

/// <summary>
/// Reads the disks of nodes as they become durable. A lost disk is remembered as it was: its node made promises on it, and is held to them.
/// </summary>
internal sealed class DiskWatch
{
    private readonly IReadOnlyList<SimulatedNode> _nodes;
    private readonly Action<SimulatedNode, JournalRecord> _onRecord;
    private readonly Disk[] _disks;

    /// <summary>Watches these nodes' disks.</summary>
    /// <param name="nodes">The members.</param>
    /// <param name="onRecord">Called once with every durable record that is not an entry.</param>
    public DiskWatch(IReadOnlyList<SimulatedNode> nodes, Action<SimulatedNode, JournalRecord> onRecord)
    {
        _nodes = nodes;
        _onRecord = onRecord;
        _disks = [.. nodes.Select(_ => new Disk())];
    }

    /// <summary>The number of members.</summary>
    public int Count => _nodes.Count;

    /// <summary>Reads the records that have become durable since the last call.</summary>
    /// <exception cref="InvalidOperationException">A journal cannot be read.</exception>
    public void Look()
    {
        for (int i = 0; i < _disks.Length; i++)
        {
            // A disk lost before START held nothing that counts, and its records are counted from the beginning again.
            _disks[i].Taken = Math.Min(_disks[i].Taken, _nodes[i].Journal.WasLost ? int.MaxValue : (int)_nodes[i].Journal.Durable);
            if (_nodes[i].Journal.WasLost && !_disks[i].WasLost)
            {
                Read(i, _nodes[i].Journal.Lost, _nodes[i].Journal.Lost.Count);
                _disks[i].WasLost = true;
            }
            if (!_nodes[i].Journal.WasLost)
                Read(i, _nodes[i].Journal.Records, (int)_nodes[i].Journal.Durable);
        }
    }

    /// <summary>Returns the largest number of disks that hold a statement at an index in one and the same log.</summary>
    public int HoldersOf(ulong index, ReadOnlySpan<byte> statement)
    {
        int most = 0;
        foreach (Disk disk in _disks)
        {
            if (disk.Log.ChainOver(index, statement) is not { } chain)
                continue;
            int same = 0;
            foreach (Disk other in _disks)
                same += other.Log.ChainOver(index, statement) == chain ? 1 : 0;
            most = Math.Max(most, same);
            if (most > _disks.Length / 2)
                break;
        }
        return most;
    }

    private void Read(int place, IReadOnlyList<JournalRecord> records, int durable)
    {
        Disk disk = _disks[place];
        for (; disk.Taken < durable; disk.Taken++)
        {
            JournalRecord record = records[disk.Taken];
            if (record.Kind != JournalRecordKind.Entry)
                _onRecord(_nodes[place], record);
            else if (EntryRecord.Read(record.Bytes) is { } entry)
                disk.Log.Add(entry);
            else
                throw new InvalidOperationException($"{_nodes[place].Id}'s journal holds an entry that does not read.");
        }
    }

    private sealed class Disk
    {
        public DiskLog Log { get; } = new();

        public int Taken { get; set; }

        public bool WasLost { get; set; }
    }
}

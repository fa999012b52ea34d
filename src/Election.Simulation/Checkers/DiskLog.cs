using Election.Groups.Model;
using Election.Traces.Recording;

namespace Election.Simulation.Checkers;

/// <summary>The group's log as one disk holds it.</summary>
internal sealed class DiskLog
{
    private readonly List<(ulong Last, Hash256 Hash)> _entries = [];
    private readonly List<ReadOnlyMemory<byte>> _statements = [];

    /// <summary>Adds a record, after truncating what it replaces.</summary>
    /// <exception cref="InvalidOperationException">The record leaves a gap.</exception>
    public void Add(EntryRecord record)
    {
        if (record.Place <= (ulong)_entries.Count)
            _entries.RemoveRange((int)record.Place - 1, _entries.Count - (int)record.Place + 1);
        ulong last = _entries.Count == 0 ? 0 : _entries[^1].Last;
        if (record.Place != (ulong)_entries.Count + 1 || record.First != last + 1)
        {
            throw new InvalidOperationException(
                $"The journal's entry {record.Place} begins at index {record.First}; entry {_entries.Count} ends at {last}.");
        }
        _statements.RemoveRange((int)last, _statements.Count - (int)last);
        _statements.AddRange(record.Statements);
        _entries.Add(((ulong)_statements.Count, record.Hash));
    }

    /// <summary>
    /// Returns the chain hash after the entry that holds a statement; null if the log does not reach it, or holds another statement there.
    /// </summary>
    public Hash256? ChainOver(ulong index, ReadOnlySpan<byte> statement)
    {
        if (index == 0 || index > (ulong)_statements.Count || !statement.SequenceEqual(_statements[(int)index - 1].Span))
            return null;
        int low = 0, high = _entries.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].Last < index)
                low = middle + 1;
            else
                high = middle;
        }
        return _entries[low].Hash;
    }
}

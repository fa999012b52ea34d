using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Simulation.Elections;

namespace Election.Simulation.Checkers;

/// <summary>
/// Promises 2 and 4, watched all the time: what any node delivers, a majority has in its journals, on disk. Reads the records of kind
/// <see cref="JournalRecordKind.Entry"/>: epoch (4), first index (8), hash (32), count (2), and then the statements.
/// </summary>
internal static class Durability
{
    /// <summary>A node delivers an entry.</summary>
    public static Violation? Deliver(IReadOnlyList<SimulatedNode> nodes, SimulatedNode node, LoggedEntry entry, TimeSpan now)
    {
        int holders = nodes.Count(other => DurableIndex(other.Journal) >= entry.Index);
        return holders >= (nodes.Count / 2) + 1
            ? null
            : new Violation(now, "no loss", $"{node.Id} delivers index {entry.Index}, which is on {holders} of {nodes.Count} disks only");
    }

    /// <summary>The last index that would survive a crash.</summary>
    private static ulong DurableIndex(VirtualJournal journal)
    {
        for (int i = (int)journal.Durable - 1; i >= 0; i--)
        {
            if (journal.Records[i].Kind != JournalRecordKind.Entry)
                continue;
            var reader = new SpanReader(journal.Records[i].Bytes.Span);
            reader.UInt32();
            ulong first = reader.UInt64();
            reader.Hash();
            int count = reader.UInt16();
            return reader.Failed ? 0 : first + (ulong)count - 1;
        }
        return 0;
    }
}

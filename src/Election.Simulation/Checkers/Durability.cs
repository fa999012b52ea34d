using Election.Traces.Recording;

namespace Election.Simulation.Checkers;

/// <summary>
/// Checks promises 2 and 4 continuously: whatever any node delivers first is in the journals of a majority, on disk, in one log. A lost
/// disk counts as it was; what its node writes later does not count.
/// </summary>
internal static class Durability
{
    /// <summary>Checks a delivery of an entry that no node has delivered before.</summary>
    public static Violation? Deliver(DiskWatch disks, SimulatedNode node, LoggedEntry entry, TimeSpan now)
    {
        disks.Look();
        int holders = disks.HoldersOf(entry.Index, entry.Bytes.Span);
        return holders >= (disks.Count / 2) + 1
            ? null
            : new Violation(now, "no loss", $"{node.Id} delivers index {entry.Index}, which is on {holders} of {disks.Count} disks only");
    }
}

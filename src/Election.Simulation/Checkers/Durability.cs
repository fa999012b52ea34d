using Election.Simulation.Elections;
using Election.Traces.Recording;

namespace Election.Simulation.Checkers;

/// <summary>
/// Promises 2 and 4, watched all the time: what any node delivers first, a majority has in its journals, on disk, in one log. A disk that
/// was lost counts as it was; what its node writes later does not.
/// </summary>
internal static class Durability
{
    /// <summary>A node delivers an entry that none has delivered before.</summary>
    public static Violation? Deliver(DiskWatch disks, SimulatedNode node, LoggedEntry entry, TimeSpan now)
    {
        disks.Look();
        int holders = disks.HoldersOf(entry.Index, entry.Bytes.Span);
        return holders >= (disks.Count / 2) + 1
            ? null
            : new Violation(now, "no loss", $"{node.Id} delivers index {entry.Index}, which is on {holders} of {disks.Count} disks only");
    }
}

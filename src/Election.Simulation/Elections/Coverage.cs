using System.Collections.Immutable;
using Election.Voting.Core;

namespace Election.Simulation.Elections;

/// <summary>
/// The situations that a run, or a sweep, reached: a sweep without violations means little if no leader ever changed in it. For a run each
/// mark counts occurrences; for a sweep it counts the runs that have it.
/// </summary>
/// <param name="ViewChange">The number of leader changes.</param>
/// <param name="Truncation">The number of entries truncated from a log.</param>
/// <param name="CatchUp">The number of entries fetched.</param>
/// <param name="TornTail">The number of crashes in the middle of an fsync that lost records.</param>
/// <param name="Duplicate">The number of submissions that were already in the log.</param>
/// <param name="Learner">The number of members that came back without their journal.</param>
public sealed record Coverage(long ViewChange, long Truncation, long CatchUp, long TornTail, long Duplicate, long Learner)
{
    /// <summary>No situation at all.</summary>
    public static Coverage None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Reads the counters of one life of a node.</summary>
    public static Coverage Of(NodeSnapshot snapshot)
    {
        long Count(string name) => snapshot.Counters.FirstOrDefault(counter => counter.Key == name).Value;
        return new Coverage(Count("ViewChanges"), Count("EntriesTruncated"), Count("EntriesFetched"), 0, Count("DuplicateSubmissions"), 0);
    }

    /// <summary>Reduces every count to 1 or 0.</summary>
    public Coverage Marks() => new(Mark(ViewChange), Mark(Truncation), Mark(CatchUp), Mark(TornTail), Mark(Duplicate), Mark(Learner));

    /// <summary>Adds two coverages.</summary>
    public Coverage Plus(Coverage other) => new(ViewChange + other.ViewChange, Truncation + other.Truncation, CatchUp + other.CatchUp,
        TornTail + other.TornTail, Duplicate + other.Duplicate, Learner + other.Learner);

    /// <summary>The marks with their names in documents.</summary>
    public ImmutableArray<(string Name, long Count)> Named =>
        [("view-change", ViewChange), ("truncation", Truncation), ("catch-up", CatchUp), ("torn-tail", TornTail), ("duplicate", Duplicate),
            ("learner", Learner)];

    private static long Mark(long count) => count > 0 ? 1 : 0;
}

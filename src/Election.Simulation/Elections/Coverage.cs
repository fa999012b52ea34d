using System.Collections.Immutable;
using Election.Voting.Core;

namespace Election.Simulation.Elections;

/// <summary>
/// What a run, or a sweep of them, really reached: a sweep without violations means little if no leader ever changed in it. In a run each
/// mark counts how often; a sweep counts the runs that have it.
/// </summary>
/// <param name="ViewChange">New leaders.</param>
/// <param name="Truncation">Entries that were cut off a log.</param>
/// <param name="CatchUp">Entries that were fetched.</param>
/// <param name="TornTail">Crashes in the middle of an fsync that lost records.</param>
/// <param name="Duplicate">Submissions that were in the log already.</param>
/// <param name="Learner">Members that came back without their journal.</param>
public sealed record Coverage(long ViewChange, long Truncation, long CatchUp, long TornTail, long Duplicate, long Learner)
{
    /// <summary>Nothing.</summary>
    public static Coverage None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>What one node's counters say of one life of it.</summary>
    public static Coverage Of(NodeSnapshot snapshot)
    {
        long Count(string name) => snapshot.Counters.FirstOrDefault(counter => counter.Key == name).Value;
        return new Coverage(Count("ViewChanges"), Count("EntriesTruncated"), Count("EntriesFetched"), 0, Count("DuplicateSubmissions"), 0);
    }

    /// <summary>One of each that there is any of.</summary>
    public Coverage Marks() => new(Mark(ViewChange), Mark(Truncation), Mark(CatchUp), Mark(TornTail), Mark(Duplicate), Mark(Learner));

    /// <summary>Both together.</summary>
    public Coverage Plus(Coverage other) => new(ViewChange + other.ViewChange, Truncation + other.Truncation, CatchUp + other.CatchUp,
        TornTail + other.TornTail, Duplicate + other.Duplicate, Learner + other.Learner);

    /// <summary>The marks with their names, as documents write them.</summary>
    public ImmutableArray<(string Name, long Count)> Named =>
        [("view-change", ViewChange), ("truncation", Truncation), ("catch-up", CatchUp), ("torn-tail", TornTail), ("duplicate", Duplicate),
            ("learner", Learner)];

    private static long Mark(long count) => count > 0 ? 1 : 0;
}

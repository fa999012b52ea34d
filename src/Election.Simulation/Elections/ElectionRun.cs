using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Simulation.Elections;

/// <summary>A promise (docs/guarantees.md, "The promises") that a run broke.</summary>
/// <param name="At">When it showed, in virtual time.</param>
/// <param name="Promise">Which promise.</param>
/// <param name="Sentence">What happened, naming the nodes.</param>
public sealed record Violation(TimeSpan At, string Promise, Sentence Sentence);

/// <summary>A node's part in a simulated election that is over.</summary>
/// <param name="Id">The node.</param>
/// <param name="Votes">
/// The places of the choices it was to vote for, one in each of its lives; one too many stands there for a life that never came. Empty for an
/// observer.
/// </param>
/// <param name="Snapshot">Its last state; null if it never started.</param>
/// <param name="Transcript">Its transcript.</param>
/// <param name="FinishedAt">When it finished; null if it did not.</param>
/// <param name="CrashedAt">When it died; null if it did not.</param>
/// <param name="Notices">What it told its operator.</param>
public sealed record NodeOutcome(
    MemberId Id, ImmutableArray<int> Votes, NodeSnapshot? Snapshot, ReadOnlyMemory<byte> Transcript, TimeSpan? FinishedAt, TimeSpan? CrashedAt,
    ImmutableArray<Notice> Notices)
{
    /// <summary>Whether it was to be a member.</summary>
    public bool IsMember => !Votes.IsEmpty;

    /// <summary>The verdict that it held when it died in an earlier life: the others may have left since, and nobody helps it then.</summary>
    public Verdict? EarlierVerdict { get; init; }

    /// <summary>Whether it lost its journal.</summary>
    public bool LostJournal { get; init; }

    /// <summary>How it ended: <see cref="Voting.Core.Verdict.Stalled"/> when it never came to an end, unless an earlier life of it did.</summary>
    public Verdict Verdict
    {
        get
        {
            Verdict last = Snapshot?.Verdict ?? Verdict.Stalled;
            return last is Verdict.Stalled or Verdict.NoResult ? EarlierVerdict ?? last : last;
        }
    }

    /// <summary>What the verdict of the run needs to know of it. Of a dead node only what it had concluded before its last step counts.</summary>
    internal ReachedEnd End()
    {
        bool isKilled = CrashedAt is not null;
        ElectionState state = isKilled || Snapshot is null ? EarlierVerdict?.ToState() ?? ElectionState.Draft
            : EarlierVerdict is Verdict.Certified or Verdict.Diverged && Snapshot.State is not ElectionState.Diverged
            ? EarlierVerdict.Value.ToState() : Snapshot.State;
        return new ReachedEnd(state, IsMember, isKilled, isKilled && EarlierVerdict is null ? null : Result());
    }

    private CountedResult? Result() => Snapshot is { ElectionId: { } election, Head: { } head } closed
        ? new CountedResult(election.ToString(), head.ToString(), closed.Counts, closed.Delivered, closed.Decision) : null;
}

/// <summary>A simulated election that is over.</summary>
public sealed record ElectionRun
{
    /// <summary>What was simulated.</summary>
    public required ElectionScenario Scenario { get; init; }

    /// <summary>Why the simulation ended.</summary>
    public required SimulationEnd End { get; init; }

    /// <summary>How the election ended, over all nodes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The nodes, in the order of their numbers.</summary>
    public required ImmutableArray<NodeOutcome> Nodes { get; init; }

    /// <summary>Broken promises; empty unless the program is at fault.</summary>
    public required ImmutableArray<Violation> Violations { get; init; }

    /// <summary>What happened, with the digest that two equal runs share.</summary>
    public required History History { get; init; }

    /// <summary>From the first START to the last certificate, in virtual time; null without either.</summary>
    public required TimeSpan? Elapsed { get; init; }

    /// <summary>The latency of each vote, from decision to the median member's delivery, as far as that many delivered it.</summary>
    public required ImmutableArray<TimeSpan> Latencies { get; init; }

    /// <summary>What the run reached.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Messages that nodes sent again.</summary>
    public required long Repairs { get; init; }

    /// <summary>Virtual time at the end.</summary>
    public required TimeSpan EndedAt { get; init; }

    /// <summary>Events that were simulated.</summary>
    public required long Events { get; init; }
}

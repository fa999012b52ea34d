using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Simulation.Checkers;

/// <summary>A node's part in a simulated election that is over.</summary>
/// <param name="Id">The node.</param>
/// <param name="Votes">
/// The places of the choices it was to vote for, one in each of its lives; one too many stands there for a life that never came. Empty for
/// an observer.
/// </param>
/// <param name="Snapshot">Its last state; null if it never started.</param>
/// <param name="Transcript">Its transcript.</param>
/// <param name="FinishedAt">When it finished; null if it did not.</param>
/// <param name="CrashedAt">When it died; null if it did not.</param>
/// <param name="Notices">What it told its operator.</param>
public sealed record NodeOutcome(
    MemberId Id, ImmutableArray<int> Votes, NodeSnapshot? Snapshot, ReadOnlyMemory<byte> Transcript, TimeSpan? FinishedAt,
    TimeSpan? CrashedAt,
    ImmutableArray<Notice> Notices)
{
    /// <summary>True if it was to be a member.</summary>
    public bool IsMember => !Votes.IsEmpty;

    /// <summary>
    /// The verdict that it held when it died in an earlier life: the others may have left since, and nobody helps it then.
    /// </summary>
    public Verdict? EarlierVerdict { get; init; }

    /// <summary>True if it lost its journal.</summary>
    public bool LostJournal { get; init; }

    /// <summary>
    /// The verdict: <see cref="Voting.Core.Verdict.Stalled"/> when it never came to an end, unless an earlier life of it did.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            Verdict last = Snapshot?.Verdict ?? Verdict.Stalled;
            return last is Verdict.Stalled or Verdict.NoResult ? EarlierVerdict ?? last : last;
        }
    }

    /// <summary>The node's part in the verdict of the run. Of a dead node only what it had concluded before its last step counts.</summary>
    public ReachedEnd End()
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

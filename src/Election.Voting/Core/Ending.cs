using Election.Groups.Layers;
using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>
/// The last-message rule (docs/guarantees.md, "The last message"): after closing, a node stays until all members are DONE and
/// <see cref="Grace"/> has passed, or until it has heard nothing for the linger from any member that is not done, and never longer than the
/// quorum time-out. It does not stay for a member that said that it leaves, unless that member comes back. The verdict never waits for
/// this.
/// </summary>
internal sealed class Ending
{
    /// <summary>The time after the last DONE: ten repetitions, should some be lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly NodeCoreOptions _options;
    private readonly Membership _membership;
    private readonly ResultExchange _results;
    private readonly Instant _closedAt;
    private Instant? _allDoneAt;

    /// <summary>Begins at the close.</summary>
    public Ending(NodeCoreOptions options, Membership membership, ResultExchange results, Instant closedAt)
    {
        _options = options;
        _membership = membership;
        _results = results;
        _closedAt = closedAt;
    }

    /// <summary>Returns the time at which the node may leave if nothing more is heard.</summary>
    /// <param name="now">Now.</param>
    /// <param name="awaitsReturn">True if a member is about to be brought back, whatever it said before.</param>
    public Instant LeaveAt(Instant now, bool awaitsReturn = false)
    {
        Instant limit = _closedAt + _options.QuorumTimeout;
        if (awaitsReturn)
        {
            _allDoneAt = null;
            return limit;
        }
        Instant lastHeard = _closedAt;
        bool allDone = true;
        for (int i = 0; i < _membership.Count; i++)
        {
            var member = new Rank(i);
            if (_results.IsDone(member) || _membership.HasLeft(member))
                continue;
            allDone = false;
            if (member != _membership.Listed)
                lastHeard = Instant.Max(lastHeard, _membership.LastHeard(member));
        }
        if (!allDone)
            return Instant.Min(limit, lastHeard + _options.Linger);
        _allDoneAt ??= now;
        return Instant.Min(limit, _allDoneAt.Value + Grace);
    }
}

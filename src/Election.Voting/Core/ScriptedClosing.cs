using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>
/// When an election closes whose votes are all planned by whoever starts it, and where nobody says. Where votes are final, having voted
/// ends a voter's part and no time is needed; where they may change, nobody can know that the last one has come, but whoever planned them.
/// </summary>
public static class ScriptedClosing
{
    /// <summary>How long after the last planned vote: time for its way through a network that loses some.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    /// <summary>The time after OPEN, or null where no time is needed.</summary>
    /// <param name="rule">How votes become a decision.</param>
    /// <param name="lastVote">When the last planned vote is cast, after OPEN.</param>
    public static TimeSpan? Of(CountingRule rule, TimeSpan lastVote) => rule.ReVote == ReVotePolicy.Final ? null : lastVote + After;

    /// <summary>
    /// Which nodes are given the time: where there is a chair, whose CLOSE is a statement among the others, the chair alone; else all.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="chair">The chair; null for none.</param>
    public static bool IsFor(MemberId node, MemberId? chair) => chair is null || chair == node;
}

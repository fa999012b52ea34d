using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>
/// When an election closes whose votes are all planned beforehand and for which nobody gave a time. Final votes need none: the election
/// closes once every voter has voted. Where votes may change, only the plan knows which vote is the last.
/// </summary>
public static class ScriptedClosing
{
    /// <summary>The time that the last planned vote gets to cross a network that loses some datagrams.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    /// <summary>Returns the closing time, counted from OPEN; null if none is needed.</summary>
    /// <param name="rule">The rule by which votes become a decision.</param>
    /// <param name="lastVote">The time of the last planned vote, counted from OPEN.</param>
    public static TimeSpan? Of(CountingRule rule, TimeSpan lastVote) => rule.ReVote == ReVotePolicy.Final ? null : lastVote + After;

    /// <summary>
    /// True if a node is given the closing time. Where there is a chair, only the chair is: its CLOSE is ordered among the other
    /// statements. Otherwise every node is.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="chair">The chair; null for none.</param>
    public static bool IsFor(MemberId node, MemberId? chair) => chair is null || chair == node;
}

using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Node.Runs.Settings;

/// <summary>Who votes what and when in a run, who is the chair, and who shares a voter.</summary>
/// <param name="Script">What nodes vote that do not vote as they are dealt.</param>
/// <param name="Chair">The chair; null for none.</param>
/// <param name="Terminals">The nodes at which the voter of the first of them votes; none where every node has its own voter.</param>
internal sealed record VotingPlan(VoteScript Script, MemberId? Chair, ImmutableArray<MemberId> Terminals)
{
    /// <summary>Whether the nodes are given START, and do not meet at the barrier.</summary>
    public bool HasNoBarrier { get; init; }

    /// <summary>A run in which every node votes once, as it is dealt.</summary>
    public static VotingPlan Plain { get; } = new(VoteScript.None, null, []);

    /// <summary>The node whose voter votes at this node.</summary>
    public MemberId VoterAt(MemberId node) => Terminals.Contains(node) ? Terminals[0] : node;
}

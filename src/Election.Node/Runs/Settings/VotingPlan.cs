using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Node.Runs.Settings;

/// <summary>The votes of a run with their times, the chair, and the nodes that share a voter.</summary>
/// <param name="Script">The votes of nodes that do not vote as dealt.</param>
/// <param name="Chair">The chair; null for none.</param>
/// <param name="Terminals">The nodes at which the first node's voter votes; empty if every node has its own voter.</param>
internal sealed record VotingPlan(VoteScript Script, MemberId? Chair, ImmutableArray<MemberId> Terminals)
{
    /// <summary>True if the nodes are given START instead of meeting at the barrier.</summary>
    public bool HasNoBarrier { get; init; }

    /// <summary>A plan in which every node votes once, as dealt.</summary>
    public static VotingPlan Plain { get; } = new(VoteScript.None, null, []);

    /// <summary>The node whose voter votes at this node.</summary>
    public MemberId VoterAt(MemberId node) => Terminals.Contains(node) ? Terminals[0] : node;
}

using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Runtime;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>
/// The votes of some nodes of a run and their times, one <c>--vote NODE:X[@T]</c> for each vote; other nodes vote as dealt. A node's votes
/// are cast in the order of their times, and for equal times in the order in which they are written.
/// </summary>
internal sealed class VoteScript
{
    private readonly ImmutableArray<(MemberId Node, PlannedVote Vote)> _votes;

    private VoteScript(ImmutableArray<(MemberId Node, PlannedVote Vote)> votes) => _votes = votes;

    /// <summary>The empty script: every node votes as dealt.</summary>
    public static VoteScript None { get; } = new([]);

    /// <summary>The nodes named in the script.</summary>
    public IEnumerable<MemberId> Nodes => _votes.Select(vote => vote.Node).Distinct();

    /// <summary>The votes of all named nodes, by node.</summary>
    public ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>> ByNode => Nodes.ToImmutableDictionary(node => node, Of);

    /// <summary>The node's votes; empty if it votes as dealt.</summary>
    public ImmutableArray<PlannedVote> Of(MemberId node) =>
        [.. _votes.Where(vote => vote.Node == node).Select(vote => vote.Vote).OrderBy(vote => vote.After)];

    /// <summary>Splits <c>NODE:X[@T]</c> at the first colon; the rest is read once the choices are known.</summary>
    public static Parsed<(MemberId Node, string Vote)> Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Sentence.Of($"{Quoted.Of(text)} names no node: write for example n2:Pérez@1.5s");
        return MemberId.Read(text[..colon]).Map(node => (node, text[(colon + 1)..]))
            .MapRefusal(problem => $"{Quoted.Of(text)}: {problem}");
    }

    /// <summary>Reads the votes of a script.</summary>
    /// <param name="split">The results of <see cref="Split"/>.</param>
    /// <param name="nodes">The number of nodes, from n1 on.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="rule">The counting rule, which may allow only one vote.</param>
    /// <exception cref="StartRefusedException">A node does not exist, a vote is not for a choice, or a node has more votes than the rule
    /// allows.</exception>
    public static VoteScript Read(ImmutableArray<(MemberId Node, string Vote)> split, int nodes, ImmutableArray<string> choices,
        CountingRule rule)
    {
        var votes = ImmutableArray.CreateBuilder<(MemberId, PlannedVote)>();
        foreach ((MemberId node, string text) in split)
        {
            RefuseUnlessThere(node, nodes, Flags.Vote);
            votes.Add((node, BallotReader.Read(text, choices)
                .OrThrow(reason => new StartRefusedException($"{Flags.Vote}: {node}: {reason}"))));
        }
        var script = new VoteScript(votes.ToImmutable());
        foreach (MemberId node in script.Nodes)
            RefuseMoreThanTheRuleAllows(script.Of(node).Length, rule, node);
        return script;
    }

    /// <summary>Refuses several votes for a node if the rule makes the first one final.</summary>
    /// <exception cref="StartRefusedException">The rule allows only one vote, and there are several.</exception>
    public static void RefuseMoreThanTheRuleAllows(int votes, CountingRule rule, MemberId? node = null)
    {
        if (votes <= 1 || rule.ReVote != ReVotePolicy.Final)
            return;
        var changeable = new LastVoteWinsRule();
        Sentence clause =
            $"a vote is final under the rule {rule}: give it once, not {votes} times, or count the last with --rule {changeable}";
        throw node is null
            ? new StartRefusedException($"{Flags.Vote}: {clause}") : new StartRefusedException($"{Flags.Vote}: {node}: {clause}");
    }

    /// <summary>Refuses a node that is not in the run.</summary>
    /// <exception cref="StartRefusedException">The node is not in the run.</exception>
    public static void RefuseUnlessThere(MemberId node, int nodes, string flag)
    {
        if (!Enumerable.Range(1, nodes).Select(Election.Node.Runs.Local.LocalSettings.IdOf).Contains(node))
            throw new StartRefusedException($"{flag}: there is no node '{node}'; the nodes are n1 to n{nodes}");
    }
}

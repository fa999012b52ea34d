using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Runtime;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Runs.Settings;

/// <summary>
/// What some nodes of a run vote and when, one <c>--vote NODE:X[@T]</c> for each vote; the others vote as they are dealt. A node's votes
/// are
/// cast in the order of their times, those of one time in the order in which they are written.
/// </summary>
internal sealed class VoteScript
{
    private readonly ImmutableArray<(MemberId Node, PlannedVote Vote)> _votes;

    private VoteScript(ImmutableArray<(MemberId Node, PlannedVote Vote)> votes) => _votes = votes;

    /// <summary>Every node votes as it is dealt.</summary>
    public static VoteScript None { get; } = new([]);

    /// <summary>Who is named.</summary>
    public IEnumerable<MemberId> Nodes => _votes.Select(vote => vote.Node).Distinct();

    /// <summary>The votes of all nodes that are named, by node.</summary>
    public ImmutableDictionary<MemberId, ImmutableArray<PlannedVote>> ByNode => Nodes.ToImmutableDictionary(node => node, Of);

    /// <summary>The node's votes, or none if it votes as it is dealt.</summary>
    public ImmutableArray<PlannedVote> Of(MemberId node) =>
        [.. _votes.Where(vote => vote.Node == node).Select(vote => vote.Vote).OrderBy(vote => vote.After)];

    /// <summary>Splits <c>NODE:X[@T]</c> at the first colon; what stands behind it is read once the choices are known.</summary>
    public static Parsed<(MemberId Node, string Vote)> Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Sentence.Of($"{Quoted.Of(text)} names no node: write for example n2:Pérez@1.5s");
        return MemberId.Read(text[..colon]).Map(node => (node, text[(colon + 1)..]))
            .MapRefusal(problem => $"{Quoted.Of(text)}: {problem}");
    }

    /// <summary>Reads the votes.</summary>
    /// <param name="split">What <see cref="Split"/> gave.</param>
    /// <param name="nodes">How many nodes there are: n1 and so on.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="rule">The rule, which may allow one vote only.</param>
    /// <exception cref="StartRefusedException">A node is not there, a vote is for no choice, or a node has more votes than the rule
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

    /// <summary>Refuses a node that is given several votes where its first is its last.</summary>
    /// <exception cref="StartRefusedException">It is.</exception>
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

    /// <summary>Refuses a node that a run does not have.</summary>
    /// <exception cref="StartRefusedException">It has not.</exception>
    public static void RefuseUnlessThere(MemberId node, int nodes, string flag)
    {
        if (!Enumerable.Range(1, nodes).Select(Election.Node.Runs.Local.LocalSettings.IdOf).Contains(node))
            throw new StartRefusedException($"{flag}: there is no node '{node}'; the nodes are n1 to n{nodes}");
    }
}

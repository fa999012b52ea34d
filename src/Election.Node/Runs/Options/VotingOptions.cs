using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime;
using Election.Voting.Setup;

namespace Election.Node.Runs.Options;

/// <summary>The options on voting that <c>local</c> and <c>sim</c> share: votes and their times, the chair, and shared voters.</summary>
internal sealed class VotingOptions
{
    private readonly Option<ImmutableArray<(MemberId Node, string Vote)>> _votes = TypedOption.Many(
        Flags.Vote, "NODE:X[@TIME]",
        $"the vote of this node, in place of the one dealt; may be repeated, for one node too under --rule last-vote-wins",
        VoteScript.Split);
    private readonly Option<MemberId?> _chair = TypedOption.OneValue("--chair", "NODE",
        $"the chair; with --close-after it sends its signed CLOSE at that time, even if it does not lead", MemberId.Read);
    private readonly Option<ImmutableArray<MemberId>?> _terminals = TypedOption.OneValue("--terminals", "NODE,NODE,…",
        $"these nodes are terminals of the first node's voter, whose key signs all their votes", ReadTerminals);

    private readonly Option<bool> _noBarrier = TypedOption.Flag("--no-barrier",
        $"start at once, with members and keys prepared beforehand: no node waits for another");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_votes, _chair, _terminals, _noBarrier])
            command.Add(option);
    }

    /// <summary>Reads the options and checks them against the run.</summary>
    /// <exception cref="StartRefusedException">They name a node or choice that does not exist, or give more votes than the rule
    /// allows.</exception>
    public VotingPlan Read(ParseResult parse, int nodes, ImmutableArray<string> choices, CountingRule rule)
    {
        MemberId? chair = parse.GetValue(_chair);
        if (chair is { } named)
            VoteScript.RefuseUnlessThere(named, nodes, _chair.Name);
        ImmutableArray<MemberId> terminals = parse.GetValue(_terminals) ?? [];
        foreach (MemberId terminal in terminals)
            VoteScript.RefuseUnlessThere(terminal, nodes, _terminals.Name);
        int voters = nodes - Math.Max(0, terminals.Length - 1);
        ElectionOptions.RefuseRaceToNowhere(rule, voters);
        return new VotingPlan(VoteScript.Read(parse.GetValue(_votes), nodes, choices, rule), chair, terminals)
        {
            HasNoBarrier = parse.GetValue(_noBarrier),
        };
    }

    private static Parsed<ImmutableArray<MemberId>> ReadTerminals(string text)
    {
        var read = ImmutableArray.CreateBuilder<MemberId>();
        foreach (string part in text.Split(','))
        {
            if (!MemberId.Read(part).TryGet(out MemberId node, out Sentence? reason))
                return reason;
            read.Add(node);
        }
        if (read.Count < 2)
            return Sentence.Of($"name at least two nodes, for example n1,n2");
        return read.Distinct().Count() == read.Count ? read.ToImmutable() : Sentence.Of($"{Quoted.Of(text)} names a node twice");
    }
}

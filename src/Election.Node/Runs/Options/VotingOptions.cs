using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime;
using Election.Voting.Setup;

namespace Election.Node.Runs.Options;

/// <summary>
/// The options that <c>local</c> and <c>sim</c> share: who votes what and when, who is the chair, and who shares a voter.
/// </summary>
internal sealed class VotingOptions
{
    private readonly Option<ImmutableArray<(MemberId Node, string Vote)>> _votes = TypedOption.Many(
        Flags.Vote, "NODE:X[@TIME]",
        $"this node votes so, and not as dealt; may be repeated, and for one node too under --rule last-vote-wins",
        VoteScript.Split);
    private readonly Option<MemberId?> _chair = TypedOption.OneValue("--chair", "NODE",
        $"the chair; with --close-after it sends its signed CLOSE then, whoever leads", MemberId.Read);
    private readonly Option<ImmutableArray<MemberId>?> _terminals = TypedOption.OneValue("--terminals", "NODE,NODE,…",
        $"these nodes are terminals of one voter, the first one's: their votes are all signed by its key", ReadTerminals);

    private readonly Option<bool> _noBarrier = TypedOption.Flag("--no-barrier",
        $"start at once, with a list of members and keys made beforehand: nobody waits for anybody");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_votes, _chair, _terminals, _noBarrier])
            command.Add(option);
    }

    /// <summary>Reads the options against the run they are for.</summary>
    /// <exception cref="StartRefusedException">They name what is not there, or more votes than the rule allows.</exception>
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
            return Sentence.Of($"name two nodes at least, for example n1,n2");
        return read.Distinct().Count() == read.Count ? read.ToImmutable() : Sentence.Of($"{Quoted.Of(text)} names a node twice");
    }
}

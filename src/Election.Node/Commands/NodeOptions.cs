using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Local;
using Election.Node.Rolls;
using Election.Runtime;
using Election.Runtime.Announce;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Commands;

/// <summary>The options of <c>election node</c>, and how they become <see cref="NodeSettings"/>.</summary>
internal sealed class NodeOptions
{
    /// <summary>
    /// Hidden: the node belongs to a run. It writes its progress to standard output and ends when its standard input does.
    /// </summary>
    public const string PartOfRunName = "--part-of-run";

    /// <summary>Hidden: where the transcript goes.</summary>
    public const string TranscriptName = "--transcript";

    private const string DataRoot = ".election";

    private readonly ElectionOptions _election = new();
    private readonly PeerOptions _peers = new();
    private readonly Option<MemberId?> _id =
        TypedOption.One<MemberId?>("--id", "ID", "the node's name: letters, digits, '.', '_' and '-'", Values.ReadMemberId);
    private readonly Option<int?> _expect =
        TypedOption.One("--expect", "N", "how many nodes take part", Values.Whole(1, Proposal.MaxMembers, "number of nodes"));
    private readonly Option<ImmutableArray<string>> _votes =
        TypedOption.Many<string>("--vote", "X[@TIME]", "vote for X, at once or this long after the opening", TypedOption.ReadText);
    private readonly Option<bool> _auto = TypedOption.Flag("--auto", "vote for a choice drawn by seed");
    private readonly Option<bool> _abstain = TypedOption.Flag("--abstain", "abstain");
    private readonly Option<NodeRole?> _role =
        TypedOption.One<NodeRole?>("--role", "voter|observer", "what this node is (default: voter)", ReadRole);
    private readonly Option<string?> _roll =
        TypedOption.One<string>("--roll", "FILE", "the roll of voters (default: the nodes that take part, weight 1 each)",
            TypedOption.ReadText);
    private readonly Option<string?> _data =
        TypedOption.One<string>("--data", "DIR", $"the folder of the node's key and journal (default: {DataRoot}/ID)",
            TypedOption.ReadText);
    private readonly Option<bool> _fresh = TypedOption.Flag("--fresh", "give up an unfinished election that the data folder holds");
    private readonly Option<bool> _headless = TypedOption.Flag("--headless", "nobody sits at this node");
    private readonly AnnouncementOptions _announcement = new();
    private readonly Option<bool> _partOfRun = TypedOption.Flag(PartOfRunName, "");
    private readonly Option<string?> _transcript = TypedOption.One<string>(TranscriptName, "FILE", "", TypedOption.ReadText);

    public NodeOptions()
    {
        _id.Required = true;
        _expect.Required = true;
        _partOfRun.Hidden = true;
        _transcript.Hidden = true;
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_id, _expect, _votes, _auto, _abstain, _role, _roll, _data, _fresh, _headless, _partOfRun,
            _transcript])
            command.Add(option);
        _announcement.AddTo(command);
        _peers.AddTo(command);
        _election.AddTo(command);
    }

    /// <summary>Listens for the election that <c>--join</c> names; null when it was not given.</summary>
    /// <exception cref="StartRefusedException">None of that title is announced, or several are, or there is no such interface.</exception>
    public Task<HeardElection?> FindAsync(ParseResult parse, TextWriter error, CancellationToken cancellation) =>
        _announcement.FindAsync(parse, _election, error, cancellation);

    /// <summary>Reads and cross-checks the options.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="joined">The announced election that the node joins; null for none.</param>
    /// <exception cref="StartRefusedException">Two of them contradict each other, or one is missing.</exception>
    public NodeSettings Read(ParseResult parse, HeardElection? joined = null)
    {
        ElectionSettings election = AnnouncementOptions.Apply(joined, _election.Read(parse), _election.ChoicesIn(parse));
        MemberId id = parse.GetValue(_id)!.Value;
        string data = parse.GetValue(_data) ?? Path.Combine(DataRoot, id.Text);
        NodeRole role = parse.GetValue(_role) ?? NodeRole.Voter;
        return new NodeSettings
        {
            Election = election,
            Id = id,
            Peers = _peers.Read(parse, _election.NamesTtl(parse)),
            Expect = parse.GetValue(_expect)!.Value,
            Role = role,
            Vote = VoteIn(parse, election, id, role),
            Roll = parse.GetValue(_roll) is string file ? RollReader.Read(file) : [],
            DataFolder = data,
            IsFresh = parse.GetValue(_fresh),
            IsHeadless = parse.GetValue(_headless),
            Transcript = parse.GetValue(_transcript) ?? Path.Combine(data, RunFolder.TranscriptOf(id.Text)),
            IsPartOfRun = parse.GetValue(_partOfRun),
            IsAnnouncing = _announcement.IsAnnouncingIn(parse),
        };
    }

    private static bool ReadRole(string text, out NodeRole? role, out string reason)
    {
        if (text == "chair")
        {
            role = null;
            reason = "a chair asks for things at its keyboard, and no node has one yet: choose voter or observer";
            return false;
        }
        return Values.Word<NodeRole?>("role", ("voter", NodeRole.Voter), ("observer", NodeRole.Observer))(text, out role, out reason);
    }

    private PlannedVote? VoteIn(ParseResult parse, ElectionSettings election, MemberId id, NodeRole role)
    {
        ImmutableArray<string> votes = parse.GetValue(_votes);
        bool isAuto = parse.GetValue(_auto), isAbstaining = parse.GetValue(_abstain);
        int ways = (votes.IsEmpty ? 0 : 1) + (isAuto ? 1 : 0) + (isAbstaining ? 1 : 0);
        if (role == NodeRole.Observer)
            return ways == 0
                ? null : throw new StartRefusedException("--role: an observer does not vote: leave out --vote, --auto and --abstain");
        if (ways > 1)
            throw new StartRefusedException("--vote, --auto and --abstain exclude one another: keep one of them");
        if (ways == 0)
            throw new StartRefusedException("--vote: no node has a keyboard yet: say what it votes with --vote, --auto or --abstain");
        if (votes.Length > 1)
            throw new StartRefusedException($"--vote: a vote is final in this election: give it once, not {votes.Length} times");
        if (isAbstaining)
            return new PlannedVote(null, TimeSpan.Zero);
        if (isAuto)
            return new PlannedVote(VoteDeal.Drawn(id, election.Choices.Length, election.Seed), TimeSpan.Zero);
        return BallotReader.TryRead(votes[0], election.Choices, out PlannedVote? vote, out string reason)
            ? vote : throw new StartRefusedException($"--vote: {reason}");
    }
}

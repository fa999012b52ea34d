using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Rolls;
using Election.Node.Talk;
using Election.Runtime.Announce;
using Election.Runtime.Storage;
using Election.Runtime;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Commands;

/// <summary>The options of <c>election node</c>, read and cross-checked into <see cref="NodeSettings"/>.</summary>
internal sealed class NodeOptions
{
    private const string DataRoot = HeldElection.DefaultRoot;

    private readonly ElectionOptions _election = new();
    private readonly PeerOptions _peers = new();
    private readonly Option<MemberId?> _id =
        TypedOption.OneValue("--id", "ID", $"the node's name: letters, digits, '.', '_' and '-'", MemberId.Read);
    private readonly Option<int?> _expect =
        TypedOption.OneValue("--expect", "N", $"how many nodes take part",
            Values.Whole(1, Proposal.MaxMembers, $"is not a number of nodes"));
    private readonly Option<ImmutableArray<string>> _votes =
        TypedOption.Many(Flags.Vote, "X[@TIME]",
            $"vote for X, at once or this long after the opening; may be repeated under --rule last-vote-wins", TypedOption.ReadText);
    private readonly Option<bool> _auto = TypedOption.Flag("--auto", $"vote for a choice drawn by seed");
    private readonly Option<bool> _abstain = TypedOption.Flag("--abstain", $"abstain");
    private readonly Option<NodeRole?> _role =
        TypedOption.OneValue("--role", "voter|chair|observer", $"the role of this node (default: voter)",
            Values.Word(
                $"is not a role", ("voter", NodeRole.Voter), ("chair", NodeRole.Chair), ("observer", NodeRole.Observer)));
    private readonly Option<MemberId?> _chair =
        TypedOption.OneValue("--chair", "ID", $"the node whose chair starts and closes the vote; give all nodes the same",
            MemberId.Read);
    private readonly Option<bool> _readOnly = TypedOption.Flag("--read-only",
        $"the screen shows everything and changes nothing: for a projector");
    private readonly Option<bool> _ascii = TypedOption.Flag("--ascii", $"the screen draws with ASCII only");
    private readonly Option<string?> _roll =
        TypedOption.One("--roll", "FILE", $"the roll of voters (default: the nodes that take part, weight 1 each)",
            TypedOption.ReadText);
    private readonly Option<string?> _voterKey =
        TypedOption.One("--voter-key", "FILE",
            $"the private key of the voter who votes here, who may have other terminals; needs --roll (default: the node's own key)",
            TypedOption.ReadText);
    private readonly Option<string?> _data =
        TypedOption.One("--data", "DIR", $"the folder of the node's key and its elections (default: {DataRoot}/ID)",
            TypedOption.ReadText);
    private readonly Option<string?> _trace =
        TypedOption.One(Flags.Trace, "FILE", $"where the node's trace goes (default: ID.trace.jsonl in the election's folder)",
            TypedOption.ReadText);
    private readonly Option<bool> _fresh = TypedOption.Flag("--fresh", $"give up an unfinished election that the data folder holds");
    private readonly Option<bool> _headless = TypedOption.Flag("--headless", $"run without a screen: nobody sits at this node");
    private readonly AnnouncementOptions _announcement = new();
    private readonly Option<bool> _partOfRun = TypedOption.Flag(Flags.PartOfRun, $"");
    private readonly Option<long?> _runBegan = TypedOption.OneValue(Flags.RunBegan, "MS", $"", Values.ReadUnixMilliseconds);
    private readonly Option<TimeSpan?> _votesUntil = TypedOption.OneValue(Flags.VotesUntil, "TIME", $"", Values.ReadDuration);
    private readonly Option<string?> _transcript = TypedOption.One(Flags.Transcript, "FILE", $"", TypedOption.ReadText);
    private readonly Option<bool> _noBarrier = TypedOption.Flag(Flags.NoBarrier,
        $"start at once with the members that --start lists, without waiting for anyone");
    private readonly Option<string?> _start = TypedOption.One(Flags.Start, "FILE",
        $"the list of members and keys for --no-barrier, as election local --no-barrier --prepare makes it", TypedOption.ReadText);
    private readonly Option<string?> _report = TypedOption.One(Flags.Report, "FILE", $"", TypedOption.ReadText);

    public NodeOptions()
    {
        _id.Required = true;
        _expect.Required = true;
        _partOfRun.Hidden = true;
        _runBegan.Hidden = true;
        _votesUntil.Hidden = true;
        _transcript.Hidden = true;
        _report.Hidden = true;
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_id, _expect, _votes, _auto, _abstain, _role, _chair, _roll, _voterKey, _data, _trace, _fresh,
            _headless, _readOnly,
            _ascii, _partOfRun, _runBegan, _votesUntil, _transcript, _noBarrier, _start, _report])
            command.Add(option);
        _announcement.AddTo(command);
        _peers.AddTo(command);
        _election.AddTo(command);
    }

    /// <summary>Listens for the election that <c>--join</c> names; null if the option was not given.</summary>
    /// <exception cref="StartRefusedException">
    /// No election of that title is announced, several are, or there is no such interface.
    /// </exception>
    public Task<HeardElection?> FindAsync(ParseResult parse, TextTerminal terminal, CancellationToken cancellation) =>
        _announcement.FindAsync(parse, _election, terminal, cancellation);

    /// <summary>Reads and cross-checks the options.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="joined">The announced election that the node joins; null for none.</param>
    /// <param name="hasTerminal">True if a person can sit at this process: its input and output are a terminal.</param>
    /// <exception cref="StartRefusedException">Two options contradict each other, or one is missing.</exception>
    public NodeSettings Read(ParseResult parse, HeardElection? joined = null, bool hasTerminal = false)
    {
        ElectionSettings election = AnnouncementOptions.Apply(joined, _election.Read(parse), _election.ChoicesIn(parse));
        MemberId id = parse.GetValue(_id)!.Value;
        if (FaultsInForce.ObjectionByHand(election.Faults) is { } objection)
            throw new StartRefusedException($"{Flags.Fault}: {objection}");
        string data = parse.GetValue(_data) ?? Path.Combine(DataRoot, id.Text);
        bool isHeadless = parse.GetValue(_headless) || parse.GetValue(_partOfRun);
        bool isReadOnly = parse.GetValue(_readOnly);
        // A node that only shows the election to a room, and is not told what to vote, observes.
        NodeRole role = parse.GetValue(_role) ?? (isReadOnly && WaysToVote(parse) == 0 ? NodeRole.Observer : NodeRole.Voter);
        bool hasKeyboard = hasTerminal && !isHeadless && !isReadOnly;
        ImmutableArray<Voter> roll = parse.GetValue(_roll) is string file ? RollReader.Read(file) : [];
        int expect = parse.GetValue(_expect)!.Value;
        ElectionOptions.RefuseRaceToNowhere(election.Rule, roll.IsEmpty ? expect : roll.Sum(voter => (long)voter.Weight));
        return new NodeSettings
        {
            Election = election,
            Id = id,
            Peers = _peers.Read(parse, _election.NamesTtl(parse)),
            Expect = expect,
            Role = role,
            Chair = ChairIn(parse, id, role),
            VotesUntil = parse.GetValue(_votesUntil) ?? TimeSpan.Zero,
            Votes = VotesIn(parse, election, id, role, hasKeyboard),
            VoterKey = VoterKeyIn(parse, roll),
            Roll = roll,
            DataFolder = data,
            IsFresh = parse.GetValue(_fresh),
            IsHeadless = isHeadless,
            HasScreen = hasTerminal && !isHeadless,
            IsReadOnly = isReadOnly,
            IsAscii = parse.GetValue(_ascii),
            Transcript = parse.GetValue(_transcript),
            Trace = parse.GetValue(_trace),
            IsPartOfRun = parse.GetValue(_partOfRun),
            Report = parse.GetValue(_report),
            RunBegan = parse.GetValue(_runBegan) is long began ? DateTimeOffset.FromUnixTimeMilliseconds(began) : null,
            GivenStart = StartIn(parse, id, role, expect),
            IsAnnouncing = _announcement.IsAnnouncingIn(parse),
        };
    }

    private GivenStart? StartIn(ParseResult parse, MemberId id, NodeRole role, int expect)
    {
        string? file = parse.GetValue(_start);
        bool isWithoutBarrier = parse.GetValue(_noBarrier);
        if (file is null && isWithoutBarrier)
        {
            throw new StartRefusedException($"{Flags.NoBarrier}: no node can know the others' keys by itself: give {Flags.Start
                } FILE, too, which election local --no-barrier --prepare makes");
        }
        if (file is null)
            return null;
        if (!isWithoutBarrier)
            throw new StartRefusedException(
                $"{Flags.Start}: it replaces the barrier: give {Flags.NoBarrier}, too, or leave it out");
        GivenStart start = StartForAll.Read(file);
        MemberId[] listed = [.. start.Proposal.Members.ToArray().Select(member => member.Id)];
        if (listed.Length != expect)
            throw new StartRefusedException($"--expect: {Quoted.Of(file)} lists {listed.Length} members, not {expect}");
        return role == NodeRole.Observer || listed.Contains(id)
            ? start : throw new StartRefusedException($"--id: {Quoted.Of(file)} lists {string.Join(", ", listed)}, and not {id}");
    }

    private MemberId? ChairIn(ParseResult parse, MemberId id, NodeRole role)
    {
        MemberId? chair = parse.GetValue(_chair);
        if (role != NodeRole.Chair)
            return chair;
        return chair is null || chair == id
            ? id : throw new StartRefusedException($"--chair: it names {chair}, but --role chair is given to {id}: name one node in both");
    }

    private int WaysToVote(ParseResult parse) =>
        (parse.GetValue(_votes).IsEmpty ? 0 : 1) + (parse.GetValue(_auto) ? 1 : 0) + (parse.GetValue(_abstain) ? 1 : 0);

    private string? VoterKeyIn(ParseResult parse, ImmutableArray<Voter> roll)
    {
        if (parse.GetValue(_voterKey) is not string file)
            return null;
        if (roll.IsEmpty)
            throw new StartRefusedException($"--voter-key: without a roll every node votes with its own key: give --roll, too");
        try
        {
            KeyStore.Load(file).Dispose();
            return file;
        }
        catch (StartRefusedException refusal)
        {
            throw new StartRefusedException($"{_voterKey.Name}: {refusal.Sentence}", refusal);
        }
    }

    private ImmutableArray<PlannedVote> VotesIn(ParseResult parse, ElectionSettings election, MemberId id, NodeRole role, bool hasKeyboard)
    {
        ImmutableArray<string> votes = parse.GetValue(_votes);
        bool isAuto = parse.GetValue(_auto), isAbstaining = parse.GetValue(_abstain);
        int ways = WaysToVote(parse);
        if (role == NodeRole.Observer)
            return ways == 0
                ? [] : throw new StartRefusedException($"--role: an observer does not vote: leave out --vote, --auto and --abstain");
        if (ways > 1)
            throw new StartRefusedException($"--vote, --auto and --abstain exclude one another: keep one of them");
        if (ways == 0 && hasKeyboard)
            return [];
        if (ways == 0)
            throw new StartRefusedException(
                $"--vote: nobody can vote at a node without a keyboard: give --vote, --auto or --abstain");
        VoteScript.RefuseMoreThanTheRuleAllows(votes.Length, election.Rule);
        if (isAbstaining)
            return [new PlannedVote(null, TimeSpan.Zero)];
        if (isAuto)
            return [new PlannedVote(VoteDeal.Drawn(id, election.Choices.Length, election.Seed), TimeSpan.Zero)];
        return [.. votes.Select(text => BallotReader.Read(text, election.Choices)
            .OrThrow(reason => new StartRefusedException($"{Flags.Vote}: {reason}"))).OrderBy(vote => vote.After)];
    }
}

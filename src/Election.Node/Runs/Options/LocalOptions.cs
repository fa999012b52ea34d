using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;
using Election.Simulation.Elections;
using Election.Voting.Setup;

namespace Election.Node.Runs.Options;

/// <summary>The options of <c>election local</c>, and their conversion into <see cref="LocalSettings"/>.</summary>
internal sealed class LocalOptions
{
    private const int DefaultNodes = 5;

    private readonly ElectionOptions _election = new();
    private readonly VotingOptions _voting = new();
    private readonly Option<int?> _nodes =
        TypedOption.OneValue("--nodes", "N", $"how many nodes (default: as many as --votes deals, or {DefaultNodes})",
            Values.Whole(1, Proposal.MaxMembers, $"is not a number of nodes"));
    private readonly Option<VoteCounts?> _votes =
        TypedOption.One("--votes", "A:N,B:N,…", $"the choices and how many nodes vote for each; dealt by seed",
            VoteCounts.Read);
    private readonly Option<string?> _out =
        TypedOption.One("--out", "DIR", $"the run folder (default: {RunFolder.DefaultPath} under the current directory)",
            TypedOption.ReadText);

    private readonly Option<TimeSpan?> _spread =
        TypedOption.OneValue("--spread", "TIME",
            $"cast the votes evenly over this time after the opening, n1 first (default: all at once)",
            Values.ReadDuration);

    private readonly Option<TimeSpan?> _votesUntil =
        TypedOption.OneValue(Flags.VotesUntil, "TIME",
            $"in a weaker order, wait 2s for missing votes from this time after the opening (default: the last vote)",
            Values.ReadDuration);

    private readonly Option<bool> _tui =
        TypedOption.Flag("--tui",
            $"show each node in a tmux pane; people vote by keys unless --votes deals the votes, and n1 is the chair");

    private readonly Option<bool> _prepare = TypedOption.Flag("--prepare",
        $"with --no-barrier: make the folder, the keys and START, print the command for each node, and start none");

    /// <summary>True if the run is only to be prepared.</summary>
    public bool IsPrepareIn(ParseResult parse) => parse.GetValue(_prepare);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_nodes, _votes, _spread, _votesUntil, _out, _tui, _prepare])
            command.Add(option);
        _voting.AddTo(command);
        _election.AddTo(command);
    }

    /// <summary>Reads and cross-checks the options.</summary>
    /// <exception cref="StartRefusedException">Two of them contradict each other.</exception>
    public LocalSettings Read(ParseResult parse)
    {
        ElectionSettings election = _election.Read(parse);
        VoteCounts? counts = parse.GetValue(_votes);
        if (counts is not null)
        {
            ImmutableArray<string> named = _election.ChoicesIn(parse);
            if (!named.IsEmpty)
                counts = counts.Fit(named).OrThrow(reason => new StartRefusedException($"{_votes.Name}: {reason}"));
            election = election with { Choices = counts.Choices };
        }
        int nodes = parse.GetValue(_nodes) ?? counts?.Sum ?? DefaultNodes;
        if (counts is not null && counts.Sum != nodes)
        {
            throw new StartRefusedException(
                $"--votes: they add up to {counts.Sum}, but --nodes says {nodes}: make them equal or leave --nodes out");
        }
        VotingPlan plan = _voting.Read(parse, nodes, election.Choices, election.Rule);
        var settings = new LocalSettings
        {
            Plan = plan,
            Election = election,
            Group = election.Group ?? MulticastGroup.Draw(),
            Votes = counts is null ? AutoVotes(nodes, election) : VoteDeal.Exactly(counts.Counts.AsSpan(), election.Seed),
            Spread = parse.GetValue(_spread) ?? TimeSpan.Zero,
            LeastPatience = parse.GetValue(_votesUntil) ?? TimeSpan.Zero,
            AreVotesDealt = counts is not null,
            HasScreens = parse.GetValue(_tui),
            Out = parse.GetValue(_out) ?? RunFolder.DefaultPath,
            Replay = OwnCommand.Replay(parse, election.Seed),
        };
        if (parse.GetValue(_prepare) && !plan.HasNoBarrier)
            throw new StartRefusedException($"--prepare: nodes that meet at the barrier need no preparation: give --no-barrier too");
        if (parse.GetValue(_prepare) && settings.HasScreens)
            throw new StartRefusedException($"--prepare: it starts no nodes: leave --tui out");
        if (MulticastOptions.ObjectionTo(settings.Group, election.Via) is { } objection)
            throw new StartRefusedException(objection);
        if (!settings.HasScreens)
            settings = settings with { Election = election with { CloseAfter = election.CloseAfter
                ?? ScriptedClosing.Of(election.Rule, settings.LastVote) } };
        RefuseUnknownNodes(settings);
        if (FaultsInForce.ObjectionInRun(election.Faults, settings.HasScreens, PausedProcess.IsPossible) is { } fault)
            throw new StartRefusedException($"{Flags.Fault}: {fault}");
        return settings;
    }

    private static ImmutableArray<int> AutoVotes(int nodes, ElectionSettings election) =>
        [.. Enumerable.Range(1, nodes)
            .Select(number => VoteDeal.Drawn(LocalSettings.IdOf(number), election.Choices.Length, election.Seed))];

    private static void RefuseUnknownNodes(LocalSettings settings)
    {
        foreach (MemberId named in new FaultPlan(settings.Election.Faults, settings.Election.Seed).NamedNodes)
        {
            if (!settings.Ids.Contains(named))
                throw new StartRefusedException($"--fault: there is no node '{named}'; the nodes are n1 to n{settings.Votes.Length}");
        }
    }
}

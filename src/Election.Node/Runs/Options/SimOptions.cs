using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Runs.Settings;
using Election.Node.Runs.Simulated;
using Election.Node.Talk;
using Election.Runtime;
using Election.Simulation.Elections;
using Election.Simulation;
using Election.Voting.Setup;

namespace Election.Node.Runs.Options;

/// <summary>The options of <c>election sim</c>, and their conversion into <see cref="SimSettings"/>.</summary>
internal sealed class SimOptions
{
    private const int DefaultNodes = 5;

    private readonly Option<int?> _nodes = TypedOption.OneValue("--nodes", "N",
        $"how many nodes (default: as many as --votes deals, or {DefaultNodes})",
        Values.Whole(1, Proposal.MaxMembers, $"is not a number of nodes"));
    private readonly Option<SeedRange?> _seeds = TypedOption.One("--seeds", "A..B",
        $"hold an election for each of these seeds; faults are drawn for each unless --fault gives them", SeedRange.Read);
    private readonly Option<ulong?> _seed = TypedOption.OneValue("--seed", "N",
        $"hold one election, exactly as this command line says", Values.ReadSeed);
    private readonly Option<ImmutableArray<string>?> _choices = TypedOption.OneValue("--choices", "A,B,…",
        $"the choices, separated by commas (default: Sánchez,Pérez)", ChoiceList.Read);
    private readonly Option<VoteCounts?> _votes = TypedOption.One("--votes", "A:N,B:N,…",
        $"the choices and how many nodes vote for each; dealt by seed", VoteCounts.Read);
    private readonly Option<TimeSpan?> _voteWithin = TypedOption.OneValue("--vote-within", "TIME",
        $"each node votes at a random time within this period (default: at once)", Values.ReadDuration);
    private readonly Option<bool> _changeVotes = TypedOption.Flag("--change-votes",
        $"each node votes again for the next choice if the rule permits; otherwise a restarted node does, unless it has voted before");
    private readonly Option<CountingRule?> _rule = ElectionOptions.Rule();
    private readonly Option<TimeSpan?> _closeAfter = TypedOption.OneValue("--close-after", "TIME",
        $"close the vote this long after its opening (default: 30s, or 2s after the last planned vote if votes may change)",
        Values.ReadWait);
    private readonly VotingOptions _voting = new();
    private readonly Option<ImmutableArray<FaultSpec>> _faults = TypedOption.Many(Flags.Fault, "SPEC",
        $"inject a fault, for example loss=30% or leader:crash@order=3 (docs/faults.md); may be repeated", ReadFault);
    private readonly Option<string?> _out = TypedOption.One("--out", "DIR",
        $"with --seed: the run folder (default: {RunFolder.DefaultPath} under the current directory)", TypedOption.ReadText);
    private readonly OrderOptions _order = new();
    private readonly Option<bool> _scale = TypedOption.Flag("--scale",
        $"print a table of latencies and costs over 3 to 128 nodes and 0 to 30 % loss");
    private readonly Option<bool> _json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_nodes, _seeds, _seed, _choices, _votes, _voteWithin, _changeVotes, _rule, _closeAfter,
            _faults, _out, _scale, _json])
            command.Add(option);
        _order.AddTo(command);
        _voting.AddTo(command);
    }

    /// <summary>Reads and cross-checks the options.</summary>
    /// <exception cref="StartRefusedException">Two options contradict each other, or no seed is given.</exception>
    public SimSettings Read(ParseResult parse)
    {
        if (parse.GetValue(_scale))
            return new ScaleSettings(parse.GetValue(_json));
        SeedRange? seeds = parse.GetValue(_seeds);
        ulong? seed = parse.GetValue(_seed);
        if (seeds is not null && seed is not null)
            throw new StartRefusedException($"--seeds: --seed is given too: choose many elections or one");
        if (seeds is null && seed is null)
            throw new StartRefusedException($"--seeds: say which elections, for example --seeds 1..1000, or --seed 1 for one");
        if (seeds is not null && parse.GetValue(_out) is not null)
            throw new StartRefusedException($"--out: many elections leave no run folder; give --seed for one of them");
        ElectionScenario scenario = ScenarioIn(parse, seed ?? seeds!.First);
        if (seeds is not null && !scenario.Checks.IsEmpty)
        {
            throw new StartRefusedException(
                $"{Flags.Check}: a sweep does not report what each node sees; give --seed for one election");
        }
        RefuseWhatCannotBe(scenario);
        return seeds is not null
            ? new SweepSettings(scenario, seeds, parse.GetValue(_faults).IsEmpty, parse.GetValue(_json))
            : new SingleElectionSettings(scenario, parse.GetValue(_out) ?? RunFolder.DefaultPath, parse.GetValue(_json));
    }

    private ElectionScenario ScenarioIn(ParseResult parse, ulong seed)
    {
        VoteCounts? counts = parse.GetValue(_votes);
        ImmutableArray<string> choices = parse.GetValue(_choices) ?? [];
        if (counts is not null && !choices.IsEmpty)
            counts = counts.Fit(choices).OrThrow(reason => new StartRefusedException($"{_votes.Name}: {reason}"));
        int nodes = parse.GetValue(_nodes) ?? counts?.Sum ?? DefaultNodes;
        if (counts is not null && counts.Sum != nodes)
        {
            throw new StartRefusedException(
                $"--votes: they add up to {counts.Sum}, but --nodes says {nodes}: make them equal or leave --nodes out");
        }
        ImmutableArray<string> all = counts?.Choices ?? (choices.IsEmpty ? ElectionSettings.ClassicChoices : choices);
        CountingRule rule = parse.GetValue(_rule) ?? CountingRule.Plurality;
        VotingPlan plan = _voting.Read(parse, nodes, all, rule);
        OrderSettings delivery = _order.Read(parse, parse.GetValue(_faults));
        return new ElectionScenario
        {
            Order = delivery.Order,
            Checks = delivery.Checks,
            Messages = delivery.Messages,
            Rule = rule,
            Script = plan.Script.ByNode,
            Chair = plan.Chair,
            Terminals = plan.Terminals,
            HasNoBarrier = plan.HasNoBarrier,
            CloseAfter = parse.GetValue(_closeAfter),
            Nodes = nodes,
            Seed = seed,
            Choices = all,
            Votes = counts?.Counts ?? [],
            VoteWithin = parse.GetValue(_voteWithin) ?? TimeSpan.Zero,
            ChangesMind = parse.GetValue(_changeVotes),
            Faults = parse.GetValue(_faults),
            Network = new SimulationOptions { HasDigest = false },
        };
    }

    private static void RefuseWhatCannotBe(ElectionScenario scenario)
    {
        var plan = new FaultPlan(scenario.Faults, scenario.Seed);
        foreach (MemberId named in plan.NamedNodes)
        {
            if (!Enumerable.Range(0, scenario.Nodes).Select(ElectionSimulation.IdOf).Contains(named))
                throw new StartRefusedException($"--fault: there is no node '{named}'; the nodes are n1 to n{scenario.Nodes}");
        }
        if (SimulatedGroup.ObjectionTo(plan) is { } objection)
            throw new StartRefusedException($"{Flags.Fault}: {objection}");
    }

    private static Parsed<FaultSpec> ReadFault(string text) => FaultSpec.Read(text).Unless(spec => SimulatedGroup.Obeys(spec) ? null
        : Sentence.Of($"{Quoted.Of(text)}: the simulator does not support this fault; docs/faults.md lists those that it does"));
}

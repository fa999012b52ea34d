using System.Collections.Immutable;
using System.CommandLine;
using System.Net.Sockets;
using System.Security.Cryptography;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime;
using Election.Voting.Setup;

namespace Election.Node.Runs.Options;

/// <summary>The options that <c>node</c> and <c>local</c> share, and their conversion into <see cref="ElectionSettings"/>.</summary>
internal sealed class ElectionOptions
{
    private const string DefaultTitle = "Election";
    private const int MaxQuorum = Manifest.MaxRoll * Voter.MaxWeight;
    private const int DrawnSeeds = 1_000_000;

    private readonly Option<TimeSpan?> _barrierTimeout =
        TypedOption.OneValue("--barrier-timeout", "TIME", $"how long to wait for all nodes to be ready (default: 30s)",
            Values.ReadWait);
    private readonly Option<ImmutableArray<string>?> _choices =
        TypedOption.OneValue("--choices", "A,B,…", $"the choices, separated by commas (default: Sánchez,Pérez)",
            ChoiceList.Read);
    private readonly Option<TimeSpan?> _closeAfter =
        TypedOption.OneValue("--close-after", "TIME",
            $"close the vote this long after its start, even if someone has not voted (headless default: 30s)", Values.ReadWait);
    private readonly Option<ImmutableArray<FaultSpec>> _faults =
        TypedOption.Many(Flags.Fault, "SPEC",
            $"inject a fault, for example loss=30% or n2>n3:delay=50ms (docs/faults.md); may be repeated", ReadFault);
    private readonly Option<MulticastGroup?> _group =
        TypedOption.One("--group", "ADDRESS:PORT",
            $"the multicast group, IPv4 or [IPv6] (default: 239.192.7.1:45678 for a node, drawn for a local run)", MulticastGroup.Read);
    private readonly Option<string?> _interface =
        TypedOption.One(InterfaceReader.OptionName, "NAME|IP", $"the network interface (default: loopback)", TypedOption.ReadText);
    private readonly Option<JournalMode?> _journal =
        TypedOption.OneValue("--journal", "disk|memory", $"where the journal is kept (default: disk)",
            Values.Word($"is not a journal", ("disk", JournalMode.Disk), ("memory", JournalMode.Memory)));
    private readonly Option<bool> _json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
    private readonly Option<TimeSpan?> _linger =
        TypedOption.OneValue("--linger", "TIME",
            $"how long to keep helping a node that falls silent before it is done (default: 5s)", Values.ReadDuration);
    private readonly Option<string?> _mtu =
        TypedOption.One("--mtu", "BYTES",
            $"the largest datagram to send (default: the interface's limit, at most 1400 off loopback)", TypedOption.ReadText);
    private readonly OrderOptions _order = new();
    private readonly Option<int?> _quorum =
        TypedOption.OneValue("--quorum", "WEIGHT", $"the turnout below which the decision is 'no-quorum'",
            Values.Whole(1, MaxQuorum, $"is not a quorum"));
    private readonly Option<TimeSpan?> _quorumTimeout =
        TypedOption.OneValue("--quorum-timeout", "TIME", $"how long to continue without a majority (default: 60s)", Values.ReadWait);
    private readonly Option<CountingRule?> _rule = Rule();
    private readonly Option<ulong?> _seed =
        TypedOption.OneValue("--seed", "N", $"the seed of all random choices (default: a new one, which is printed)",
            Values.ReadSeed);
    private readonly Option<string?> _title =
        TypedOption.One("--title", "TEXT", $"the title of the election (default: {DefaultTitle})", Values.ReadTitle);
    private readonly Option<TimeToLive?> _ttl =
        TypedOption.OneValue("--ttl", "HOPS",
            $"the scope of multicast in hops: 0 this host, 1 this subnet … 255 (default: 0 on loopback, 1 elsewhere)", TimeToLive.Read);

    public ElectionOptions() => _group.Aliases.Add("-g");

    /// <summary>The option <c>--rule</c>.</summary>
    public static Option<CountingRule?> Rule() => TypedOption.One("--rule", "plurality|first-to-K|last-vote-wins",
        $"the counting rule (default: plurality); under last-vote-wins a voter may vote again", ReadRule);

    /// <summary>Refuses a race that no choice can win.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="weight">The total weight of all votes.</param>
    /// <exception cref="StartRefusedException">The total weight is less than the rule requires.</exception>
    public static void RefuseRaceToNowhere(CountingRule rule, long weight)
    {
        if (rule is FirstToRule race && race.Weight > weight)
            throw new StartRefusedException($"--rule: {rule} can never be reached: all votes together weigh {weight}");
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_choices, _title, _rule, _quorum, _group, _interface, _ttl, _mtu, _journal, _faults, _seed,
            _barrierTimeout, _quorumTimeout, _closeAfter, _linger, _json])
            command.Add(option);
        _order.AddTo(command);
    }

    /// <summary>The choices given; empty if there are none.</summary>
    public ImmutableArray<string> ChoicesIn(ParseResult parse) => parse.GetValue(_choices) ?? [];

    /// <summary>The interface given, or loopback.</summary>
    /// <exception cref="StartRefusedException">No such interface exists.</exception>
    public LocalInterface InterfaceIn(ParseResult parse) => InterfaceReader.Find(parse.GetValue(_interface));

    /// <summary>
    /// The first flag given whose value <c>--join</c> takes from an announcement, so that the operator must not give it too; null if there
    /// is none.
    /// </summary>
    public string? FlagThatJoinSettles(ParseResult parse) =>
        parse.GetValue(_group) is not null ? _group.Name : parse.GetValue(_title) is not null ? _title.Name : null;

    /// <summary>True if <c>--ttl</c> was given.</summary>
    public bool NamesTtl(ParseResult parse) => parse.GetValue(_ttl) is not null;

    /// <summary>Reads all options, and looks up the interface.</summary>
    /// <exception cref="StartRefusedException">No such interface exists, or it cannot carry datagrams of this kind.</exception>
    public ElectionSettings Read(ParseResult parse)
    {
        LocalInterface via = InterfaceIn(parse);
        ulong? seed = parse.GetValue(_seed);
        return new ElectionSettings
        {
            Title = parse.GetValue(_title) ?? DefaultTitle,
            Choices = ChoicesIn(parse) is { IsEmpty: false } choices ? choices : ElectionSettings.ClassicChoices,
            Delivery = _order.Read(parse, parse.GetValue(_faults)),
            Rule = parse.GetValue(_rule) ?? CountingRule.Plurality,
            Quorum = parse.GetValue(_quorum),
            Group = parse.GetValue(_group),
            Via = via,
            Ttl = TtlIn(parse, via),
            MaxDatagram = MaxDatagramIn(parse, via),
            Journal = parse.GetValue(_journal) ?? JournalMode.Disk,
            Faults = parse.GetValue(_faults),
            Seed = seed ?? (ulong)RandomNumberGenerator.GetInt32(DrawnSeeds),
            IsSeedDrawn = seed is null,
            BarrierTimeout = parse.GetValue(_barrierTimeout) ?? ElectionSettings.DefaultBarrierTimeout,
            QuorumTimeout = parse.GetValue(_quorumTimeout) ?? ElectionSettings.DefaultQuorumTimeout,
            CloseAfter = parse.GetValue(_closeAfter),
            Linger = parse.GetValue(_linger) ?? ElectionSettings.DefaultLinger,
            IsJson = parse.GetValue(_json),
        };
    }

    private TimeToLive TtlIn(ParseResult parse, LocalInterface via) =>
        parse.GetValue(_ttl) ?? TimeToLive.DefaultFor(via);

    private DatagramSize MaxDatagramIn(ParseResult parse, LocalInterface via)
    {
        AddressFamily family = parse.GetValue(_group)?.Family ?? AddressFamily.InterNetwork;
        if (DatagramSize.Objection(via, family) is { } objection)
            throw new StartRefusedException($"{_interface.Name}: {objection}");
        if (parse.GetValue(_mtu) is not string text)
            return DatagramSize.DefaultFor(via, family);
        return DatagramSize.Read(text, via, family).OrThrow(reason => new StartRefusedException($"{_mtu.Name}: {reason}"));
    }

    private static Parsed<CountingRule> ReadRule(string text) =>
        CountingRule.Read(text).MapRefusal(problem => $"{Quoted.Of(text)} is not a rule: {problem}");

    private static Parsed<FaultSpec> ReadFault(string text) => FaultSpec.Read(text).Unless(FaultsInForce.Objection);
}

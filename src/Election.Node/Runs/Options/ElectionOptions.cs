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

/// <summary>The options that <c>node</c> and <c>local</c> have in common, and how they become <see cref="ElectionSettings"/>.</summary>
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
            $"let something go wrong, for example loss=30% or n2>n3:delay=50ms (docs/faults.md); may be repeated", ReadFault);
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
            $"how long to go on helping a node that falls silent before it is done (default: 5s)", Values.ReadDuration);
    private readonly Option<string?> _mtu =
        TypedOption.One("--mtu", "BYTES",
            $"the largest datagram to send (default: what the interface carries, at most 1400 off loopback)", TypedOption.ReadText);
    private readonly OrderOptions _order = new();
    private readonly Option<int?> _quorum =
        TypedOption.OneValue("--quorum", "WEIGHT", $"the turnout below which the decision is 'no-quorum'",
            Values.Whole(1, MaxQuorum, $"is not a quorum"));
    private readonly Option<TimeSpan?> _quorumTimeout =
        TypedOption.OneValue("--quorum-timeout", "TIME", $"how long to go on without a majority (default: 60s)", Values.ReadWait);
    private readonly Option<CountingRule?> _rule = Rule();
    private readonly Option<ulong?> _seed =
        TypedOption.OneValue("--seed", "N", $"the seed of everything that is drawn (default: a new one, which is printed)",
            Values.ReadSeed);
    private readonly Option<string?> _title =
        TypedOption.One("--title", "TEXT", $"what is voted on (default: {DefaultTitle})", Values.ReadTitle);
    private readonly Option<TimeToLive?> _ttl =
        TypedOption.OneValue("--ttl", "HOPS",
            $"how far multicast goes: 0 this host, 1 this subnet … 255 (default: 0 on loopback, 1 elsewhere)", TimeToLive.Read);

    public ElectionOptions() => _group.Aliases.Add("-g");

    /// <summary>The option that names the rule.</summary>
    public static Option<CountingRule?> Rule() => TypedOption.One("--rule", "plurality|first-to-K|last-vote-wins",
        $"how votes become a decision (default: plurality); under last-vote-wins a voter may vote again", ReadRule);

    /// <summary>Refuses a race that nobody can win.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="weight">What all votes weigh together.</param>
    /// <exception cref="StartRefusedException">They weigh less than the rule asks for.</exception>
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

    /// <summary>The choices that were named, or none.</summary>
    public ImmutableArray<string> ChoicesIn(ParseResult parse) => parse.GetValue(_choices) ?? [];

    /// <summary>The interface that was named, or loopback.</summary>
    /// <exception cref="StartRefusedException">There is no such interface.</exception>
    public LocalInterface InterfaceIn(ParseResult parse) => InterfaceReader.Find(parse.GetValue(_interface));

    /// <summary>
    /// What <c>--join</c> takes from an announcement, so that the operator may not say it too: the first flag that does, or null.
    /// </summary>
    public string? FlagThatJoinSettles(ParseResult parse) =>
        parse.GetValue(_group) is not null ? _group.Name : parse.GetValue(_title) is not null ? _title.Name : null;

    /// <summary>Whether <c>--ttl</c> was given.</summary>
    public bool NamesTtl(ParseResult parse) => parse.GetValue(_ttl) is not null;

    /// <summary>Reads everything; the interface is looked up here.</summary>
    /// <exception cref="StartRefusedException">There is no such interface, or it does not carry such datagrams.</exception>
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

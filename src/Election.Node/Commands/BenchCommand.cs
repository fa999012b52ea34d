using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Talk;
using Election.Node.Tools.Bench;
using Election.Runtime.Hosting;
using Election.Runtime.Network;

namespace Election.Node.Commands;

/// <summary><c>election bench</c>: measures this program on this machine, over real sockets on loopback.</summary>
internal sealed class BenchCommand
{
    private const int DefaultNodes = 3;
    private const int LeastNodesWithoutOne = 3;
    private const int DefaultRate = 200;
    private const int MaxRate = 10_000;
    private const int DefaultRuns = 10;
    private const int MaxRuns = 1000;
    private const int DrawnSeeds = 1_000_000;

    private static readonly TimeSpan s_defaultTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestTime = TimeSpan.FromMinutes(10);

    private readonly Option<int?> _nodes = TypedOption.OneValue("--nodes", "N", $"how many nodes (default: {DefaultNodes})",
        Values.Whole(1, Proposal.MaxMembers, $"is not a number of nodes"));
    private readonly Option<int?> _survivable = TypedOption.OneValue("--nodes", "N", $"how many nodes (default: {DefaultNodes})",
        Values.Whole(LeastNodesWithoutOne, Proposal.MaxMembers, $"is not a number of nodes that go on without one"));
    private readonly Option<int?> _rate = TypedOption.OneValue("--rate", "N", $"votes a second, over all nodes (default: {DefaultRate})",
        Values.Whole(1, MaxRate, $"is not a rate"));
    private readonly Option<TimeSpan?> _time = TypedOption.OneValue("--time", "TIME",
        $"how long to measure (default: 10s)", ReadTime);
    private readonly Option<TimeSpan?> _barrierTimeout = TypedOption.OneValue("--barrier-timeout", "TIME",
        $"how long to wait for all nodes to be ready (default: 30s)", Values.ReadWait);
    private readonly Option<int?> _runs = TypedOption.OneValue("--runs", "N", $"how many leaders to kill (default: {DefaultRuns})",
        Values.Whole(1, MaxRuns, $"is not a number of runs"));
    private readonly Option<ImmutableArray<FaultSpec>> _faults = TypedOption.Many("--fault", "SPEC",
        $"let something go wrong in the network, for example loss=30% (docs/faults.md); may be repeated", ReadFault);
    private readonly Option<JournalMode?> _journal = TypedOption.OneValue("--journal", "disk|memory",
        $"where journals are kept (default: memory)",
        Values.Word($"is not a journal", ("disk", JournalMode.Disk), ("memory", JournalMode.Memory)));
    private readonly Option<ulong?> _seed = TypedOption.OneValue("--seed", "N", $"the seed of everything that is drawn",
        Values.ReadSeed);
    private readonly Option<string?> _interface = TypedOption.One("--interface", "NAME|IP",
        $"the network interface (default: loopback)", TypedOption.ReadText);
    private readonly Option<bool> _json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");

    public static Command Build(TextTerminal terminal, Interruption interruption)
    {
        var options = new BenchCommand();
        CancellationToken cancellation = interruption.Token;
        var latency = new DescribedCommand("latency", $"Measure the time from casting a vote to counting it.")
        {
            options._nodes, options._rate, options._time, options._faults, options._journal, options._barrierTimeout, options._seed,
            options._interface, options._json,
        };
        latency.SetAction((parse, _) =>
            LatencyBench.LatencyAsync(options.LatencyIn(parse), parse.GetValue(options._json), terminal, cancellation));
        var loss = new DescribedCommand("loss", $"Measure the same at {string.Join(", ", LatencyBench.Losses)}.")
        {
            options._nodes, options._rate, options._time, options._faults, options._journal, options._barrierTimeout, options._seed,
            options._interface, options._json,
        };
        loss.SetAction((parse, _) =>
            LatencyBench.LossAsync(options.LatencyIn(parse), parse.GetValue(options._json), terminal, cancellation));
        var failover = new DescribedCommand("failover", $"Measure the time from the leader's death to the next delivery.")
        {
            options._survivable, options._runs, options._journal, options._seed, options._interface, options._json,
        };
        failover.SetAction((parse, _) => FailoverBench.RunAsync(
            options.FailoverIn(parse) with { Language = terminal.Language }, parse.GetValue(options._runs) ?? DefaultRuns, terminal,
            cancellation));
        var screen = new DescribedCommand("screen", $"Measure what a screen costs a busy node, and how soon it answers a key.")
        {
            options._time, options._json,
        };
        screen.SetAction((parse, _) => ScreenBench.RunAsync(
            parse.GetValue(options._time) ?? s_defaultTime, parse.GetValue(options._json), terminal, cancellation));
        return new DescribedCommand("bench", $"Measure this program on this machine.") { failover, latency, loss, screen };
    }

    private LatencySettings LatencyIn(ParseResult parse) => new()
    {
        Nodes = parse.GetValue(_nodes) ?? DefaultNodes,
        Rate = parse.GetValue(_rate) ?? DefaultRate,
        Time = parse.GetValue(_time) ?? s_defaultTime,
        BarrierTimeout = parse.GetValue(_barrierTimeout) ?? ElectionSettings.DefaultBarrierTimeout,
        Journal = parse.GetValue(_journal) ?? JournalMode.Memory,
        Faults = parse.GetValue(_faults),
        Seed = SeedIn(parse),
        Via = InterfaceReader.Find(parse.GetValue(_interface)),
    };

    private LocalSettings FailoverIn(ParseResult parse)
    {
        LocalInterface via = InterfaceReader.Find(parse.GetValue(_interface));
        int nodes = parse.GetValue(_survivable) ?? DefaultNodes;
        ulong seed = SeedIn(parse);
        return new LocalSettings
        {
            Election = ElectionSettings.OfBench(via, seed, parse.GetValue(_journal) ?? JournalMode.Memory, parse.GetValue(_json)),
            Group = MulticastGroup.Draw(),
            Votes = [.. Enumerable.Range(0, nodes).Select(node => node % 2)],
            Spread = FailoverBench.BetweenVotes * (nodes - 1),
            Out = "",
            Replay = OwnCommand.Replay(parse, seed),
        };
    }

    private ulong SeedIn(ParseResult parse) => parse.GetValue(_seed) ?? (ulong)RandomNumberGenerator.GetInt32(DrawnSeeds);

    private static Parsed<TimeSpan> ReadTime(string text) => Values.ReadWait(text).Unless(time => time > s_longestTime
        ? Sentence.Of($"{Quoted.Of(text)} is too long: measure for at most {FaultTime.ToText(s_longestTime)}") : null);

    private static Parsed<FaultSpec> ReadFault(string text) => FaultSpec.Read(text).Unless(spec => LinkFaults.Obeys(spec) ? null
        : Sentence.Of($"{Quoted.Of(text)}: a bench takes only network faults, and none that waits for an event"));
}

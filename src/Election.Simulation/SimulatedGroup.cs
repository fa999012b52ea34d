using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>The reasons for a run to end.</summary>
public enum SimulationEnd
{
    /// <summary>Every node finished, or crashed for good.</summary>
    Finished,

    /// <summary>No event is scheduled, though some node has not finished.</summary>
    Quiet,

    /// <summary>The limit of virtual time was reached.</summary>
    TimeLimit,

    /// <summary>The limit of events was reached.</summary>
    EventLimit,
}

/// <summary>
/// Nodes over a simulated multicast group, in virtual time. It drives any <see cref="INode"/> as the runtime does: effects in order;
/// signatures, verifications and fsyncs answered later; timers when due. Nodes crash, restart with what their disk kept, and are paused.
/// Equal options and nodes give byte-identical histories, in any process. One caller at a time; independent groups may run in parallel.
/// </summary>
public sealed partial class SimulatedGroup
{
    /// <summary>The largest number of nodes in one simulation.</summary>
    public const int MaxNodes = 1024;

    /// <summary>The largest number of timers at one instant: a node that asks for more is broken.</summary>
    public const int MaxTimersPerInstant = 1000;

    /// <summary>The number of events after which a run of few nodes ends, unless its options say otherwise.</summary>
    public const long LeastMaxEvents = 5_000_000;

    /// <summary>
    /// The number of events per pair of nodes after which a run of many nodes ends: about a minute in which every node sends forty
    /// datagrams a second.
    /// </summary>
    public const long MaxEventsPerPair = 2500;

    private static readonly TimeSpan s_clockSpread = TimeSpan.FromHours(1);

    private readonly SimulationOptions _options;
    private readonly SimulatedNode[] _nodes;
    private readonly EventQueue _queue = new();
    private readonly VirtualNetwork _network;
    private readonly VirtualEffects _effects;
    private readonly FaultScripts _scripts;
    private readonly SplitMix64 _random;
    private readonly ISimulationObserver? _observer;
    private int _over;

    /// <summary>Prepares a run; nothing happens before <see cref="Run"/>.</summary>
    /// <param name="options">The options that determine the run.</param>
    /// <param name="nodes">1 to <see cref="MaxNodes"/> nodes with different ids.</param>
    /// <param name="observer">The observer; null for none.</param>
    /// <exception cref="ArgumentException">
    /// There are too few or too many nodes, two have the same id, or a fault depends on an event or a leader and there is no gauge.
    /// </exception>
    public SimulatedGroup(SimulationOptions options, IReadOnlyList<NodeSetup> nodes, ISimulationObserver? observer = null)
    {
        if (nodes.Count is 0 or > MaxNodes || nodes.Select(node => node.Id).Distinct().Count() != nodes.Count)
            throw new ArgumentException($"A simulation has 1 to {MaxNodes} nodes with different ids.", nameof(nodes));
        _options = options;
        MaxEvents = options.MaxEvents ?? Math.Max(LeastMaxEvents, MaxEventsPerPair * nodes.Count * nodes.Count);
        _observer = observer;
        _random = new SplitMix64(options.Seed);
        _nodes = [.. nodes.Select(Prepare)];
        _network = new VirtualNetwork(options, _nodes, _random.Next(), _queue);
        History = new History(options);
        _effects = new VirtualEffects(options, _queue, _network, new SplitMix64(_random.Next()), History, observer);
        _scripts = new FaultScripts(options.Faults, [.. _nodes.Select(node => node.Id)]);
        foreach (SimulatedNode node in _nodes)
            _queue.Add(node.StartsAt, new VirtualEvent { Kind = VirtualEventKind.Start, Node = node.Index, Life = 1 });
        foreach ((int node, TimeSpan at) in _scripts.CrashTimes())
            _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Crash, Node = node });
        foreach ((int node, PauseAction pause) in _scripts.Pauses())
            _queue.Add(pause.Time, new VirtualEvent { Kind = VirtualEventKind.Pause, Node = node, Length = pause.Length });
    }

    /// <summary>The nodes, in the order given.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>The history so far.</summary>
    public History History { get; }

    /// <summary>The current virtual time.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The number of events so far.</summary>
    public long EventCount { get; private set; }

    /// <summary>The number of events after which the run ends.</summary>
    public long MaxEvents { get; }

    /// <summary>The current leader, for link faults on <c>leader</c>. An observer keeps it up to date.</summary>
    public NodeTag? Leader
    {
        get => _network.Leader;
        set => _network.Leader = value;
    }

    /// <summary>
    /// True if a simulation carries out the specification: every one except a link fault that waits for an event, which commands therefore
    /// refuse.
    /// </summary>
    public static bool Obeys(FaultSpec spec) => spec.What is not LinkAction || LinkFaults.Obeys(spec) || HeldLinks.Obeys(spec);

    /// <summary>Returns the reason, in one sentence, that specifications cannot be carried out together; null if they can.</summary>
    public static Sentence? ObjectionTo(FaultPlan plan) => NodeSchedule.Objection(plan.Specs);

    /// <summary>Schedules a command for a node; if the node is not running at that time, it never gets the command.</summary>
    public void Command(TimeSpan at, int node, NodeCommand command) =>
        _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Command, Node = node, Command = command });

    /// <summary>Schedules a stranger's datagram for every node, bypassing all faults.</summary>
    public void Inject(TimeSpan at, byte[] datagram)
    {
        foreach (SimulatedNode node in _nodes)
            _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Receive, Node = node.Index, Bytes = datagram });
    }

    /// <summary>Runs until all nodes have finished, no event is left, or a limit is reached.</summary>
    /// <exception cref="InvalidOperationException">
    /// A node broke an invariant; the message names the node, the time and the seed.
    /// </exception>
    public SimulationEnd Run()
    {
        while (_over < _nodes.Length)
        {
            if (!_queue.TryPeekTime(out TimeSpan next))
                return SimulationEnd.Quiet;
            if (next > _options.MaxTime)
                return SimulationEnd.TimeLimit;
            if (EventCount == MaxEvents)
                return SimulationEnd.EventLimit;
            EventCount++;
            Now = next;
            VirtualEvent happening = _queue.Take();
            SimulatedNode? node = happening.Node == FaultScripts.WhoeverLeads ? WhoLeads() : _nodes[happening.Node];
            if (node is not null)
                Happen(node, happening);
            else if (happening.Kind == VirtualEventKind.Pause)
                _scripts.AwaitLeader(happening.Length);
        }
        return SimulationEnd.Finished;
    }

    private SimulatedNode Prepare(NodeSetup setup, int index)
    {
        TimeSpan startsAt = _random.NextBetween(TimeSpan.Zero, _options.StartSpread) + _options.Faults.StartDelayOf(setup.Id);
        return new SimulatedNode(setup, index, startsAt, _random.NextBetween(TimeSpan.Zero, s_clockSpread));
    }

    // Of two nodes that believe they lead, the one with the longer log does.
    private SimulatedNode? WhoLeads()
    {
        SimulatedNode? leader = null;
        foreach (SimulatedNode node in _nodes)
        {
            if (node.IsRunning && node.Node!.Standing.IsLeading && (leader is null || LogOf(node) > LogOf(leader)))
                leader = node;
        }
        return leader;
    }

    private static ulong LogOf(SimulatedNode node) => node.Node!.Standing.Ordered.Value;
}

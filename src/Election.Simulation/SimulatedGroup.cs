using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Why a run ended.</summary>
public enum SimulationEnd
{
    /// <summary>Every node finished, or died for good.</summary>
    Finished,

    /// <summary>Nothing more can happen, though some node has not finished.</summary>
    Quiet,

    /// <summary>Virtual time ran out.</summary>
    TimeLimit,

    /// <summary>The number of events ran out.</summary>
    EventLimit,
}

/// <summary>
/// Nodes over a simulated multicast group, in virtual time. It drives any <see cref="INode"/> as the runtime does: effects in order,
/// signatures, checks and fsyncs answered later, timers when due; nodes die, come back with what their disk kept, and stand still. Equal
/// options and nodes give byte-identical histories, in any process. One caller at a time; independent groups may run side by side.
/// </summary>
public sealed partial class SimulatedGroup
{
    /// <summary>The most nodes in one simulation.</summary>
    public const int MaxNodes = 1024;

    /// <summary>A node that asks for more timers than this at one instant is broken.</summary>
    public const int MaxTimersPerInstant = 1000;

    /// <summary>Events after which a run of few nodes ends, unless its options say otherwise.</summary>
    public const long LeastMaxEvents = 5_000_000;

    /// <summary>Events for each pair of nodes after which a run of many ends: about a minute in which everybody sends forty datagrams a second.</summary>
    public const long MaxEventsPerPair = 2500;

    private static readonly TimeSpan s_clockSpread = TimeSpan.FromHours(1);

    private readonly SimulationOptions _options;
    private readonly SimulatedNode[] _nodes;
    private readonly EventQueue _queue = new();
    private readonly VirtualNetwork _network;
    private readonly VirtualEffects _effects;
    private readonly NodeFates _fates;
    private readonly SplitMix64 _random;
    private readonly ISimulationObserver? _observer;
    private int _over;

    /// <summary>Prepares a run; nothing happens before <see cref="Run"/>.</summary>
    /// <param name="options">What decides the run.</param>
    /// <param name="nodes">1 to <see cref="MaxNodes"/> nodes with different ids.</param>
    /// <param name="observer">Who looks on, if anyone.</param>
    /// <exception cref="ArgumentException">
    /// There are too few or too many nodes, two have one id, or a fault waits for an event or a leader and nobody can tell of either.
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
        _fates = new NodeFates(options.Faults, _nodes.Select(node => node.Id));
        if (_fates.WaitsForEvents && options.Gauge is null)
            throw new ArgumentException("A fault waits for an event, and no gauge tells of events.", nameof(options));
        foreach (SimulatedNode node in _nodes)
            _queue.Add(node.StartsAt, new VirtualEvent { Kind = VirtualEventKind.Start, Node = node.Index, Life = 1 });
        foreach ((int node, TimeSpan at) in _fates.Crashes())
            _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Crash, Node = node });
        foreach ((int node, PauseAction pause) in _fates.Pauses())
            _queue.Add(pause.Time, new VirtualEvent { Kind = VirtualEventKind.Pause, Node = node, Length = pause.Length });
    }

    /// <summary>The nodes, in the order given.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>What has happened.</summary>
    public History History { get; }

    /// <summary>Virtual time.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Events so far.</summary>
    public long EventCount { get; private set; }

    /// <summary>Events after which the run ends.</summary>
    public long MaxEvents { get; }

    /// <summary>Who leads, for faults of links that say <c>leader</c>. An observer keeps it up to date.</summary>
    public NodeTag? Leader
    {
        get => _network.Leader;
        set => _network.Leader = value;
    }

    /// <summary>
    /// Whether a simulation carries a specification out: all but a link's fault that waits for an event. A command that is given one of those
    /// refuses it.
    /// </summary>
    public static bool Obeys(FaultSpec spec) => spec.What is not LinkAction || LinkFaults.Obeys(spec);

    /// <summary>Why specifications cannot be carried out together, as a sentence; null when they can.</summary>
    public static Sentence? ObjectionTo(FaultPlan plan) => NodeFates.Objection(plan.Specs);

    /// <summary>Gives a node a command at a time to come; a node that is not running then never gets it.</summary>
    public void Command(TimeSpan at, int node, NodeCommand command) =>
        _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Command, Node = node, Command = command });

    /// <summary>Puts a stranger's datagram in front of every node at a time to come, past all faults.</summary>
    public void Inject(TimeSpan at, byte[] datagram)
    {
        foreach (SimulatedNode node in _nodes)
            _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Receive, Node = node.Index, Bytes = datagram });
    }

    /// <summary>Runs to the end: all finished, nothing left to happen, or a limit.</summary>
    /// <exception cref="InvalidOperationException">A node broke an invariant; the message says which node, when and what seed.</exception>
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
            SimulatedNode? node = happening.Node == NodeFates.WhoeverLeads ? WhoLeads() : _nodes[happening.Node];
            if (node is not null)
                Happen(node, happening);
        }
        return SimulationEnd.Finished;
    }

    private SimulatedNode Prepare(NodeSetup setup, int index)
    {
        TimeSpan startsAt = _random.NextBetween(TimeSpan.Zero, _options.StartSpread) + _options.Faults.StartDelayOf(setup.Id);
        return new SimulatedNode(setup, index, startsAt, _random.NextBetween(TimeSpan.Zero, s_clockSpread));
    }

    // Of two that believe they lead, the one with the longer log does.
    private SimulatedNode? WhoLeads()
    {
        SimulatedNode? leader = null;
        foreach (SimulatedNode node in _nodes)
        {
            if (node.IsRunning && _options.Gauge!.IsLeading(node.Node!)
                && (leader is null || LogOf(node) > LogOf(leader)))
                leader = node;
        }
        return leader;
    }

    private long LogOf(SimulatedNode node) => _options.Gauge!.Count(node.Node!, FaultEventKind.Order);
}

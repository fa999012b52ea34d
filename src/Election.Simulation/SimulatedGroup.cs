using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Why a run ended.</summary>
public enum SimulationEnd
{
    /// <summary>Every node finished, or died.</summary>
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
/// signatures, checks and fsyncs answered later, timers when due. Equal options and nodes give byte-identical histories, in any process.
/// One caller at a time; independent groups may run side by side.
/// </summary>
public sealed class SimulatedGroup
{
    /// <summary>The most nodes in one simulation.</summary>
    public const int MaxNodes = 1024;

    /// <summary>A node that asks for more timers than this at one instant is broken.</summary>
    public const int MaxTimersPerInstant = 1000;

    private static readonly TimeSpan ClockSpread = TimeSpan.FromHours(1);

    private readonly SimulationOptions _options;
    private readonly SimulatedNode[] _nodes;
    private readonly EventQueue _queue = new();
    private readonly VirtualNetwork _network;
    private readonly VirtualEffects _effects;
    private readonly SplitMix64 _random;
    private int _over;

    /// <summary>Prepares a run; nothing happens before <see cref="Run"/>.</summary>
    /// <param name="options">What decides the run.</param>
    /// <param name="nodes">1 to <see cref="MaxNodes"/> nodes with different ids.</param>
    /// <param name="observer">Who looks on, if anyone.</param>
    /// <exception cref="ArgumentException">There are too few or too many nodes, or two have one id.</exception>
    public SimulatedGroup(SimulationOptions options, IReadOnlyList<NodeSetup> nodes, ISimulationObserver? observer = null)
    {
        if (nodes.Count is 0 or > MaxNodes || nodes.Select(node => node.Id).Distinct().Count() != nodes.Count)
            throw new ArgumentException($"A simulation has 1 to {MaxNodes} nodes with different ids.", nameof(nodes));
        _options = options;
        _random = new SplitMix64(options.Seed);
        _nodes = [.. nodes.Select(Prepare)];
        _network = new VirtualNetwork(options, _nodes, _random.Next(), _queue);
        History = new History(options.KeepEvents);
        _effects = new VirtualEffects(options, _queue, _network, new SplitMix64(_random.Next()), History, observer);
        foreach (SimulatedNode node in _nodes)
        {
            _queue.Add(node.StartsAt, new VirtualEvent { Kind = VirtualEventKind.Start, Node = node.Index });
            foreach (TimeSpan at in options.Faults.CrashTimesOf(node.Id))
                _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Crash, Node = node.Index });
        }
    }

    /// <summary>The nodes, in the order given.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>What has happened.</summary>
    public History History { get; }

    /// <summary>Virtual time.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Events so far.</summary>
    public long EventCount { get; private set; }

    /// <summary>Who leads, for faults that say <c>leader</c>. An observer keeps it up to date.</summary>
    public NodeTag? Leader
    {
        get => _network.Leader;
        set => _network.Leader = value;
    }

    /// <summary>
    /// Whether a simulation carries a specification out: faults of links, start delays, and crashes at a time. The rest needs more than a
    /// simulated network; a command that is given one of those refuses it.
    /// </summary>
    public static bool Obeys(FaultSpec spec) =>
        LinkFaults.Obeys(spec) || spec.What is StartDelayAction
        || spec is { What: CrashAction { Time: not null }, Where: NodeWhere { Node.Kind: not FaultNodeKind.Leader } };

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
            if (EventCount == _options.MaxEvents)
                return SimulationEnd.EventLimit;
            EventCount++;
            Now = next;
            VirtualEvent happening = _queue.Take();
            Happen(_nodes[happening.Node], happening);
        }
        return SimulationEnd.Finished;
    }

    private SimulatedNode Prepare(NodeSetup setup, int index)
    {
        TimeSpan startsAt = _random.NextBetween(TimeSpan.Zero, _options.StartSpread) + _options.Faults.StartDelayOf(setup.Id);
        return new SimulatedNode(setup, index, startsAt, _random.NextBetween(TimeSpan.Zero, ClockSpread));
    }

    private void Happen(SimulatedNode node, in VirtualEvent happening)
    {
        if (node.IsOver || (node.Node is null && happening.Kind is not (VirtualEventKind.Start or VirtualEventKind.Crash)))
            return;
        switch (happening.Kind)
        {
            case VirtualEventKind.Start:
                History.Add(Now, node, HistoryKind.Start, []);
                node.Node = node.Setup.Create();
                Step(node, NodeInput.Timer());
                break;
            case VirtualEventKind.Crash:
                History.Add(Now, node, HistoryKind.Crash, []);
                node.CrashedAt = Now;
                _over++;
                break;
            case VirtualEventKind.Timer:
                OnTimer(node);
                break;
            case VirtualEventKind.Arrive:
                OnArrival(node, happening.Bytes!);
                break;
            case VirtualEventKind.Receive:
                History.Add(Now, node, HistoryKind.Receive, happening.Bytes);
                Step(node, NodeInput.Datagram(happening.Bytes));
                break;
            case VirtualEventKind.Signed:
                Step(node, NodeInput.Signed(happening.Token, happening.Bytes));
                break;
            case VirtualEventKind.Verified:
                Step(node, NodeInput.Verified(happening.Token, happening.Valid));
                break;
            case VirtualEventKind.Synced:
                Step(node, NodeInput.Journalled(node.Journal.EndSync()));
                break;
            case VirtualEventKind.Command:
                Step(node, NodeInput.Of(happening.Command!));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void OnArrival(SimulatedNode node, byte[] datagram)
    {
        FaultDecision decision = _network.Arrive(node.Index, datagram, Now);
        if (decision.Applied != FaultKinds.None)
            History.Add(Now, node, HistoryKind.Fault, datagram, decision.Applied);
    }

    private void OnTimer(SimulatedNode node)
    {
        if (node.TimerAt != Now)
            return;
        node.TimerAt = null;
        node.CountTimer(Now);
        if (node.TimersNow > MaxTimersPerInstant)
            throw Broken(node, $"it asked for more than {MaxTimersPerInstant} timers at one instant", null);
        if (node.Node!.NextDeadline <= node.ClockAt(Now))
            Step(node, NodeInput.Timer());
        else
            SetTimer(node);
    }

    private void Step(SimulatedNode node, in NodeInput input)
    {
        try
        {
            node.Node!.Step(input, node.ClockAt(Now), node.Outbox);
        }
        catch (InvalidOperationException broken)
        {
            throw Broken(node, broken.Message, broken);
        }
        _effects.CarryOut(node, Now);
        _over += node.IsOver ? 1 : 0;
        SetTimer(node);
    }

    private void SetTimer(SimulatedNode node)
    {
        if (!node.IsRunning || node.Node!.NextDeadline is not { } deadline || deadline == Instant.Never)
            return;
        TimeSpan due = node.VirtualTimeOf(deadline);
        TimeSpan at = (due > Now ? due : Now) + _random.NextBetween(TimeSpan.Zero, _options.TimerLateness);
        if (node.TimerAt <= at)
            return;
        node.TimerAt = at;
        _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Timer, Node = node.Index });
    }

    private InvalidOperationException Broken(SimulatedNode node, string why, Exception? inner) =>
        new($"Node {node.Id} broke at {Now.TotalMilliseconds} ms of virtual time (simulation seed {_options.Seed}): {why}", inner);
}

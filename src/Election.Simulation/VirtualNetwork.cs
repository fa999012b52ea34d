using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>
/// One multicast group in virtual time. Every datagram travels to every node, the sender included, and each link has its own seeded
/// latency. On arrival the receiver's faults decide. A link keeps the order of its datagrams, as a local network does; only faults reorder.
/// </summary>
internal sealed class VirtualNetwork
{
    /// <summary>
    /// The number of datagrams that each receiver tells apart: a quarter of the real number, because thousands of groups come and go.
    /// </summary>
    private const int AttemptsToldApart = 1024;

    private readonly SimulationOptions _options;
    private readonly ReceiverFaults[] _faults;
    private readonly HeldLinks[] _held;
    private readonly LinkFaults _decisions;
    private readonly SplitMix64 _latency;
    private readonly long[] _lastArrivalTicks;
    private readonly EventQueue _queue;

    public VirtualNetwork(SimulationOptions options, IReadOnlyList<SimulatedNode> nodes, ulong seed, EventQueue queue)
    {
        _options = options;
        _queue = queue;
        _latency = new SplitMix64(seed);
        _decisions = new LinkFaults(options.Faults);
        _faults = [.. nodes.Select(node => new ReceiverFaults(_decisions, node.Id.Tag, new AttemptCounter(AttemptsToldApart)))];
        _held = [.. nodes.Select(node => new HeldLinks(options.Faults, node.Id.Tag))];
        _lastArrivalTicks = new long[nodes.Count * nodes.Count];
    }

    /// <summary>The current leader, for faults on <c>leader</c>.</summary>
    public NodeTag? Leader
    {
        get => _decisions.Leader;
        set => _decisions.Leader = value;
    }

    /// <summary>Sends a datagram from one node to all.</summary>
    public void Multicast(int from, byte[] datagram, TimeSpan now)
    {
        int count = _faults.Length;
        for (int to = 0; to < count; to++)
        {
            ref long last = ref _lastArrivalTicks[(from * count) + to];
            TimeSpan latency = _options.LinkLatency + _latency.NextBetween(TimeSpan.Zero, _options.LinkJitter);
            last = Math.Max(last, (now + latency).Ticks);
            _queue.Add(new TimeSpan(last), new VirtualEvent { Kind = VirtualEventKind.Arrive, Node = to, Bytes = datagram });
        }
    }

    /// <summary>
    /// Handles a datagram's arrival at a receiver: queues the copies that get through, unless it is one, unchanged and immediate.
    /// </summary>
    /// <param name="to">The receiver.</param>
    /// <param name="datagram">The datagram as it was sent.</param>
    /// <param name="now">The time.</param>
    /// <param name="standing">How far the receiver has come.</param>
    public FaultDecision Arrive(int to, byte[] datagram, TimeSpan now, in Standing standing)
    {
        if (_held[to].Hold(datagram, standing))
            return FaultDecision.Dropped(FaultKinds.Partition);
        FaultDecision decision = _faults[to].Decide(datagram, now);
        if (decision.Applied == FaultKinds.None)
            return decision;
        for (int copy = 0; copy < decision.Copies; copy++)
        {
            CopyFault fault = decision[copy];
            byte[] bytes = datagram;
            if (fault.IsCorrupt)
            {
                bytes = (byte[])datagram.Clone();
                fault.Corrupt(bytes);
            }
            _queue.Add(now + fault.Delay, new VirtualEvent { Kind = VirtualEventKind.Receive, Node = to, Bytes = bytes });
        }
        return decision;
    }
}

using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Simulation.Traces;

/// <summary>
/// Writes the trace of a simulated election, a file for each node. A broadcast is a statement's first way into the network; a delivery is
/// its
/// line in the transcript; a receive is the first copy that a life of a node takes.
/// </summary>
public sealed class TraceRecorder : ISimulationObserver
{
    private readonly Dictionary<MemberId, TracedHost> _hosts = [];
    private readonly Dictionary<NodeTag, TracedHost> _byTag = [];
    private readonly Dictionary<Hash256, TracedMessage> _messages = [];
    private readonly Queue<(TimeSpan At, TraceEventKind Kind, string Text)> _splits;

    /// <summary>Prepares for one run of a scenario.</summary>
    public TraceRecorder(ElectionScenario scenario)
    {
        MemberId[] ids =
        [
            .. Enumerable.Range(0, scenario.Nodes).Select(ElectionSimulation.IdOf),
            .. Enumerable.Range(0, scenario.Observers).Select(ElectionSimulation.ObserverIdOf),
        ];
        var run = new TraceRun { Order = scenario.Order.ToText(), Seed = scenario.Seed };
        foreach (MemberId id in ids)
        {
            var host = new TracedHost(id.Text, ids.Select(one => one.Text), run);
            _hosts.Add(id, host);
            _byTag.Add(id.Tag, host);
        }
        _splits = new(scenario.Faults.SelectMany(SplitsOf).OrderBy(one => one.At));
    }

    /// <summary>Each node's trace so far, with its name.</summary>
    public IEnumerable<(string Host, ReadOnlyMemory<byte> Trace)> Traces => _hosts.Values.Select(host => (host.Name, host.Written));

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        Advance(now);
        TracedHost host = _hosts[node.Id];
        switch (effect.Kind)
        {
            case EffectKind.Send:
                OnSend(host, effect.Bytes.Span, now);
                break;
            case EffectKind.Transcript when LoggedEntry.Read(effect.Bytes) is { Signed: { } signed } entry:
                if (_messages.TryGetValue(signed.Statement.Identity, out TracedMessage? message))
                    host.Deliver(message, FormattableString.Invariant($"index {entry.Index}, {signed.Statement.Kind.ToText()}"), now);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnStart(SimulatedNode node, TimeSpan now)
    {
        Advance(now);
        _hosts[node.Id].Start(node.Life, now);
    }

    /// <inheritdoc/>
    public void OnCrash(SimulatedNode node, TimeSpan now)
    {
        Advance(now);
        _hosts[node.Id].Crash(now);
    }

    /// <inheritdoc/>
    public void OnPause(SimulatedNode node, TimeSpan now)
    {
        Advance(now);
        _hosts[node.Id].Note(node.IsPaused ? TraceEventKind.Pause : TraceEventKind.Resume, null, now);
    }

    /// <inheritdoc/>
    public void OnReceive(SimulatedNode node, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        Advance(now);
        foreach (CarriedStatement carried in CarriedStatement.In(datagram))
        {
            if (Known(carried) is ({ } sender, { } message) && sender.Name != node.Id.Text)
                _hosts[node.Id].Receive(message, sender, carried.IsRepair, now);
        }
    }

    /// <inheritdoc/>
    public void OnFault(SimulatedNode node, ReadOnlySpan<byte> datagram, FaultKinds faults, TimeSpan now)
    {
        if ((faults & (FaultKinds.Loss | FaultKinds.Drop | FaultKinds.Partition)) == 0)
            return;
        Advance(now);
        foreach (CarriedStatement carried in CarriedStatement.In(datagram))
        {
            if (Known(carried) is ({ } sender, { } message) && sender.Name != node.Id.Text)
                _hosts[node.Id].Lose(message, sender, carried.IsRepair, now);
        }
    }

    /// <summary>
    /// The run is over. A statement that nobody delivered, of a sender that knows that the election is closed, was told to be late.
    /// </summary>
    public void Conclude(IEnumerable<NodeOutcome> nodes, TimeSpan now)
    {
        Advance(now);
        foreach (NodeOutcome node in nodes.Where(node => node is { CrashedAt: null, Snapshot.CloseIndex: not null }))
        {
            foreach (TracedMessage message in _messages.Values
                .Where(message => message is { IsDelivered: false } && message.Origin == node.Id.Text))
                _hosts[node.Id].Withdraw(message, now);
        }
    }

    private void OnSend(TracedHost host, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        foreach (CarriedStatement carried in CarriedStatement.In(datagram))
        {
            if (_messages.TryGetValue(carried.Identity, out TracedMessage? message))
                host.Resend(message, carried.IsRepair, now);
            else if (!carried.IsRepair)
                _messages.Add(carried.Identity, host.Send(carried.Kind, now));
        }
    }

    private (TracedHost? Sender, TracedMessage? Message) Known(CarriedStatement carried) =>
        (_byTag.GetValueOrDefault(carried.Sender), _messages.GetValueOrDefault(carried.Identity));

    // A split is nobody's event: every node that runs notes it.
    private void Advance(TimeSpan now)
    {
        while (_splits.TryPeek(out (TimeSpan At, TraceEventKind Kind, string Text) split) && split.At <= now)
        {
            _splits.Dequeue();
            foreach (TracedHost host in _hosts.Values)
                host.Note(split.Kind, split.Text, split.At);
        }
    }

    private static IEnumerable<(TimeSpan At, TraceEventKind Kind, string Text)> SplitsOf(FaultSpec spec)
    {
        if (spec is { What: PartitionAction split, When: WindowWhen window })
            return [(window.From, TraceEventKind.Partition, split.ToString()), (window.To, TraceEventKind.Heal, split.ToString())];
        return spec.What is PartitionAction always ? [(TimeSpan.Zero, TraceEventKind.Partition, always.ToString())] : [];
    }
}

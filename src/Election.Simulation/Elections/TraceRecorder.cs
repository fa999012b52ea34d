using System.Buffers;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Traces.Checks;
using Election.Traces.Files;
using Election.Traces.Model;
using Election.Traces.Recording;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>Writes the trace of a simulated election, one file per node, using a <see cref="NodeRecorder"/> for each.</summary>
public sealed class TraceRecorder : ISimulationObserver
{
    private readonly Dictionary<MemberId, (NodeRecorder Recorder, ArrayBufferWriter<byte> Written)> _nodes = [];
    private readonly MemberId[] _ids;

    /// <summary>Creates a recorder for one run of a scenario.</summary>
    public TraceRecorder(ElectionScenario scenario)
    {
        _ids =
        [
            .. Enumerable.Range(0, scenario.Nodes).Select(ElectionSimulation.IdOf),
            .. Enumerable.Range(0, scenario.Observers).Select(ElectionSimulation.ObserverIdOf),
        ];
        var run = new TraceRun { Order = scenario.Order.ToText(), Seed = scenario.Seed };
        foreach (MemberId id in _ids)
        {
            var written = new ArrayBufferWriter<byte>();
            var writer = new TraceWriter(written, id.Text, _ids.Select(one => one.Text), run);
            _nodes.Add(id, (new NodeRecorder(id, scenario.Order, writer, scenario.Faults, TracePast.None), written));
        }
    }

    /// <summary>Returns each node's name and trace so far, complete with the events that sent each copy and with vector clocks.</summary>
    public IReadOnlyList<(string Host, ReadOnlyMemory<byte> Trace)> Traces()
    {
        var builder = new TraceBuilder();
        foreach (MemberId id in _ids)
        {
            var reader = new TraceReader(builder, id.Text, id.Text, []);
            reader.Take(_nodes[id].Written.WrittenSpan);
            reader.End();
        }
        Trace trace = builder.Build() ?? throw new InvalidOperationException($"A recorded trace is none: {builder.Fault}");
        return TraceCompletion.Of(trace, []);
    }

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        NodeRecorder recorder = _nodes[node.Id].Recorder;
        recorder.Do(effect, node.Outbox.Effects, now);
        if (node.Node is { } stepped)
            recorder.Commit(stepped.Standing.Committed, now);
    }

    /// <inheritdoc/>
    public void OnStart(SimulatedNode node, TimeSpan now)
    {
        NodeRecorder recorder = _nodes[node.Id].Recorder;
        recorder.Begin(now);
        foreach ((JournalRecordKind kind, ReadOnlyMemory<byte> bytes) in node.Journal.Records.Select(one => (one.Kind, one.Bytes)))
            recorder.Recover(kind, bytes);
    }

    /// <inheritdoc/>
    public void OnCrash(SimulatedNode node, TimeSpan now) => _nodes[node.Id].Recorder.Crash(now);

    /// <inheritdoc/>
    public void OnPause(SimulatedNode node, TimeSpan now) =>
        _nodes[node.Id].Recorder.Note(node.IsPaused ? TraceEventKind.Pause : TraceEventKind.Resume, null, now);

    /// <inheritdoc/>
    public void OnReceive(SimulatedNode node, ReadOnlySpan<byte> datagram, TimeSpan now) =>
        _nodes[node.Id].Recorder.Receive(datagram, now);

    /// <inheritdoc/>
    public void OnFault(SimulatedNode node, ReadOnlySpan<byte> datagram, FaultKinds faults, TimeSpan now)
    {
        if ((faults & (FaultKinds.Loss | FaultKinds.Drop | FaultKinds.Partition)) != 0)
            _nodes[node.Id].Recorder.Lose(datagram, now);
    }
}

using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Simulation.Tests;

/// <summary>A node that keeps every input with its time and does what a test tells it to.</summary>
internal sealed class ProbeNode(MemberId id, ProbeNode.Reaction react) : INode
{
    public delegate void Reaction(ProbeNode self, in NodeInput input, Instant now, Outbox outbox);

    private readonly List<(NodeInput Input, byte[] Bytes, Instant At)> _inputs = [];

    public MemberId Id => id;

    public Instant? NextDeadline { get; set; }

    /// <summary>Counts timers as statements, and leads once it took one.</summary>
    public Standing Standing => new(Epoch.None, Sent > 0, new LogIndex((ulong)Sent), new LogIndex((ulong)Sent), Sent);

    /// <summary>The number of timers it took: a test's node sends once at each.</summary>
    public int Sent { get; private set; }

    public bool Started { get; private set; }

    public IReadOnlyList<(NodeInput Input, byte[] Bytes, Instant At)> Inputs => _inputs;

    public IEnumerable<(DatagramIdentity Identity, Instant At)> Datagrams => _inputs
        .Where(seen => seen.Input.Kind == InputKind.Datagram)
        .Select(seen => (DatagramIdentity.TryPeek(seen.Bytes, out DatagramIdentity identity) ? identity : default, seen.At));

    public double FirstMilliseconds => _inputs[0].At.Milliseconds;

    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        _inputs.Add((input, input.Bytes.ToArray(), now));
        Sent += input.Kind == InputKind.Timer ? 1 : 0;
        react(this, input, now, outbox);
        Started = true;
    }

    public void Send(ulong number, Outbox outbox)
    {
        var bytes = new byte[DatagramHeader.SizeBytes + FrameHeader.SizeBytes + DatagramHeader.ChecksumBytes];
        new DatagramHeader(1, Id.Tag, new Incarnation(1), Epoch.None).Write(bytes);
        var frame = new SpanWriter(bytes.AsSpan(DatagramHeader.SizeBytes));
        frame.Byte((byte)FrameKind.Data);
        frame.UInt64(number);
        frame.UInt16(0);
        DatagramHeader.Seal(bytes);
        outbox.Send(bytes);
    }
}

/// <summary>A group of probes.</summary>
internal sealed class ProbeGroup
{
    public ProbeGroup(int count, SimulationOptions options, ProbeNode.Reaction react, ISimulationObserver? observer = null)
    {
        Probes = [.. Enumerable.Range(1, count).Select(i => new ProbeNode(MemberId.Parse($"n{i}"), react))];
        var setups = Probes.Select(probe => new NodeSetup(probe.Id, StandInSignatures.Instance.KeyOf(probe.Id), (_, _) => probe));
        Group = new SimulatedGroup(options, [.. setups], observer);
    }

    public ProbeNode[] Probes { get; }

    public SimulatedGroup Group { get; }

    public TimeSpan VirtualTime(int probe, Instant at) => at - Instant.Zero - Group.Nodes[probe].ClockOrigin;
}

using System.Collections.Immutable;
using Election.Groups.Faults;

namespace Election.Simulation;

/// <summary>Everything that decides a simulated run, besides the nodes. Equal options and nodes give byte-identical runs.</summary>
public sealed record SimulationOptions
{
    /// <summary>The seed of latencies, clock origins and late timers. Faults have their own, in <see cref="Faults"/>.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What goes wrong on links, and which nodes start late.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>From sender to receiver, one way, at least.</summary>
    public TimeSpan LinkLatency { get; init; } = TimeSpan.FromMilliseconds(0.2);

    /// <summary>At most so much is added to <see cref="LinkLatency"/>; a link without faults never reorders.</summary>
    public TimeSpan LinkJitter { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>How long one fsync takes. Records that come meanwhile share the next one (group commit).</summary>
    public TimeSpan JournalLatency { get; init; } = TimeSpan.FromMilliseconds(0.5);

    /// <summary>
    /// How long one fsync takes at each node, by place, where that differs; the nodes after the last have <see cref="JournalLatency"/>.
    /// </summary>
    public ImmutableArray<TimeSpan> JournalLatencies { get; init; } = [];

    /// <summary>How long a signature takes.</summary>
    public TimeSpan SignLatency { get; init; } = TimeSpan.FromMilliseconds(0.1);

    /// <summary>How long a check takes, at least; checks run side by side and may end in another order.</summary>
    public TimeSpan VerifyLatency { get; init; } = TimeSpan.FromMilliseconds(0.2);

    /// <summary>How late a timer fires, at most.</summary>
    public TimeSpan TimerLateness { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>Nodes start within so much of one another, before any <c>start-delay</c>.</summary>
    public TimeSpan StartSpread { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How signatures are made.</summary>
    public ISignatureScheme Signatures { get; init; } = StandInSignatures.Instance;

    /// <summary>The run ends after so much virtual time.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The run ends after so many events; null for what its size allows. Every datagram comes to every node, so that a large group's events
    /// grow with the square of its size.
    /// </summary>
    public long? MaxEvents { get; init; }

    /// <summary>Tells how far a node is, for faults that wait for an event or a leader; without it such faults are refused.</summary>
    public INodeGauge? Gauge { get; init; }

    /// <summary>How long one fsync takes at a node.</summary>
    internal TimeSpan JournalLatencyOf(int node) => node < JournalLatencies.Length ? JournalLatencies[node] : JournalLatency;

    /// <summary>Whether the history has a digest. It costs as much as the protocol does: long sweeps do without.</summary>
    public bool HasDigest { get; init; } = true;

    /// <summary>How many of the last events the history keeps for reading.</summary>
    public int KeepLastEvents { get; init; }

    /// <summary>How many of the first events the history keeps for reading; all of them enter its digest.</summary>
    public int KeepEvents { get; init; }
}

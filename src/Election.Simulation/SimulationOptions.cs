using System.Collections.Immutable;
using Election.Groups.Faults;

namespace Election.Simulation;

/// <summary>Everything, apart from the nodes, that determines a simulated run. Equal options and nodes give byte-identical runs.</summary>
public sealed record SimulationOptions
{
    /// <summary>The seed of latencies, clock origins and late timers. Faults have their own, in <see cref="Faults"/>.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The faults on links, and the nodes that start late.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>The least one-way latency from sender to receiver.</summary>
    public TimeSpan LinkLatency { get; init; } = TimeSpan.FromMilliseconds(0.2);

    /// <summary>The most that is added to <see cref="LinkLatency"/>; a link without faults never reorders.</summary>
    public TimeSpan LinkJitter { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>The time one fsync takes. Records written meanwhile share the next one (group commit).</summary>
    public TimeSpan JournalLatency { get; init; } = TimeSpan.FromMilliseconds(0.5);

    /// <summary>
    /// The time one fsync takes at each node, by place, if nodes differ; the nodes after the last have <see cref="JournalLatency"/>.
    /// </summary>
    public ImmutableArray<TimeSpan> JournalLatencies { get; init; } = [];

    /// <summary>The time a signature takes.</summary>
    public TimeSpan SignLatency { get; init; } = TimeSpan.FromMilliseconds(0.1);

    /// <summary>The least time a verification takes; verifications run in parallel and may end in another order.</summary>
    public TimeSpan VerifyLatency { get; init; } = TimeSpan.FromMilliseconds(0.2);

    /// <summary>The most by which a timer fires late.</summary>
    public TimeSpan TimerLateness { get; init; } = TimeSpan.FromMilliseconds(0.05);

    /// <summary>The time within which all nodes start, before any <c>start-delay</c>.</summary>
    public TimeSpan StartSpread { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The signature scheme of the nodes.</summary>
    public ISignatureScheme Signatures { get; init; } = StandInSignatures.Instance;

    /// <summary>The virtual time after which the run ends.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The number of events after which the run ends; null for a limit derived from its size. Every datagram reaches every node, so a large
    /// group's events grow with the square of its size.
    /// </summary>
    public long? MaxEvents { get; init; }

    /// <summary>Returns the time one fsync takes at a node.</summary>
    internal TimeSpan JournalLatencyOf(int node) => node < JournalLatencies.Length ? JournalLatencies[node] : JournalLatency;

    /// <summary>True if the history has a digest. It costs as much as the protocol itself, so long sweeps do without.</summary>
    public bool HasDigest { get; init; } = true;

    /// <summary>The number of the last events that the history keeps for reading.</summary>
    public int KeepLastEvents { get; init; }

    /// <summary>The number of the first events that the history keeps for reading; all events enter its digest.</summary>
    public int KeepEvents { get; init; }
}

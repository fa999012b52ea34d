using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Runtime.Hosting;
using Election.Runtime.Network;

namespace Election.Node.Tools.Bench;

/// <summary>The settings of <c>bench latency</c> and <c>bench loss</c>.</summary>
internal sealed record LatencySettings
{
    /// <summary>The number of nodes.</summary>
    public required int Nodes { get; init; }

    /// <summary>Votes a second, over all nodes together.</summary>
    public required int Rate { get; init; }

    /// <summary>The time over which votes are measured, after <see cref="WarmUp"/>.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>
    /// The time before measuring starts. Its votes are not measured, because a program that has just begun is still being compiled.
    /// </summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for the vote to open at all nodes.</summary>
    public required TimeSpan BarrierTimeout { get; init; }

    /// <summary>The place of the journals: disk or memory.</summary>
    public required JournalMode Journal { get; init; }

    /// <summary>The faults that every node applies at its receiver.</summary>
    public required ImmutableArray<FaultSpec> Faults { get; init; }

    /// <summary>The seed of the faults and of the nodes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The interface over which the nodes talk.</summary>
    public required LocalInterface Via { get; init; }

    /// <summary>The number of votes cast during <see cref="WarmUp"/>.</summary>
    public int Unmeasured => (int)(WarmUp.TotalSeconds * Rate);

    /// <summary>The number of votes that are measured.</summary>
    public int Measured => (int)(Time.TotalSeconds * Rate);
}

using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Runtime.Hosting;
using Election.Runtime.Network;

namespace Election.Node.Tools.Bench;

/// <summary>What <c>bench latency</c> and <c>bench loss</c> are to measure.</summary>
internal sealed record LatencySettings
{
    /// <summary>How many nodes.</summary>
    public required int Nodes { get; init; }

    /// <summary>Votes a second, over all nodes.</summary>
    public required int Rate { get; init; }

    /// <summary>How long votes are measured, after <see cref="WarmUp"/>.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Votes of this time come first and are not measured: a program that has just begun is still being compiled.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for the vote to be open.</summary>
    public required TimeSpan BarrierTimeout { get; init; }

    /// <summary>Where promises are kept.</summary>
    public required JournalMode Journal { get; init; }

    /// <summary>What goes wrong.</summary>
    public required ImmutableArray<FaultSpec> Faults { get; init; }

    /// <summary>The seed of the faults.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The interface.</summary>
    public required LocalInterface Via { get; init; }

    /// <summary>How many votes come before the first that is measured.</summary>
    public int Unmeasured => (int)(WarmUp.TotalSeconds * Rate);

    /// <summary>How many votes are measured.</summary>
    public int Measured => (int)(Time.TotalSeconds * Rate);
}

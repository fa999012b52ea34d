using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation.Elections;

/// <summary>Reads the progress of an election's node.</summary>
internal sealed class NodeCoreGauge : INodeGauge
{
    public static NodeCoreGauge Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsLeading(INode node) => node.Standing.IsLeading;

    /// <inheritdoc/>
    public long Count(INode node, FaultEventKind kind)
    {
        Standing standing = node.Standing;
        return kind switch
        {
            FaultEventKind.Order => (long)standing.Ordered.Value,
            FaultEventKind.Deliver => (long)standing.Committed.Value,
            FaultEventKind.Send => standing.Submitted,
            _ => throw new UnreachableException(),
        };
    }
}

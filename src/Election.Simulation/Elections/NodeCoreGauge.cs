using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Voting.Core;

namespace Election.Simulation.Elections;

/// <summary>Reads an election's node.</summary>
internal sealed class NodeCoreGauge : INodeGauge
{
    public static NodeCoreGauge Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsLeading(INode node) => EquivocatingNode.CoreOf(node)!.IsLeading;

    /// <inheritdoc/>
    public long Count(INode node, FaultEventKind kind)
    {
        NodeCore core = EquivocatingNode.CoreOf(node)!;
        return kind switch
        {
            FaultEventKind.Order => (long)core.LastOrdered.Value,
            FaultEventKind.Deliver => (long)core.Committed.Value,
            FaultEventKind.Send => core.StatementsSubmitted,
            _ => throw new UnreachableException(),
        };
    }
}

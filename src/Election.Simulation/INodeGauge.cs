using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>
/// Reads from a node the progress that event-triggered faults depend on. The simulation asks after every step, so it must be cheap.
/// </summary>
public interface INodeGauge
{
    /// <summary>True if the node leads its group now.</summary>
    bool IsLeading(INode node);

    /// <summary>
    /// Returns the node's count: for <c>order</c> its log, for <c>deliver</c> its deliveries, for <c>send</c> its own statements.
    /// </summary>
    long Count(INode node, FaultEventKind kind);
}

using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Reads from a node what faults that wait for an event have to know. The simulation asks after every step: it must be cheap.</summary>
public interface INodeGauge
{
    /// <summary>Whether the node leads its group now.</summary>
    bool IsLeading(INode node);

    /// <summary>How far the node has counted: <c>order</c> its log, <c>deliver</c> what it delivered, <c>send</c> its own statements.</summary>
    long Count(INode node, FaultEventKind kind);
}

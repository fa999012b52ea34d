using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Looks on while nodes are simulated.</summary>
public interface ISimulationObserver
{
    /// <summary>A node's effect was carried out.</summary>
    void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now);

    /// <summary>A life of a node is about to begin: it is running, and has not been stepped.</summary>
    void OnStart(SimulatedNode node, TimeSpan now)
    {
    }

    /// <summary>A life of a node has ended by a crash; <see cref="SimulatedNode.Node"/> is still there to be looked at.</summary>
    void OnCrash(SimulatedNode node, TimeSpan now)
    {
    }

    /// <summary>A node stands still, or goes on (<see cref="SimulatedNode.IsPaused"/>).</summary>
    void OnPause(SimulatedNode node, TimeSpan now)
    {
    }

    /// <summary>A running node is about to take a datagram.</summary>
    void OnReceive(SimulatedNode node, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
    }

    /// <summary>Faults befell a copy on its way to a node that runs. What still gets through is received later.</summary>
    void OnFault(SimulatedNode node, ReadOnlySpan<byte> datagram, FaultKinds faults, TimeSpan now)
    {
    }
}

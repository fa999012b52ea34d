using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Observes simulated nodes.</summary>
public interface ISimulationObserver
{
    /// <summary>A node's effect was carried out.</summary>
    void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now);

    /// <summary>A life of a node is about to begin: it is running, and has not been stepped.</summary>
    void OnStart(SimulatedNode node, TimeSpan now)
    {
    }

    /// <summary>A life of a node has ended by a crash; <see cref="SimulatedNode.Node"/> can still be read.</summary>
    void OnCrash(SimulatedNode node, TimeSpan now)
    {
    }

    /// <summary>A node is paused or resumes (<see cref="SimulatedNode.IsPaused"/>).</summary>
    void OnPause(SimulatedNode node, TimeSpan now)
    {
    }

    /// <summary>A running node is about to receive a datagram.</summary>
    void OnReceive(SimulatedNode node, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
    }

    /// <summary>Faults hit a copy on its way to a running node. Copies that still get through are received later.</summary>
    void OnFault(SimulatedNode node, ReadOnlySpan<byte> datagram, FaultKinds faults, TimeSpan now)
    {
    }
}

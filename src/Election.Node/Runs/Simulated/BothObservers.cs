using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation;

namespace Election.Node.Runs.Simulated;

/// <summary>Calls two observers, one after the other.</summary>
internal sealed class BothObservers(ISimulationObserver first, ISimulationObserver second) : ISimulationObserver
{
    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        first.OnEffect(node, effect, now);
        second.OnEffect(node, effect, now);
    }

    /// <inheritdoc/>
    public void OnStart(SimulatedNode node, TimeSpan now)
    {
        first.OnStart(node, now);
        second.OnStart(node, now);
    }

    /// <inheritdoc/>
    public void OnCrash(SimulatedNode node, TimeSpan now)
    {
        first.OnCrash(node, now);
        second.OnCrash(node, now);
    }

    /// <inheritdoc/>
    public void OnPause(SimulatedNode node, TimeSpan now)
    {
        first.OnPause(node, now);
        second.OnPause(node, now);
    }

    /// <inheritdoc/>
    public void OnReceive(SimulatedNode node, ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        first.OnReceive(node, datagram, now);
        second.OnReceive(node, datagram, now);
    }

    /// <inheritdoc/>
    public void OnFault(SimulatedNode node, ReadOnlySpan<byte> datagram, FaultKinds faults, TimeSpan now)
    {
        first.OnFault(node, datagram, faults, now);
        second.OnFault(node, datagram, faults, now);
    }
}

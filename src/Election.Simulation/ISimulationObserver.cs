using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Looks on while nodes are simulated.</summary>
public interface ISimulationObserver
{
    /// <summary>A node's effect was carried out.</summary>
    void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now);
}

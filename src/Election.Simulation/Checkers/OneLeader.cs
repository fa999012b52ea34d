using Election.Groups.Model;
using Election.Simulation.Elections;

namespace Election.Simulation.Checkers;

/// <summary>What the promises rest on: one node at most leads an epoch, over all its lives and all nodes.</summary>
internal sealed class OneLeader
{
    private readonly Dictionary<Epoch, MemberId> _leaders = [];

    /// <summary>How many epochs were led.</summary>
    public int Epochs => _leaders.Count;

    /// <summary>A node leads an epoch.</summary>
    public Violation? Leads(MemberId node, Epoch epoch, TimeSpan now) =>
        _leaders.TryAdd(epoch, node) || _leaders[epoch] == node
            ? null : new Violation(now, "one leader", $"{_leaders[epoch]} and {node} both lead epoch {epoch.Number}");
}

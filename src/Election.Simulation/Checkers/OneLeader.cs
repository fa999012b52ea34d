using Election.Groups.Model;

namespace Election.Simulation.Checkers;

/// <summary>Checks what the promises rest on: at most one node leads an epoch, over all nodes and all their lives.</summary>
internal sealed class OneLeader
{
    private readonly Dictionary<Epoch, MemberId> _leaders = [];

    /// <summary>The number of epochs that had a leader.</summary>
    public int Epochs => _leaders.Count;

    /// <summary>Records that a node leads an epoch, and checks that it is the only one.</summary>
    public Violation? Leads(MemberId node, Epoch epoch, TimeSpan now) =>
        _leaders.TryAdd(epoch, node) || _leaders[epoch] == node
            ? null : new Violation(now, "one leader", $"{_leaders[epoch]} and {node} both lead epoch {epoch.Number}");
}

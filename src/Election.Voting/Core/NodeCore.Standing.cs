using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>What may be asked of a node after every step: cheap, and allocates nothing.</summary>
public sealed partial class NodeCore
{
    /// <summary>The current epoch; none before START.</summary>
    public Epoch Epoch => _stack.Epoch;

    /// <summary>The index of the last statement in this node's log; in a weaker order how many statements it has delivered.</summary>
    public LogIndex LastOrdered => _stack.IsAtomic ? _stack.LastOrdered : _running?.Direct.Last ?? LogIndex.None;

    /// <summary>Everything up to here has been delivered.</summary>
    public LogIndex Committed => _stack.IsAtomic ? _stack.Committed : LastOrdered;

    /// <summary>Whether this node leads and may order.</summary>
    public bool IsLeading => _stack.IsLeading;

    /// <summary>Statements of its own that this node has handed to the group, in this life.</summary>
    public long StatementsSubmitted => _running?.Own.Submitted ?? 0;
}

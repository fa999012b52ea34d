using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>How far the node is; cheap enough to ask after every step.</summary>
public sealed partial class NodeCore
{
    /// <summary>The epoch this node is in.</summary>
    public Epoch Epoch => _running is null ? Epoch.None : Epoch.First;

    /// <summary>The index of the last statement in this node's log.</summary>
    public LogIndex LastOrdered => _stack.LastOrdered;

    /// <summary>The index of the last statement delivered here.</summary>
    public LogIndex Committed => _stack.Committed;

    /// <summary>Whether this node leads and may order.</summary>
    public bool IsLeading => _stack.IsLeading;

    /// <summary>Statements of this node's own that were handed to the group.</summary>
    public long StatementsSubmitted => _running is { } running ? (long)running.Own.LastSequence - running.Own.UnderWay : 0;
}

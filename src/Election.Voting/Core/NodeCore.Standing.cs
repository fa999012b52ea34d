using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>How far the node has come: cheap, and allocates nothing.</summary>
public sealed partial class NodeCore
{
    /// <inheritdoc/>
    public Standing Standing => new(_stack.Epoch, _stack.IsLeading, LastOrdered, Committed, _running?.Own.Submitted ?? 0);

    private LogIndex LastOrdered => _stack.IsAtomic ? _stack.LastOrdered : _running?.Direct.Last ?? LogIndex.None;

    private LogIndex Committed => _stack.IsAtomic ? _stack.Committed : LastOrdered;
}

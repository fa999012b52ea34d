namespace Election.Groups.Model;

/// <summary>
/// The progress of a node in its group. Reading it allocates nothing, so that it may be read after every step.
/// </summary>
/// <param name="Epoch">The current epoch; <see cref="Epoch.None"/> before START.</param>
/// <param name="IsLeading">Whether the node leads and may order.</param>
/// <param name="Ordered">
/// The index of the last statement in the node's log; in a weaker order, how many statements it has delivered.
/// </param>
/// <param name="Committed">The node has delivered every statement up to this index.</param>
/// <param name="Submitted">The number of its own statements that the node has handed to the group in this life.</param>
public readonly record struct Standing(Epoch Epoch, bool IsLeading, LogIndex Ordered, LogIndex Committed, long Submitted)
{
    /// <summary>The election whose START the node has seen; <see cref="ElectionTag.None"/> before.</summary>
    public ElectionTag Election { get; init; }
}

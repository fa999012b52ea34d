namespace Election.Runtime.Hosting;

/// <summary>The reasons for a loop to end.</summary>
public enum LoopEnd
{
    /// <summary>The node has nothing left to do; its snapshot holds the verdict.</summary>
    Finished,

    /// <summary>It was asked to stop.</summary>
    Stopped,

    /// <summary>An invariant is broken, or a part that the node cannot run without has failed.</summary>
    Failed,
}

/// <summary>The outcome of a loop.</summary>
/// <param name="End">The reason it ended.</param>
/// <param name="Failure">The failure; null if there was none.</param>
public sealed record LoopOutcome(LoopEnd End, Exception? Failure = null);

/// <summary>The work a loop has done.</summary>
/// <param name="Turns">The number of rounds of taking inputs, stepping the node and carrying out effects.</param>
/// <param name="Steps">The number of steps of the node.</param>
/// <param name="DroppedDatagrams">The number of datagrams dropped because too many were waiting.</param>
public readonly record struct LoopCounters(long Turns, long Steps, long DroppedDatagrams);

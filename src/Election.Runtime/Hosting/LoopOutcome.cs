namespace Election.Runtime.Hosting;

/// <summary>Why a loop ended.</summary>
public enum LoopEnd
{
    /// <summary>The node has nothing left to do; its snapshot holds the verdict.</summary>
    Finished,

    /// <summary>It was asked to stop.</summary>
    Stopped,

    /// <summary>An invariant is broken, or a part that the node cannot do without has failed.</summary>
    Failed,
}

/// <summary>How a loop ended.</summary>
/// <param name="End">Why.</param>
/// <param name="Failure">What failed, if it failed.</param>
public sealed record LoopOutcome(LoopEnd End, Exception? Failure = null);

/// <summary>What a loop has done.</summary>
/// <param name="Turns">Rounds of taking inputs, stepping and carrying out effects.</param>
/// <param name="Steps">Steps of the node.</param>
/// <param name="DroppedDatagrams">Datagrams dropped because too many waited.</param>
public readonly record struct LoopCounters(long Turns, long Steps, long DroppedDatagrams);

using Election.Groups.Faults;

namespace Election.Node.Commands;

/// <summary>
/// Which faults a node on real sockets obeys. What nobody obeys is refused: a lab must not believe in a fault that never came.
/// </summary>
internal static class FaultsInForce
{
    private const string Obeyed = "loss, dup, delay, reorder, corrupt, drop, partition and start-delay";

    /// <summary>One clause that says why a fault cannot be obeyed, or null when it is.</summary>
    public static string? Objection(FaultSpec spec) => spec switch
    {
        { What: StartDelayAction } => null,
        { What: NodeAction } =>
            $"{Quoted.Of(spec.ToString())}: no node obeys this fault yet; obeyed are {Obeyed}",
        { When: EventWhen } =>
            $"{Quoted.Of(spec.ToString())}: no node obeys a fault at an event yet; write a time, for example 1s..2s:drop",
        _ => null,
    };
}

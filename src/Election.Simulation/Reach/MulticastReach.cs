namespace Election.Simulation.Reach;

/// <summary>The reasons why a datagram that was sent to a group does not reach a listener.</summary>
public enum ReachObstacle
{
    /// <summary>None: the datagram arrives.</summary>
    None,

    /// <summary>The listener has not joined any group.</summary>
    NotJoined,

    /// <summary>The listener has joined another group.</summary>
    OtherGroup,

    /// <summary>The listener listens on another port.</summary>
    OtherPort,

    /// <summary>There are more networks on the way than the sender's TTL allows.</summary>
    TooFar,

    /// <summary>None of the others: a real network lost it. The model loses nothing.</summary>
    Lost,
}

/// <summary>A sender and a listener of datagrams to a multicast group.</summary>
public sealed record ReachCase
{
    /// <summary>The destination group.</summary>
    public required string SendsTo { get; init; }

    /// <summary>The destination port.</summary>
    public required int SendsToPort { get; init; }

    /// <summary>The TTL of the sent datagrams.</summary>
    public required int Ttl { get; init; }

    /// <summary>The group that the listener has joined; null for none.</summary>
    public required string? Joined { get; init; }

    /// <summary>The listener's port.</summary>
    public required int ListensOn { get; init; }

    /// <summary>The distance between them: 0 on one machine, 1 on one network, and one more for every router between them.</summary>
    public required int Hops { get; init; }
}

/// <summary>
/// Models the reach of a datagram that is sent to a multicast group, in a network without loss (RFC 1112; TTL: RFC 1112, section 6.1). A
/// sender need not have joined.
/// </summary>
public static class MulticastReach
{
    /// <summary>
    /// Returns the obstacle that keeps the datagram from the listener: the first in the order of <see cref="ReachObstacle"/>.
    /// </summary>
    public static ReachObstacle Between(ReachCase one) => one switch
    {
        { Joined: null } => ReachObstacle.NotJoined,
        _ when one.Joined != one.SendsTo => ReachObstacle.OtherGroup,
        _ when one.ListensOn != one.SendsToPort => ReachObstacle.OtherPort,
        // TTL 0 stays on the machine, and TTL 1 on its network; every router subtracts one, and forwards nothing at zero.
        _ when one.Hops > one.Ttl => ReachObstacle.TooFar,
        _ => ReachObstacle.None,
    };
}

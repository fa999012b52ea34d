using Stateless;

namespace Election.Groups.Layers.Atomic;

/// <summary>The role of a node in the group's log.</summary>
public enum AtomicState
{
    /// <summary>Before START.</summary>
    Idle,

    /// <summary>Takes the order from the epoch's leader.</summary>
    Following,

    /// <summary>Follows, and fetches missing entries.</summary>
    CatchingUp,

    /// <summary>Makes the order.</summary>
    Leading,

    /// <summary>Has no leader: canvasses, or waits for another to.</summary>
    ViewChange,

    /// <summary>Hears no majority: orders nothing, delivers nothing.</summary>
    Isolated,

    /// <summary>Done.</summary>
    Stopped,
}

/// <summary>The events that move a node between <see cref="AtomicState"/>s; never datagrams.</summary>
public enum AtomicTrigger
{
    /// <summary>START was seen.</summary>
    Start,

    /// <summary>The leader is silent, was started again, gave up, or a later epoch was heard of.</summary>
    LoseLeader,

    /// <summary>The epoch's leader is known and heard.</summary>
    FindLeader,

    /// <summary>A majority voted for this node.</summary>
    Win,

    /// <summary>Entries are missing that others have.</summary>
    FallBehind,

    /// <summary>No entry is known to be missing.</summary>
    CatchUp,

    /// <summary>Fewer than a majority are unsuspected.</summary>
    LoseQuorum,

    /// <summary>A majority is unsuspected again.</summary>
    RegainQuorum,

    /// <summary>The node ends.</summary>
    Stop,
}

/// <summary>The atomic layer's mode as a Stateless machine; its diagram stands in docs/state-machines.md.</summary>
internal sealed class AtomicMode
{
    /// <summary>Sets the machine up.</summary>
    /// <param name="isLeader">True if this node leads the current epoch; a pure question.</param>
    /// <param name="hasLeader">True if another leads it, and is heard; a pure question.</param>
    public AtomicMode(Func<bool> isLeader, Func<bool> hasLeader)
    {
        Machine = new StateMachine<AtomicState, AtomicTrigger>(AtomicState.Idle);
        Machine.Configure(AtomicState.Idle)
            .PermitIf(AtomicTrigger.Start, AtomicState.Leading, isLeader, "leads the epoch")
            .PermitIf(AtomicTrigger.Start, AtomicState.Following, () => !isLeader() && hasLeader(), "another leads")
            .PermitIf(AtomicTrigger.Start, AtomicState.ViewChange, () => !isLeader() && !hasLeader(), "nobody leads")
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Following)
            .Permit(AtomicTrigger.FallBehind, AtomicState.CatchingUp)
            .Permit(AtomicTrigger.LoseLeader, AtomicState.ViewChange)
            .Permit(AtomicTrigger.LoseQuorum, AtomicState.Isolated)
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.CatchingUp)
            .Permit(AtomicTrigger.CatchUp, AtomicState.Following)
            .Permit(AtomicTrigger.LoseLeader, AtomicState.ViewChange)
            .Permit(AtomicTrigger.LoseQuorum, AtomicState.Isolated)
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Leading)
            .Permit(AtomicTrigger.LoseLeader, AtomicState.ViewChange)
            .Permit(AtomicTrigger.LoseQuorum, AtomicState.Isolated)
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.ViewChange)
            .Permit(AtomicTrigger.Win, AtomicState.Leading)
            .Permit(AtomicTrigger.FindLeader, AtomicState.Following)
            .Permit(AtomicTrigger.LoseQuorum, AtomicState.Isolated)
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Isolated)
            .PermitIf(AtomicTrigger.RegainQuorum, AtomicState.Following, hasLeader, "another leads")
            .PermitIf(AtomicTrigger.RegainQuorum, AtomicState.ViewChange, () => !hasLeader(), "nobody leads")
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Stopped)
            .Ignore(AtomicTrigger.Stop);
    }

    /// <summary>The state machine of the mode.</summary>
    public StateMachine<AtomicState, AtomicTrigger> Machine { get; }
}

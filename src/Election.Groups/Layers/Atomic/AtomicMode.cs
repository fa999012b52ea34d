using Stateless;

namespace Election.Groups.Layers.Atomic;

/// <summary>What a node is to the group's log.</summary>
public enum AtomicState
{
    /// <summary>Before START.</summary>
    Idle,

    /// <summary>Takes the order from the epoch's leader.</summary>
    Following,

    /// <summary>Makes the order.</summary>
    Leading,

    /// <summary>Hears no majority: orders nothing, delivers nothing.</summary>
    Isolated,

    /// <summary>Done.</summary>
    Stopped,
}

/// <summary>What moves a node between <see cref="AtomicState"/>s. Events, never datagrams.</summary>
public enum AtomicTrigger
{
    /// <summary>START was seen.</summary>
    Start,

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
    /// <param name="isLeader">Whether this node leads the current epoch; a pure question.</param>
    public AtomicMode(Func<bool> isLeader)
    {
        Machine = new StateMachine<AtomicState, AtomicTrigger>(AtomicState.Idle);
        Machine.Configure(AtomicState.Idle)
            .PermitIf(AtomicTrigger.Start, AtomicState.Leading, isLeader, "leads the epoch")
            .PermitIf(AtomicTrigger.Start, AtomicState.Following, () => !isLeader(), "follows the epoch")
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped)
            .Ignore(AtomicTrigger.LoseQuorum)
            .Ignore(AtomicTrigger.RegainQuorum);
        Machine.Configure(AtomicState.Following)
            .Permit(AtomicTrigger.LoseQuorum, AtomicState.Isolated)
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Leading)
            .Permit(AtomicTrigger.LoseQuorum, AtomicState.Isolated)
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Isolated)
            .PermitIf(AtomicTrigger.RegainQuorum, AtomicState.Leading, isLeader, "leads the epoch")
            .PermitIf(AtomicTrigger.RegainQuorum, AtomicState.Following, () => !isLeader(), "follows the epoch")
            .Permit(AtomicTrigger.Stop, AtomicState.Stopped);
        Machine.Configure(AtomicState.Stopped)
            .Ignore(AtomicTrigger.LoseQuorum)
            .Ignore(AtomicTrigger.RegainQuorum)
            .Ignore(AtomicTrigger.Stop);
    }

    /// <summary>The machine.</summary>
    public StateMachine<AtomicState, AtomicTrigger> Machine { get; }
}

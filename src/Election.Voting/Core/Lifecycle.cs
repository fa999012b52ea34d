using Stateless;

namespace Election.Voting.Core;

/// <summary>The state of an election, as one node sees it.</summary>
public enum ElectionState
{
    /// <summary>Not begun.</summary>
    Draft,

    /// <summary>At the barrier.</summary>
    Gathering,

    /// <summary>START was seen; OPEN was not.</summary>
    Ready,

    /// <summary>Votes count.</summary>
    Open,

    /// <summary>CLOSE was delivered; RESULTs are compared.</summary>
    Closed,

    /// <summary>A majority signed this node's result.</summary>
    Certified,

    /// <summary>Two RESULTs differ.</summary>
    Diverged,

    /// <summary>Closed, but fewer than a majority signed one result.</summary>
    NoResult,

    /// <summary>No progress: the barrier's time ran out, or there was no majority for too long.</summary>
    Stalled,

    /// <summary>Killed by its fault script. Those who watch a node say so; the node itself never does.</summary>
    Crashed,
}

/// <summary>The events that move an election.</summary>
public enum ElectionTrigger
{
    /// <summary>The node comes to the barrier.</summary>
    Gather,

    /// <summary>START.</summary>
    Start,

    /// <summary>OPEN is delivered.</summary>
    Open,

    /// <summary>CLOSE is delivered.</summary>
    Close,

    /// <summary>A majority of equal RESULTs is here.</summary>
    Certify,

    /// <summary>Two RESULTs differ.</summary>
    Diverge,

    /// <summary>The linger ended without a majority of equal RESULTs.</summary>
    GiveUp,

    /// <summary>A time-out without progress.</summary>
    Stall,
}

/// <summary>The election's life as a Stateless machine; its diagram stands in docs/state-machines.md.</summary>
internal static class Lifecycle
{
    /// <summary>A machine in <see cref="ElectionState.Draft"/>.</summary>
    public static StateMachine<ElectionState, ElectionTrigger> Create()
    {
        var machine = new StateMachine<ElectionState, ElectionTrigger>(ElectionState.Draft);
        machine.Configure(ElectionState.Draft)
            .Permit(ElectionTrigger.Gather, ElectionState.Gathering);
        machine.Configure(ElectionState.Gathering)
            .Permit(ElectionTrigger.Start, ElectionState.Ready)
            .Permit(ElectionTrigger.Stall, ElectionState.Stalled);
        machine.Configure(ElectionState.Ready)
            .Permit(ElectionTrigger.Open, ElectionState.Open)
            .Permit(ElectionTrigger.Diverge, ElectionState.Diverged)
            .Permit(ElectionTrigger.Stall, ElectionState.Stalled);
        machine.Configure(ElectionState.Open)
            .Permit(ElectionTrigger.Close, ElectionState.Closed)
            .Permit(ElectionTrigger.Diverge, ElectionState.Diverged)
            .Permit(ElectionTrigger.Stall, ElectionState.Stalled);
        machine.Configure(ElectionState.Closed)
            .Permit(ElectionTrigger.Certify, ElectionState.Certified)
            .Permit(ElectionTrigger.Diverge, ElectionState.Diverged)
            .Permit(ElectionTrigger.GiveUp, ElectionState.NoResult)
            .Permit(ElectionTrigger.Stall, ElectionState.Stalled);
        // Late evidence outweighs a certificate.
        machine.Configure(ElectionState.Certified)
            .Permit(ElectionTrigger.Diverge, ElectionState.Diverged);
        // A node that saw the difference before it had closed goes on counting to its close.
        machine.Configure(ElectionState.Diverged)
            .Ignore(ElectionTrigger.Open)
            .Ignore(ElectionTrigger.Close);
        return machine;
    }
}

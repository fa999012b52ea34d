using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Checks;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>What one node's stack is built from.</summary>
public sealed record GroupOptions
{
    /// <summary>The group's tag: datagrams with another are foreign.</summary>
    public required ulong Group { get; init; }

    /// <summary>What this node brings to the barrier.</summary>
    public required BarrierOptions Barrier { get; init; }

    /// <summary>
    /// The longest datagram, in bytes (<see cref="FramePacker.LeastDatagramBytes"/> to <see cref="DatagramHeader.MaxDatagramBytes"/>).
    /// </summary>
    public int MaxDatagramBytes { get; init; } = 1400;

    /// <summary>Seeds every random back-off of this node.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The layers between the barrier and the program: the order in which messages are delivered.</summary>
    public OrderStack Layers { get; init; } = OrderStack.Atomic;

    /// <summary>The times.</summary>
    public GroupTiming Timing { get; init; } = new();
}

/// <summary>What the stack tells the program above it. Calls come from inside a step, in the order in which things happen.</summary>
public interface IGroupUser : IBarrierUser, IAtomicUser, IDirectUser, ICheckUser
{
    /// <summary>A member is suspected, or no longer.</summary>
    void OnSuspicion(Rank member, bool suspected);

    /// <summary>A member began a new life.</summary>
    void OnRestart(Rank member);

    /// <summary>A member came back without its journal: it learns, and counts for nothing.</summary>
    void OnLearner(Rank member);

    /// <summary>A member said that it leaves.</summary>
    void OnLeave(Rank member);

    /// <summary>A frame of the program's own kind (RESULT, DONE). The bytes are only valid during the call.</summary>
    void OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body);
}

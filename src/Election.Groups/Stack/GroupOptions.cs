using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Checks;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>The options of one node's stack.</summary>
public sealed record GroupOptions
{
    /// <summary>The group's tag: datagrams with another are foreign.</summary>
    public required ulong Group { get; init; }

    /// <summary>The options of the barrier.</summary>
    public required BarrierOptions Barrier { get; init; }

    /// <summary>
    /// The longest datagram, in bytes (<see cref="FramePacker.LeastDatagramBytes"/> to <see cref="DatagramHeader.MaxDatagramBytes"/>).
    /// </summary>
    public int MaxDatagramBytes { get; init; } = 1400;

    /// <summary>Seeds every random back-off of this node.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The layers between the barrier and the program: the order in which messages are delivered.</summary>
    public OrderStack Layers { get; init; } = OrderStack.Atomic;

    /// <summary>The group's times.</summary>
    public GroupTiming Timing { get; init; } = new();
}

/// <summary>The program above a stack. Calls come from inside a step, in the order in which things happen.</summary>
public interface IGroupUser : IBarrierUser, IAtomicUser, IDirectUser, ICheckUser
{
    /// <summary>
    /// START: the members are fixed, and the layers above the barrier stand. Called once. The records of this node's earlier lives follow,
    /// told as everything later is, and then <see cref="OnRestored"/>.
    /// </summary>
    /// <param name="stack">The layers above the barrier.</param>
    /// <param name="readySignatures">The members' READY signatures, by rank.</param>
    /// <param name="answered">
    /// True if this node's journal is the one that the proposal was made to, and holds the READY; a listed node of which that is not true
    /// is a learner.
    /// </param>
    void OnStart(StartedStack stack, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered);

    /// <summary>Everything that the journal holds of earlier lives has been told. Called once.</summary>
    void OnRestored();

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

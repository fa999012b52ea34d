using Election.Groups.Layers.Atomic;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>
/// The layers of one node from START on: the members are fixed, the layers of the chosen order stand on one another
/// (<see cref="OrderStack"/>), and Suspicion watches the members.
/// </summary>
public sealed partial class StartedStack
{
    private const int LeaveCopies = 3;

    private readonly BuiltStack _layers;
    private readonly SuspicionLayer _suspicion;
    private readonly FramePacker _packer;
    private readonly GroupCounters _counters;
    private readonly GroupTiming _timing;
    private readonly IGroupUser _user;
    private readonly ulong _lifeRecord;
    private Instant _learnerDue;
    private Instant _awaited = Instant.Never;
    private ulong _learnerBeats;
    private bool _stopped;

    /// <summary>Builds the layers; they begin with <see cref="Restore"/>.</summary>
    /// <param name="stack">The layers from the bottom up.</param>
    /// <param name="parts">The members, and what all layers share.</param>
    /// <param name="now">The time.</param>
    /// <param name="life">The number of this life, from 0.</param>
    /// <param name="lifeRecord">The journal record of this life; 0 for the first, which needs none.</param>
    /// <param name="isLearner">True if START lists this node and its journal does not know of it.</param>
    internal StartedStack(OrderStack stack, LayerParts parts, Instant now, ulong life, ulong lifeRecord, bool isLearner)
    {
        IsAtomic = stack.IsAtomic;
        Membership = parts.Membership;
        _packer = parts.Packer;
        _counters = parts.Counters;
        _timing = parts.Timing;
        _user = parts.User;
        _layers = new BuiltStack(stack, parts, now, life);
        _suspicion = new SuspicionLayer(parts.Membership, parts.Timing.Beat);
        _lifeRecord = lifeRecord;
        _learnerDue = isLearner ? now : Instant.Never;
        _packer.Epoch = Epoch;
    }

    /// <summary>The members.</summary>
    public Membership Membership { get; }

    /// <summary>True for the atomic order.</summary>
    public bool IsAtomic { get; }

    /// <summary>The mode of the atomic layer; a weaker order has none and stays idle until the end.</summary>
    public AtomicState Mode => _layers.Atomic?.State ?? (_stopped ? AtomicState.Stopped : AtomicState.Idle);

    /// <summary>The current epoch; always the first in a weaker order.</summary>
    public Epoch Epoch => _layers.Atomic?.Epoch ?? Epoch.First;

    /// <summary>The leader of the current epoch; none while it is not known, and in a weaker order.</summary>
    public Rank Leader => _layers.Atomic?.Leader ?? Rank.None;

    /// <summary>True if this node leads and may order.</summary>
    public bool IsLeading => _layers.Atomic?.IsLeading ?? false;

    /// <summary>True if a submission waits here for its place in the log.</summary>
    public bool HoldsUnordered => _layers.Atomic?.HoldsUnordered ?? false;

    /// <summary>The index of the last statement in this node's log; none in a weaker order, which has no log.</summary>
    public LogIndex LastOrdered => _layers.Atomic?.Last ?? LogIndex.None;

    /// <summary>The index of the last delivered statement; none in a weaker order.</summary>
    public LogIndex Committed => _layers.Atomic?.Committed ?? LogIndex.None;

    /// <summary>
    /// True if nothing waits, and nothing is missing that could still be brought here, or from here to a member that is heard.
    /// </summary>
    public bool IsSettled => _layers.Stream.IsSettled && Queues is { ForWindow: 0, ForGap: 0 };

    /// <summary>The queues inside.</summary>
    public QueueStanding Queues =>
        new(_layers.Top.Waiting, _layers.Held, _layers.Atomic?.OrdersWaiting ?? 0);

    /// <summary>The time at which a layer next wants a timer.</summary>
    internal Instant NextDeadline
    {
        get
        {
            Instant earliest = Instant.Min(_layers.Stream.NextDeadline, _layers.Atomic?.NextDeadline ?? Instant.Never);
            earliest = Instant.Min(earliest, _learnerDue);
            return _suspicion.NextDeadline is { } suspicion ? Instant.Min(earliest, suspicion) : earliest;
        }
    }

    /// <summary>Returns what this node saw of a member's messages.</summary>
    public LinkStanding Link(Rank member) => _layers.Stream.Link(member);

    /// <summary>Returns the statement at an index from 1 to <see cref="LastOrdered"/>; in the atomic order.</summary>
    public ReadOnlyMemory<byte> StatementAt(LogIndex index) => _layers.Atomic!.StatementAt(index);

    /// <summary>
    /// Submits a statement to the group's log, or broadcasts it in a weaker order; <see langword="false"/> when this node is no member or
    /// too many wait.
    /// </summary>
    /// <param name="statement">The full bytes.</param>
    /// <param name="isFinal">True if nothing may be ordered after it; a weaker order ignores this.</param>
    public bool TrySubmit(ReadOnlySpan<byte> statement, bool isFinal) => Membership.Self.IsMember
        && (_layers.Atomic?.TrySubmit(statement, isFinal) ?? _layers.Direct!.TrySubmit(StreamMessageKind.Submit, statement));

    /// <summary>
    /// Broadcasts a text in a weaker order; <see langword="false"/> when this node is no member or too many messages wait.
    /// </summary>
    /// <exception cref="InvalidOperationException">The order is atomic, which carries statements only.</exception>
    public bool TrySendText(ReadOnlySpan<byte> text)
    {
        if (_layers.Direct is not { } direct)
            throw new InvalidOperationException("The atomic order carries statements and no texts.");
        return Membership.Self.IsMember && direct.TrySubmit(StreamMessageKind.Text, text);
    }

    /// <summary>Sends a frame of the program's own kind.</summary>
    public void SendFrame(FrameKind kind, ulong number, ReadOnlySpan<byte> body, Outbox outbox) => _packer.Add(kind, number, body, outbox);

    /// <summary>Begins with the records of earlier lives.</summary>
    /// <exception cref="InvalidOperationException">A record does not read, though its checksum held.</exception>
    internal void Restore(AtomicPast past, IReadOnlyList<byte[]> delivered, Instant now)
    {
        _layers.Atomic?.Start(past, now);
        _layers.Direct?.Restore(delivered);
    }

    /// <summary>Runs every timer that is due.</summary>
    internal void OnTimer(Instant now, Outbox outbox)
    {
        for (Rank suspect = _suspicion.TakeSuspect(now); suspect.IsMember; suspect = _suspicion.TakeSuspect(now))
            SuspicionChanged(suspect, suspected: true, now);
        if (_layers.Stream.NextDeadline <= now && _layers.Stream.OnTimer(now, outbox))
        {
            _layers.Atomic?.OnBeat();
            _layers.Reliability?.Look(now);
        }
        if (_layers.Atomic?.NextDeadline <= now)
            _layers.Atomic.OnTimer(now, outbox);
        if (_learnerDue <= now)
            SayLearner(now, outbox);
    }

    /// <summary>Notes that journal records up to this one are durable.</summary>
    internal void OnJournalled(ulong sequence)
    {
        _layers.Atomic?.OnJournalled(sequence);
        if (sequence >= _lifeRecord)
            _layers.Stream.IsLifeDurable = true;
    }

    /// <summary>Lets the layers finish their turn.</summary>
    internal void Flush(Instant now, Outbox outbox)
    {
        while (_layers.Top.BroadcastNext(now, outbox))
            _layers.Stream.DeliverOwn(now);
        _layers.Atomic?.Flush(now, outbox);
    }

    /// <summary>Notes when the node wants to run next, so that a pause is noticed.</summary>
    internal void Await(Instant deadline) => _awaited = deadline;

    /// <summary>
    /// A deadline that is long past means that this node did not run: the silence it finds is its own. A process that was stopped, or a
    /// machine that slept, accuses nobody when it wakes.
    /// </summary>
    internal void NoticeOwnPause(Instant now)
    {
        if (now <= _awaited || now - _awaited < _timing.PauseTolerance)
            return;
        _awaited = now;
        _counters.Add(GroupCounter.OwnPauses);
        _suspicion.ForgiveSilence(now);
        _layers.Atomic?.OnPaused(now);
    }

    /// <summary>Says farewell, if this node is a member.</summary>
    internal void Leave(Outbox outbox)
    {
        if (!Membership.Self.IsMember)
            return;
        for (int i = 0; i < LeaveCopies; i++)
        {
            _packer.Add(FrameKind.Leave, (ulong)i, default, outbox);
            _packer.Flush(outbox);
        }
    }

    /// <summary>Ends the layers.</summary>
    internal void Stop()
    {
        _stopped = true;
        _layers.Atomic?.Stop();
    }

    private void SayLearner(Instant now, Outbox outbox)
    {
        _packer.Add(FrameKind.Learner, ++_learnerBeats, default, outbox);
        _learnerDue = now + _timing.Beat;
    }
}

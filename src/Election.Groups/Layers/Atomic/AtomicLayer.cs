using Election.Groups.Layers.Reliable;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Stateless;

namespace Election.Groups.Layers.Atomic;

/// <summary>What the atomic layer tells its user.</summary>
public interface IAtomicUser
{
    /// <summary>A statement has its place in this node's log. It may still not be delivered; a good time to start checking it.</summary>
    void OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement);

    /// <summary>A statement is delivered: a majority holds it in its journals at this index.</summary>
    void OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement);

    /// <summary>The layer's mode changed.</summary>
    void OnMode(AtomicState state);
}

/// <summary>
/// Atomic (total) order by a sequencer one can trust: the epoch's leader orders what members submitted, every member acknowledges what
/// its journal holds, and only what a majority holds is delivered. Guarantee: the sequences delivered at any two members are prefixes
/// of one another, and what one member delivers, a majority has in its journals.
/// Needs from below: FIFO streams, each message exactly once. Every message and entry carries its epoch.
/// Sources: Oki and Liskov, "Viewstamped Replication", PODC 1988, §3; Ongaro and Ousterhout, "In Search of an Understandable Consensus
/// Algorithm", USENIX ATC 2014, §5.3. Deviation: submissions are multicast to all and ordered by reference.
/// </summary>
internal sealed class AtomicLayer : IUpperLayer
{
    /// <summary>The longest statement, in bytes.</summary>
    public const int MaxStatementBytes = 16 * 1024;

    /// <summary>Own statements that may wait for the window.</summary>
    public const int MaxWaiting = 4096;

    private readonly Membership _membership;
    private readonly GroupCounters _counters;
    private readonly FramePacker _packer;
    private readonly IAtomicUser _user;
    private readonly SubmissionStore _submissions;
    private readonly GroupLog _log = new();
    private readonly AtomicMode _mode;
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private readonly OrderingQueue _unordered;
    private readonly Queue<OrderMessage> _orders = new();
    private readonly Acknowledgements _acks;
    private readonly Submission[] _batch = new Submission[OrderMessage.MaxStatements];
    private readonly byte[] _scratch = new byte[Math.Max(OrderMessage.MaxBytes, MaxStatementBytes + 1)];
    private ReliableLayer? _reliable;
    private ulong _durable;
    private int _durableEntries;
    private LogIndex _commitHeard;
    private News _ack;
    private News _commit;

    /// <summary>Begins with an empty log, in the first epoch.</summary>
    public AtomicLayer(Membership membership, GroupCounters counters, FramePacker packer, IAtomicUser user)
    {
        _membership = membership;
        _counters = counters;
        _packer = packer;
        _user = user;
        _submissions = new SubmissionStore(membership.Count);
        _unordered = new OrderingQueue(_submissions);
        _acks = new Acknowledgements(membership.Count, membership.Majority);
        _mode = new AtomicMode(() => _membership.Self == Leader);
        _mode.Machine.OnTransitioned(transition => user.OnMode(transition.Destination));
    }

    /// <summary>The current epoch.</summary>
    public Epoch Epoch { get; } = Epoch.First;

    /// <summary>The current epoch's leader: START's first member leads the first epoch.</summary>
    public Rank Leader { get; } = new(0);

    /// <summary>The mode.</summary>
    public AtomicState State => _mode.Machine.State;

    /// <summary>The index of the last statement in this node's log.</summary>
    public LogIndex Last => _log.Last;

    /// <summary>Everything up to here is in this node's journal.</summary>
    public LogIndex Acked => _durableEntries == 0 ? LogIndex.None : _log.Entries[_durableEntries - 1].Last;

    /// <summary>Everything up to here has been delivered.</summary>
    public LogIndex Committed { get; private set; }

    /// <summary>Whether this node leads and may order.</summary>
    public bool IsLeading => State == AtomicState.Leading;

    /// <summary>Own statements that wait for the window.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Orders that wait for a submission.</summary>
    public int OrdersWaiting => _orders.Count;

    /// <summary>The statement at an index from 1 to <see cref="Last"/>.</summary>
    public ReadOnlyMemory<byte> StatementAt(LogIndex index) => _log[index];

    private StateMachine<AtomicState, AtomicTrigger> Machine => _mode.Machine;

    /// <summary>Binds the layer below and starts.</summary>
    public void Start(ReliableLayer reliable)
    {
        _reliable = reliable;
        Machine.Fire(AtomicTrigger.Start);
    }

    /// <summary>A member became suspected, or is no longer.</summary>
    public void OnSuspicionChanged()
    {
        bool quorum = _membership.Unsuspected >= _membership.Majority;
        if (!quorum && State is AtomicState.Following or AtomicState.Leading)
            Machine.Fire(AtomicTrigger.LoseQuorum);
        else if (quorum && State == AtomicState.Isolated)
            Machine.Fire(AtomicTrigger.RegainQuorum);
    }

    /// <summary>Ends the layer.</summary>
    public void Stop() => Machine.Fire(AtomicTrigger.Stop);

    /// <summary>Submits a statement of this member's; <see langword="false"/> when too many wait already.</summary>
    /// <exception cref="ArgumentException">The statement is longer than <see cref="MaxStatementBytes"/>.</exception>
    public bool TrySubmit(ReadOnlySpan<byte> statement, bool isFinal)
    {
        if (statement.Length > MaxStatementBytes)
            throw new ArgumentException($"A statement has at most {MaxStatementBytes} bytes.", nameof(statement));
        if (_waiting.Count == MaxWaiting)
        {
            _counters.Add(GroupCounter.WindowFull);
            return false;
        }
        var message = new byte[1 + statement.Length];
        message[0] = (byte)(isFinal ? StreamMessageKind.FinalSubmit : StreamMessageKind.Submit);
        statement.CopyTo(message.AsSpan(1));
        _waiting.Enqueue(message);
        return true;
    }

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        var kind = payload.IsEmpty ? default : (StreamMessageKind)payload.Span[0];
        switch (kind)
        {
            case StreamMessageKind.Submit or StreamMessageKind.FinalSubmit:
                ulong number = _submissions.Add(origin, payload[1..], kind == StreamMessageKind.FinalSubmit);
                if (_membership.Self == Leader)
                    _unordered.Add(origin, number);
                break;
            case StreamMessageKind.Order when OrderMessage.TryRead(payload.Span[1..], _membership.Count, out OrderMessage? order):
                if (origin != Leader || order!.LeaderEpoch != Epoch)
                    _counters.Add(GroupCounter.Stale);
                else if (origin != _membership.Self)
                    _orders.Enqueue(order);
                break;
            default:
                _counters.Add(GroupCounter.Malformed);
                break;
        }
    }

    /// <summary>An ACK: a member's journal holds everything up to <paramref name="index"/> of the chain whose entry there starts with <paramref name="body"/>.</summary>
    public void OnAck(Rank member, Epoch epoch, ulong index, ReadOnlySpan<byte> body)
    {
        if (_membership.Self != Leader)
            return;
        var reader = new SpanReader(body);
        ulong prefix = reader.UInt64();
        if (!reader.AtEnd)
            _counters.Add(GroupCounter.Malformed);
        else if (epoch != Epoch || index > Last.Value)
            _counters.Add(GroupCounter.Stale);
        else if (index > _acks[member])
        {
            if (_log.EntryEndingAt(index) is { } entry && entry.Hash.Prefix == prefix)
                _acks[member] = index;
            else
                _counters.Add(GroupCounter.ChainMismatches);
        }
    }

    /// <summary>A COMMIT: the leader's, or a follower's repetition of it on a beat, for those whom the leader does not reach.</summary>
    public void OnCommit(Epoch epoch, ulong index)
    {
        if (epoch != Epoch)
            _counters.Add(GroupCounter.Stale);
        else if (index > _commitHeard.Value)
            _commitHeard = new LogIndex(index);
    }

    /// <summary>Journal records up to this one are durable.</summary>
    public void OnJournalled(ulong sequence) => _durable = Math.Max(_durable, sequence);

    /// <summary>A beat goes out: let the acknowledgement and the commit ride on it.</summary>
    public void OnBeat()
    {
        if (_ack == News.None)
            _ack = News.Old;
        if (_commit == News.None && Committed != LogIndex.None)
            _commit = News.Old;
    }

    /// <summary>Ends a turn: broadcasts what waits, orders what is unordered, takes orders, acknowledges, commits, delivers.</summary>
    public void Flush(Instant now, Outbox outbox)
    {
        BroadcastWaiting(now, outbox);
        while (OrderBatch(now, outbox))
        {
        }
        while (_orders.TryPeek(out OrderMessage? order) && TakeOrder(order, outbox))
            _orders.Dequeue();
        AdvanceDurable();
        Commit();
        SayAck(now, outbox);
        SayCommit(now, outbox);
    }

    private void BroadcastWaiting(Instant now, Outbox outbox)
    {
        while (_waiting.Count > 0 && _reliable!.CanBroadcast)
            _reliable.Broadcast(_waiting.Dequeue().Span, now, outbox);
    }

    private bool OrderBatch(Instant now, Outbox outbox)
    {
        if (!IsLeading || _log.IsFinal || _unordered.IsEmpty || !_reliable!.CanBroadcast)
            return false;
        ReadOnlySpan<Submission> batch = _unordered.TakeBatch();
        LogIndex first = Last.Plus(1);
        Hash256 hash = _log.HashAfter(Epoch, batch);
        Append(Epoch, batch, hash, outbox);
        var order = new OrderMessage(Epoch, Epoch, first, hash, _unordered.Runs.ToArray());
        int length = order.Write(_scratch);
        _reliable.Broadcast(_scratch.AsSpan(0, length), now, outbox);
        return true;
    }

    /// <summary>Takes an entry from the leader; <see langword="false"/> while submissions for it lack.</summary>
    private bool TakeOrder(OrderMessage order, Outbox outbox)
    {
        if (order.First != Last.Plus(1) || _log.IsFinal)
        {
            _counters.Add(GroupCounter.Stale);
            return true;
        }
        int count = 0;
        foreach (ref readonly SubmissionRun run in order.Runs.AsSpan())
        {
            if (!_submissions.Holds(run))
                return false;
            for (int i = 0; i < run.Count; i++)
                _batch[count++] = _submissions[run.Origin, run.First + (ulong)i];
        }
        ReadOnlySpan<Submission> batch = _batch.AsSpan(0, count);
        if (_log.HashAfter(order.EntryEpoch, batch) != order.Hash)
        {
            // Other bytes than the leader's: the order stays at the head of the queue, and this node acknowledges nothing more.
            _counters.Add(GroupCounter.ChainMismatches);
            return false;
        }
        Append(order.EntryEpoch, batch, order.Hash, outbox);
        return true;
    }

    private void Append(Epoch epoch, ReadOnlySpan<Submission> batch, Hash256 hash, Outbox outbox)
    {
        LogIndex first = Last.Plus(1);
        ulong sequence = outbox.Journal(JournalRecordKind.Entry, _log.Record(epoch, batch, hash));
        _log.Append(epoch, batch, hash, sequence);
        for (int i = 0; i < batch.Length; i++)
            _user.OnOrdered(first.Plus(i), batch[i].Payload);
    }

    private void AdvanceDurable()
    {
        int before = _durableEntries;
        while (_durableEntries < _log.Entries.Count && _log.Entries[_durableEntries].JournalSequence <= _durable)
            _durableEntries++;
        if (_durableEntries == before || !_membership.Self.IsMember)
            return;
        _acks[_membership.Self] = Acked.Value;
        _ack = News.Fresh;
    }

    private void Commit()
    {
        if (_membership.Self == Leader && IsLeading)
        {
            LogIndex majority = _acks.HeldByMajority;
            if (majority.CompareTo(_commitHeard) > 0 && _log.EntryEndingAt(majority.Value)?.Epoch == Epoch)
            {
                _commitHeard = majority;
                _commit = News.Fresh;
            }
        }
        while (State != AtomicState.Isolated && Committed.CompareTo(_commitHeard) < 0 && Committed.CompareTo(Last) < 0)
        {
            Committed = Committed.Plus(1);
            _user.OnDelivered(Committed, _log[Committed]);
        }
    }

    private void SayAck(Instant now, Outbox outbox)
    {
        if (_ack == News.None || !_membership.Self.IsMember || _membership.Self == Leader || Acked == LogIndex.None)
            return;
        Span<byte> body = stackalloc byte[sizeof(ulong)];
        var writer = new SpanWriter(body);
        writer.UInt64(_log.Entries[_durableEntries - 1].Hash.Prefix);
        _packer.Add(FrameKind.Ack, Acked.Value, writer.Written, outbox);
        if (_ack == News.Fresh)
            _reliable!.Quicken(now);
        _ack = News.None;
    }

    private void SayCommit(Instant now, Outbox outbox)
    {
        if (_commit == News.None || !_membership.Self.IsMember)
            return;
        _packer.Add(FrameKind.Commit, Committed.Value, default, outbox);
        if (_commit == News.Fresh)
            _reliable!.Quicken(now);
        _commit = News.None;
    }

    /// <summary>Whether there is something to say. Fresh news is not repaired by anyone, so an early beat repeats it.</summary>
    private enum News
    {
        None,
        Old,
        Fresh,
    }
}

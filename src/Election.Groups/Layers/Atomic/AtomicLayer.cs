using Election.Groups.Layers.Reliable;
using Election.Groups.Model;
using Election.Groups.Wire;
using Stateless;

namespace Election.Groups.Layers.Atomic;

/// <summary>The user of the atomic layer.</summary>
public interface IAtomicUser
{
    /// <summary>A statement has its place in this node's log. It may still not be delivered; a good time to start checking it.</summary>
    void OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement);

    /// <summary>
    /// Statements after <paramref name="last"/> lost their places in this node's log: another leader's entries replace them.
    /// </summary>
    void OnTruncated(LogIndex last);

    /// <summary>A statement is delivered: a majority holds it in its journals at this index.</summary>
    void OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement);

    /// <summary>The layer's mode changed.</summary>
    void OnMode(AtomicState state);
}

/// <summary>
/// Atomic (total) order by a sequencer one can trust: the epoch's leader orders what members submitted, every member acknowledges what
/// its journal holds, and only what a majority holds is delivered. When the leader is lost, a majority makes another the leader of the next
/// epoch, whose log holds everything ever delivered. Guarantee: the sequences delivered at any two members are prefixes of one another, in
/// every partition, and what one member delivers, every node of a working majority delivers.
/// Needs from below: FIFO streams, each message at most once; what a stream lost is fetched from another's log.
/// Sources: Oki and Liskov, "Viewstamped Replication", PODC 1988, §3; Ongaro and Ousterhout, "In Search of an Understandable Consensus
/// Algorithm", USENIX ATC 2014, §5; Ongaro, "Consensus: Bridging Theory and Practice", 2014, §9.6 (pre-vote, check-quorum).
/// Deviations: submissions are multicast to all and ordered by reference; COMMIT names the entry by its hash, so that it holds in every
/// epoch and anyone may repeat it; the first epoch needs no vote, since START names its leader.
/// </summary>
internal sealed partial class AtomicLayer : ITopLayer
{
    /// <summary>The longest statement, in bytes.</summary>
    public const int MaxStatementBytes = 16 * 1024;

    /// <summary>Own statements that may wait for the window.</summary>
    public const int MaxWaiting = 4096;

    /// <summary>Orders that may wait for what they name; what comes beyond is fetched.</summary>
    public const int MaxOrders = 4096;

    /// <summary>In place of a leader's rank: the sender leads no longer, or knows of nobody who does.</summary>
    private const ushort NoLeader = ushort.MaxValue;

    private readonly Membership _membership;
    private readonly GroupTiming _timing;
    private readonly GroupCounters _counters;
    private readonly FramePacker _packer;
    private readonly SplitMix64 _random;
    private readonly IAtomicUser _user;
    private readonly SubmissionStore _submissions;
    private readonly GroupLog _log = new();
    private readonly EntryProgress _progress;
    private readonly AtomicMode _mode;
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private readonly OwnSubmissions _own = new();
    private readonly OrderingQueue _unordered;
    private readonly Queue<(Rank Origin, OrderMessage Order)> _orders = new();
    private readonly Acknowledgements _acks;
    private readonly Candidacy _candidacy;
    private readonly CatchUp _catchUp;
    private readonly Submission[] _batch = new Submission[OrderMessage.MaxStatements];
    private readonly byte[] _scratch = new byte[FramePacker.MaxBodyBytes];
    private ReliableLayer? _reliable;
    private ulong _durable;
    private bool _leaderGone;
    private bool _viewDue;
    private (Epoch Epoch, Rank By) _ordered;
    private Epoch _voteEpoch;
    private Rank _voteFor = Rank.None;
    private ulong _voteRecord;
    private bool _voteSaid;

    /// <summary>Begins with an empty log, in the first epoch.</summary>
    public AtomicLayer(Membership membership, GroupTiming timing, GroupCounters counters, FramePacker packer, SplitMix64 random,
        IAtomicUser user)
    {
        _membership = membership;
        _timing = timing;
        _counters = counters;
        _packer = packer;
        _random = random;
        _user = user;
        _progress = new EntryProgress(_log);
        _submissions = new SubmissionStore(membership.Count);
        _unordered = new OrderingQueue(_submissions);
        _acks = new Acknowledgements(membership.Count, membership.Majority);
        _candidacy = new Candidacy(membership.Count, membership.Majority);
        _catchUp = new CatchUp(timing);
        _mode = new AtomicMode(() => LeadsEpoch, () => HasLeader);
        _mode.Machine.OnTransitioned(transition => user.OnMode(transition.Destination));
    }

    /// <summary>The current epoch.</summary>
    public Epoch Epoch { get; private set; } = Epoch.First;

    /// <summary>The current epoch's leader: START's first member leads the first; none while it is not known.</summary>
    public Rank Leader { get; private set; } = new(0);

    /// <summary>The present mode.</summary>
    public AtomicState State => _mode.Machine.State;

    /// <summary>The index of the last statement in this node's log.</summary>
    public LogIndex Last => _log.Last;

    /// <summary>Everything up to here has been delivered.</summary>
    public LogIndex Committed => _log.LastAt(_progress.Delivered);

    /// <summary>True if this node leads and may order.</summary>
    public bool IsLeading => State == AtomicState.Leading;

    /// <summary>True if a submission waits for its place here.</summary>
    public bool HoldsUnordered => !_unordered.IsEmpty;

    /// <inheritdoc/>
    public int Waiting => _waiting.Count;

    /// <summary>Orders that wait for a submission.</summary>
    public int OrdersWaiting => _orders.Count;

    /// <summary>The time at which this layer next wants a timer.</summary>
    public Instant NextDeadline => Instant.Min(_candidacy.Due, _catchUp.Due);

    /// <summary>The statement at an index from 1 to <see cref="Last"/>.</summary>
    public ReadOnlyMemory<byte> StatementAt(LogIndex index) => _log[index];

    private StateMachine<AtomicState, AtomicTrigger> Machine => _mode.Machine;

    /// <summary>Binds the layer at the bottom.</summary>
    public void Bind(ReliableLayer reliable) => _reliable = reliable;

    /// <summary>Starts with the journal's records of earlier lives.</summary>
    /// <exception cref="InvalidOperationException">An entry does not read or does not follow, though its checksum held.</exception>
    public void Start(AtomicPast past, Instant now)
    {
        foreach (byte[] record in past.Entries)
            Restore(record);
        _progress.Restore();
        RestoreEpoch(past, now);
        Machine.Fire(AtomicTrigger.Start);
    }

    /// <summary>Ends the layer.</summary>
    public void Stop() => Machine.Fire(AtomicTrigger.Stop);

    /// <summary>Submits a statement of this member's; <see langword="false"/> when too many wait already.</summary>
    /// <exception cref="ArgumentException">The statement is longer than <see cref="MaxStatementBytes"/>.</exception>
    public bool TrySubmit(ReadOnlySpan<byte> statement, bool isFinal)
    {
        if (statement.Length > MaxStatementBytes)
            throw new ArgumentException($"A statement has at most {MaxStatementBytes} bytes.", nameof(statement));
        if (_waiting.Count >= MaxWaiting || !_own.HasRoom(_log, _progress.Delivered))
        {
            _counters.Add(GroupCounter.WindowFull);
            return false;
        }
        var message = new byte[1 + statement.Length];
        message[0] = (byte)(isFinal ? StreamMessageKind.FinalSubmit : StreamMessageKind.Submit);
        statement.CopyTo(message.AsSpan(1));
        _waiting.Enqueue(message);
        _own.Add(message);
        return true;
    }

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        var kind = payload.IsEmpty ? default : (StreamMessageKind)payload.Span[0];
        switch (kind)
        {
            case StreamMessageKind.Submit or StreamMessageKind.FinalSubmit:
                ReadOnlyMemory<byte> statement = payload[1..];
                var submission = new Submission(statement, Hash256.Of(statement.Span), kind == StreamMessageKind.FinalSubmit);
                if (!_submissions.TryAdd(origin, sequence, submission))
                    _counters.Add(GroupCounter.NoRoom);
                else if (LeadsEpoch)
                    Offer(origin, sequence, submission);
                break;
            case StreamMessageKind.Order when OrderMessage.TryRead(payload.Span[1..], _membership.Count, out OrderMessage? order):
                if (origin != _membership.Self)
                    OnOrder(origin, order!);
                break;
            default:
                _counters.Add(GroupCounter.Malformed);
                break;
        }
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        // Submissions are named by number, so nothing moves up: a skipped one is fetched if it is ordered.
    }

    /// <summary>Notes that journal records up to this one are durable.</summary>
    public void OnJournalled(ulong sequence) => _durable = Math.Max(_durable, sequence);

    /// <summary>Notes that a beat goes out: the acknowledgement and the commit ride on it.</summary>
    public void OnBeat()
    {
        _progress.AckNews.Repeat();
        // Before the first commit only a leader has something to say: that it leads, or, unheard, that it does no longer.
        if (_progress.Delivered > 0 || Epoch != Epoch.First || Leader == _membership.Self)
            _progress.CommitNews.Repeat();
    }

    /// <summary>Does what is due: canvasses, fetches.</summary>
    public void OnTimer(Instant now, Outbox outbox)
    {
        if (_candidacy.Due <= now)
            Canvass(now, outbox);
        if (_catchUp.Due <= now)
            Fetch(now, outbox);
    }

    /// <inheritdoc/>
    public bool BroadcastNext(Instant now, Outbox outbox)
    {
        if (_waiting.Count > 0 && _reliable!.CanBroadcast)
        {
            _reliable.Broadcast(_waiting.Dequeue().Span, now, outbox);
            return true;
        }
        CountOwnVote(now, outbox);
        return OrderBatch(now, outbox);
    }

    /// <summary>Ends a turn: takes orders, acknowledges, commits, delivers.</summary>
    public void Flush(Instant now, Outbox outbox)
    {
        FollowOrders(now, outbox);
        AdvanceDurable();
        Commit();
        SayAck(now, outbox);
        SayCommit(now, outbox);
        LookForGaps(now);
    }

    private void Restore(ReadOnlySpan<byte> bytes)
    {
        if (!EntryRecord.TryRead(bytes, out EntryRecord record) || record.Place > (ulong)_log.Count + 1)
            throw new InvalidOperationException("The journal holds an entry that does not read.");
        int place = (int)record.Place;
        Span<Submission> batch = _batch.AsSpan(0, record.Count);
        record.CopyTo(batch);
        if (_log.HashAfter(place - 1, record.Epoch, batch) != record.Hash)
            throw new InvalidOperationException($"The journal's entry {place} does not follow the one before it.");
        if (place <= _log.Count)
            Truncate(place - 1);
        Append(record.Epoch, batch, record.Hash, journalSequence: 0);
    }

    private void Append(Epoch epoch, ReadOnlySpan<Submission> batch, in Hash256 hash, ulong journalSequence)
    {
        LogIndex first = Last.Plus(1);
        _log.Append(epoch, batch, hash, journalSequence);
        for (int i = 0; i < batch.Length; i++)
            _user.OnOrdered(first.Plus(i), batch[i].Payload);
    }

    private void Journal(Epoch epoch, ReadOnlySpan<Submission> batch, in Hash256 hash, Outbox outbox)
    {
        var record = new byte[EntryRecord.SizeOf(batch)];
        var writer = new SpanWriter(record);
        EntryRecord.Write(ref writer, _log.Count + 1, epoch, Last.Plus(1), hash, batch);
        Append(epoch, batch, hash, outbox.Journal(JournalRecordKind.Entry, record));
    }

    private void Truncate(int places)
    {
        _progress.Truncate(places);
        _log.Truncate(places);
        _user.OnTruncated(_log.Last);
    }
}

using System.Diagnostics;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Reliable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>
/// The layers of one node, wired: Seal and Fragment below, the barrier beside, and after START the layers of the chosen order on top of one
/// another (<see cref="OrderStack"/>), with Suspicion watching. It opens datagrams, gives each frame to its layer, and packs what the
/// layers send.
/// </summary>
public sealed partial class GroupStack
{
    private const int LeaveCopies = 3;

    private readonly GroupOptions _options;
    private readonly IGroupUser _user;
    private readonly FramePacker _packer;
    private readonly FragmentLayer _fragments;
    private readonly BarrierLayer _barrier;
    private readonly SplitMix64 _random;
    private readonly NodeTag _self;
    private readonly AtomicPast _past = new();
    private readonly List<byte[]> _delivered = [];
    private readonly EarlyFrames _early = new();
    private BuiltStack? _started;
    private SuspicionLayer? _suspicion;
    private Instant _learnerDue = Instant.Never;
    private Instant _awaited = Instant.Never;
    private ulong _lifeRecord;
    private ulong _learnerBeats;
    private bool _stopped;

    /// <summary>Builds the stack of one node.</summary>
    public GroupStack(GroupOptions options, IGroupUser user)
    {
        _options = options;
        _user = user;
        _self = options.Barrier.Self.Id.Tag;
        _random = new SplitMix64(options.Seed ^ _self.Value);
        _packer = new FramePacker(options.Group, _self, options.Barrier.Incarnation, options.MaxDatagramBytes, Counters);
        _fragments = new FragmentLayer(Counters);
        _barrier = new BarrierLayer(options.Barrier, options.Timing, _packer, Counters, _random, user);
    }

    /// <summary>What this node counted.</summary>
    public GroupCounters Counters { get; } = new();

    /// <summary>Whether START has been seen.</summary>
    public bool HasStarted => _started is not null;

    /// <summary>The members; null before START.</summary>
    public Membership? Membership => _started?.Membership;

    /// <summary>Whether the order is the atomic one.</summary>
    public bool IsAtomic => _options.Layers.IsAtomic;

    /// <summary>The atomic layer's mode; in a weaker order, which has none, it stays idle until the end.</summary>
    public AtomicState Mode => _started?.Atomic?.State ?? (_stopped ? AtomicState.Stopped : AtomicState.Idle);

    /// <summary>The current epoch; none before START, and the first for ever in a weaker order.</summary>
    public Epoch Epoch => _started is null ? Epoch.None : _started.Atomic?.Epoch ?? Epoch.First;

    /// <summary>The leader of the current epoch; none before START, while it is not known, and in a weaker order.</summary>
    public Rank Leader => _started?.Atomic?.Leader ?? Rank.None;

    /// <summary>Whether this node leads and may order.</summary>
    public bool IsLeading => _started?.Atomic?.IsLeading ?? false;

    /// <summary>Whether a submission waits here for its place in the log.</summary>
    public bool HoldsUnordered => _started?.Atomic?.HoldsUnordered ?? false;

    /// <summary>The index of the last statement in this node's log; none in a weaker order, which has no log.</summary>
    public LogIndex LastOrdered => _started?.Atomic?.Last ?? LogIndex.None;

    /// <summary>The index of the last delivered statement; none in a weaker order.</summary>
    public LogIndex Committed => _started?.Atomic?.Committed ?? LogIndex.None;

    /// <summary>Whether nothing that can still be brought here, or from here to a member that is heard, is missing or waits.</summary>
    public bool IsSettled => _started is { } started && started.Stream.IsSettled && Queues is { ForWindow: 0, ForGap: 0 };

    /// <summary>When the stack next wants a timer.</summary>
    public Instant NextDeadline
    {
        get
        {
            if (_stopped)
                return Instant.Never;
            Instant earliest = _barrier.NextDeadline;
            if (_started is null)
                return earliest;
            earliest = Instant.Min(earliest, Instant.Min(_started.Stream.NextDeadline, _started.Atomic?.NextDeadline ?? Instant.Never));
            earliest = Instant.Min(earliest, _learnerDue);
            return _suspicion!.NextDeadline is { } suspicion ? Instant.Min(earliest, suspicion) : earliest;
        }
    }

    /// <summary>When the barrier's time is up; never once START was seen.</summary>
    public Instant BarrierDeadline => _barrier.Timeout;

    /// <summary>Who was heard at the barrier.</summary>
    public IReadOnlyList<PresenceStanding> Presence => _barrier.Presence;

    /// <summary>What waits inside.</summary>
    public QueueStanding Queues => _started is { } started
        ? new QueueStanding(started.Atomic?.Waiting ?? started.Direct!.Waiting, started.Held, started.Atomic?.OrdersWaiting ?? 0) : default;

    /// <summary>What was seen of a member's messages; call after START.</summary>
    public LinkStanding Link(Rank member) => _started!.Stream.Link(member);

    /// <summary>The statement at an index from 1 to <see cref="LastOrdered"/>; in the atomic order.</summary>
    public ReadOnlyMemory<byte> StatementAt(LogIndex index) => _started!.Atomic!.StatementAt(index);

    /// <summary>A journal record of an earlier life, in the order written. Call before <see cref="Start"/>.</summary>
    /// <exception cref="InvalidOperationException">The record does not read, though its checksum held.</exception>
    public void Recover(JournalRecordKind kind, ReadOnlySpan<byte> record)
    {
        switch (kind)
        {
            case JournalRecordKind.Proposal when ProposeFrame.Read(record, out ReadOnlySpan<byte> rest) is { } proposal && rest.IsEmpty:
                _barrier.RestoreProposal(proposal);
                break;
            case JournalRecordKind.Ready:
                _barrier.RestoreReady(record);
                break;
            case JournalRecordKind.Start:
                _barrier.RestoreStart(record);
                _past.HasStarted = true;
                break;
            case JournalRecordKind.Entry:
                _past.AddEntry(record);
                break;
            case JournalRecordKind.Grant when _past.TryAddVote(record):
                break;
            case JournalRecordKind.Life:
                _past.AddLife();
                break;
            case JournalRecordKind.Delivered:
                _delivered.Add(record.ToArray());
                break;
            default:
                throw new InvalidOperationException($"The journal holds a record of kind {kind} that does not read.");
        }
    }

    /// <summary>Comes to the barrier.</summary>
    public void Start(Instant now, Outbox outbox) => _barrier.Start(now, outbox);

    /// <summary>Takes a datagram.</summary>
    public void OnDatagram(ReadOnlySpan<byte> datagram, Instant now, Outbox outbox)
    {
        if (_stopped)
            return;
        NoticeOwnPause(now);
        DatagramRefusal refusal = DatagramHeader.TryOpen(datagram, _options.Group, out DatagramHeader header,
            out ReadOnlySpan<byte> frames);
        if (refusal != DatagramRefusal.None)
        {
            Counters.Add(CounterOf(refusal));
            return;
        }
        if (header.Sender == _self && header.Incarnation == _options.Barrier.Incarnation)
            return;
        Counters.Add(GroupCounter.DatagramsTaken);
        var reader = new SpanReader(frames);
        while (reader.Remaining > 0)
        {
            if (!FrameHeader.TryRead(ref reader, out FrameHeader frame, out ReadOnlySpan<byte> body))
            {
                Counters.Add(GroupCounter.Malformed);
                return;
            }
            Dispatch(header, frame.Kind, frame.Number, body, now, outbox);
        }
    }

    /// <summary>Does what is due.</summary>
    public void OnTimer(Instant now, Outbox outbox)
    {
        if (_stopped)
            return;
        NoticeOwnPause(now);
        if (_barrier.NextDeadline <= now)
            _barrier.OnTimer(now, outbox);
        if (_started is null)
            return;
        for (Rank suspect = _suspicion!.TakeSuspect(now); suspect.IsMember; suspect = _suspicion.TakeSuspect(now))
            SuspicionChanged(suspect, suspected: true, now);
        if (_started.Stream.NextDeadline <= now && _started.Stream.OnTimer(now, outbox))
        {
            _started.Atomic?.OnBeat();
            _started.Reliability?.Look(now);
        }
        if (_started.Atomic?.NextDeadline <= now)
            _started.Atomic.OnTimer(now, outbox);
        if (_learnerDue <= now)
            SayLearner(now, outbox);
    }

    /// <summary>One of the barrier's signatures is made.</summary>
    public void OnSigned(EffectToken token, ReadOnlyMemory<byte> signature, Outbox outbox) =>
        _barrier.OnSigned(token.Number, signature, outbox);

    /// <summary>The chair at this node begins with those present.</summary>
    /// <returns>Why it cannot; null when it does.</returns>
    public Sentence? StartWithPresent(Outbox outbox) => _barrier.StartWithPresent(outbox);

    /// <summary>A READY signature was checked.</summary>
    public void OnVerified(EffectToken token, bool valid, Outbox outbox) => _barrier.OnVerified(token.Number, valid, outbox);

    /// <summary>Journal records are durable.</summary>
    public void OnJournalled(ulong sequence, Instant now, Outbox outbox)
    {
        _barrier.OnJournalled(sequence, now, outbox);
        _started?.Atomic?.OnJournalled(sequence);
        if (_started is not null && sequence >= _lifeRecord)
            _started.Stream.IsLifeDurable = true;
    }

    /// <summary>
    /// Fixes the members, from <see cref="IBarrierUser.OnStart"/>: the layers above the barrier begin, with what the journal told of
    /// earlier lives. A listed node that did not answer the proposal, or lost the journal that says so, is a learner; a node that is not
    /// listed is an observer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The journal's entries do not read.</exception>
    public void Begin(Proposal proposal, bool asMember, Instant now, Outbox outbox)
    {
        var membership = new Membership(proposal, asMember ? _self : default, now, learner: _self);
        ulong life = _past.HasStarted && asMember ? _past.Lives + 1 : 0;
        if (life > 0)
            _lifeRecord = outbox.Journal(JournalRecordKind.Life, default);
        var parts = new LayerParts(membership, _options.Barrier.Self.Id, _options.Timing, _packer, Counters, _random, _user);
        _started = new BuiltStack(_options.Layers, parts, now, life);
        _suspicion = new SuspicionLayer(membership, _options.Timing.Beat);
        bool isLearner = !asMember && proposal.RankOf(_self).IsMember;
        _learnerDue = isLearner ? now : Instant.Never;
        _packer.Epoch = Epoch;
        _started.Atomic?.Start((ReliableLayer)_started.Stream, _past, now);
        if (asMember)
            _started.Direct?.Restore(_delivered);
        foreach ((DatagramHeader header, ulong number, byte[] body) in _early.Take())
            DispatchStarted(header, FrameKind.Data, number, body, now, outbox);
    }

    /// <summary>
    /// Submits a statement to the group's log, or broadcasts it in a weaker order; <see langword="false"/> when this node is no member or
    /// too many wait.
    /// </summary>
    /// <param name="statement">The full bytes.</param>
    /// <param name="isFinal">Whether nothing may be ordered after it; a weaker order does not know of it.</param>
    public bool TrySubmit(ReadOnlySpan<byte> statement, bool isFinal) => _started is { Membership.Self.IsMember: true } started
        && (started.Atomic?.TrySubmit(statement, isFinal) ?? started.Direct!.TrySubmit(StreamMessageKind.Submit, statement));

    /// <summary>
    /// Broadcasts a text in a weaker order; <see langword="false"/> when this node is no member or too many messages wait.
    /// </summary>
    /// <exception cref="InvalidOperationException">The order is atomic, which carries statements only.</exception>
    public bool TrySendText(ReadOnlySpan<byte> text)
    {
        if (IsAtomic)
            throw new InvalidOperationException("The atomic order carries statements and no texts.");
        return _started is { Membership.Self.IsMember: true } && _started.Direct!.TrySubmit(StreamMessageKind.Text, text);
    }

    /// <summary>Sends a frame of the program's own.</summary>
    public void SendFrame(FrameKind kind, ulong number, ReadOnlySpan<byte> body, Outbox outbox) => _packer.Add(kind, number, body, outbox);

    /// <summary>Ends a step: layers finish their turn, and what waits to be sent goes out.</summary>
    public void Flush(Instant now, Outbox outbox)
    {
        if (_stopped)
            return;
        _started?.Atomic?.Flush(now, outbox);
        _started?.Direct?.Flush(now, outbox);
        _packer.Flush(outbox);
        _awaited = NextDeadline;
    }

    /// <summary>Says to the others that this member leaves: they suspect it at once. It is still counted among the members.</summary>
    public void Leave(Outbox outbox)
    {
        if (_stopped || _started is not { Membership.Self.IsMember: true })
            return;
        for (int i = 0; i < LeaveCopies; i++)
        {
            _packer.Add(FrameKind.Leave, (ulong)i, default, outbox);
            _packer.Flush(outbox);
        }
    }

    /// <summary>Ends the stack: it sends and takes nothing more.</summary>
    public void Stop()
    {
        if (_stopped)
            return;
        _stopped = true;
        _barrier.End();
        _started?.Atomic?.Stop();
    }

    private bool IsCurrent(in DatagramHeader header, FrameKind kind, Instant now, out Rank sender)
    {
        sender = _started!.Membership.RankOf(header.Sender);
        // Another life under this node's own name is nobody's peer.
        if (!sender.IsMember || sender == _started.Membership.Self || header.Epoch == Epoch.None)
        {
            Counters.Add(GroupCounter.Stale);
            return false;
        }
        switch (_started.Membership.Check(sender, header.Incarnation))
        {
            case IncarnationCheck.Restart:
                _started.Stream.ForgetAcks(sender);
                _started.Atomic?.OnRestart(sender, now);
                Counters.Add(GroupCounter.Restarted);
                _user.OnRestart(sender);
                break;
            case IncarnationCheck.Current:
                break;
            case IncarnationCheck.Stale:
                Counters.Add(GroupCounter.Stale);
                return false;
            default:
                throw new UnreachableException();
        }
        // What it said on its way out is no sign that it stays.
        bool lives = kind != FrameKind.Leave && !_started.Membership.HasLeft(sender);
        if (lives && _suspicion!.Heard(sender, now))
            SuspicionChanged(sender, suspected: false, now);
        return true;
    }

    private void SuspicionChanged(Rank member, bool suspected, Instant now)
    {
        _started!.Atomic?.OnSuspicionChanged(now);
        _user.OnSuspicion(member, suspected);
    }

    private void LearnerSeen(Rank member, Instant now)
    {
        Counters.Add(GroupCounter.Learners);
        _started!.Atomic?.OnSuspicionChanged(now);
        _user.OnLearner(member);
    }

    private void LeaveSeen(Rank member, Instant now)
    {
        _user.OnLeave(member);
        if (_suspicion!.TakeLeave(member, now))
            SuspicionChanged(member, suspected: true, now);
    }

    private void SayLearner(Instant now, Outbox outbox)
    {
        _packer.Add(FrameKind.Learner, ++_learnerBeats, default, outbox);
        _learnerDue = now + _options.Timing.Beat;
    }

    /// <summary>
    /// A deadline that is long past means that this node did not run: the silence it finds is its own. A process that was stopped, or a
    /// machine that slept, accuses nobody when it wakes.
    /// </summary>
    private void NoticeOwnPause(Instant now)
    {
        if (_started is null || now <= _awaited || now - _awaited < _options.Timing.PauseTolerance)
            return;
        _awaited = now;
        Counters.Add(GroupCounter.OwnPauses);
        _suspicion!.ForgiveSilence(now);
        _started.Atomic?.OnPaused(now);
    }
}

using System.Diagnostics;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Stack;

/// <summary>
/// The stack of one node: Seal and Fragment at the bottom, the barrier beside them, and from START on the layers of the chosen order
/// (<see cref="StartedStack"/>). It opens datagrams, gives each frame to its layer, and packs the frames that the layers send.
/// </summary>
public sealed class GroupStack : IBarrierExit
{
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
        _barrier = new BarrierLayer(options.Barrier, options.Timing, _packer, Counters, _random, user, this);
    }

    /// <summary>The counters of this node.</summary>
    public GroupCounters Counters { get; } = new();

    /// <summary>The layers above the barrier; null before START.</summary>
    public StartedStack? Started { get; private set; }

    /// <summary>True for the atomic order.</summary>
    public bool IsAtomic => _options.Layers.IsAtomic;

    /// <summary>The mode of the atomic layer; a weaker order has none and stays idle until the end.</summary>
    public AtomicState Mode => Started?.Mode ?? (_stopped ? AtomicState.Stopped : AtomicState.Idle);

    /// <summary>The time at which the stack next wants a timer.</summary>
    public Instant NextDeadline
    {
        get
        {
            if (_stopped)
                return Instant.Never;
            Instant barrier = _barrier.NextDeadline;
            return Started is { } started ? Instant.Min(barrier, started.NextDeadline) : barrier;
        }
    }

    /// <summary>The time at which the barrier gives up; never once START was seen.</summary>
    public Instant BarrierDeadline => _barrier.Timeout;

    /// <summary>The nodes heard at the barrier.</summary>
    public IReadOnlyList<PresenceStanding> Presence => _barrier.Presence;

    /// <summary>True if a node waits at the barrier of this topic, after START, for a further election.</summary>
    public bool IsFurtherElectionAwaited(Instant now) => _barrier.IsFurtherElectionAwaited(now);

    /// <summary>Takes a journal record of an earlier life, in the order written. Call before <see cref="Start"/>.</summary>
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
        Started?.NoticeOwnPause(now);
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
            Take(new ReceivedFrame(header, frame.Kind, frame.Number, body), now, outbox);
        }
    }

    /// <summary>Runs every timer that is due.</summary>
    public void OnTimer(Instant now, Outbox outbox)
    {
        if (_stopped)
            return;
        Started?.NoticeOwnPause(now);
        if (_barrier.NextDeadline <= now)
            _barrier.OnTimer(now, outbox);
        Started?.OnTimer(now, outbox);
    }

    /// <summary>Takes a signature that the barrier asked for.</summary>
    public void OnSigned(EffectToken token, ReadOnlyMemory<byte> signature, Outbox outbox) =>
        _barrier.OnSigned(token.Number, signature, outbox);

    /// <summary>Begins with those present, at the chair's request.</summary>
    /// <returns>The reason why it cannot; null when it does.</returns>
    public Sentence? StartWithPresent(Outbox outbox) => _barrier.StartWithPresent(outbox);

    /// <summary>Takes the verdict on a READY signature.</summary>
    public void OnVerified(EffectToken token, bool valid, Outbox outbox) => _barrier.OnVerified(token.Number, valid, outbox);

    /// <summary>Notes that journal records up to this one are durable.</summary>
    public void OnJournalled(ulong sequence, Instant now, Outbox outbox)
    {
        _barrier.OnJournalled(sequence, now, outbox);
        Started?.OnJournalled(sequence);
    }

    /// <summary>
    /// The layers above the barrier begin, with the records of earlier lives. A listed node that did not answer the proposal, or lost the
    /// journal that says so, is a learner; a node that is not listed is an observer.
    /// </summary>
    /// <exception cref="InvalidOperationException">A journal entry does not read.</exception>
    internal void Begin(Proposal proposal, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool asMember, Instant now, Outbox outbox)
    {
        _packer.Election = ElectionTag.Of(proposal.Id);
        var membership = new Membership(proposal, asMember ? _self : default, now, learner: _self);
        ulong life = _past.HasStarted && asMember ? _past.Lives + 1 : 0;
        ulong lifeRecord = life > 0 ? outbox.Journal(JournalRecordKind.Life, default) : 0;
        var parts = new LayerParts(membership, _options.Barrier.Self.Id, _options.Timing, _packer, Counters, _random, _user);
        var started = new StartedStack(_options.Layers, parts, now, life, lifeRecord, isLearner: !asMember && membership.Listed.IsMember);
        Started = started;
        _user.OnStart(started, readySignatures, asMember);
        started.Restore(_past, asMember ? _delivered : [], now);
        foreach ((DatagramHeader header, ulong number, byte[] body) in _early.Take())
        {
            if (header.Election == ElectionTag.Of(proposal.Id))
                started.Take(new ReceivedFrame(header, FrameKind.Data, number, body), now, outbox);
        }
        _user.OnRestored();
    }

    /// <summary>Ends a step: the layers finish their turn, and the packed frames go out.</summary>
    public void Flush(Instant now, Outbox outbox)
    {
        if (_stopped)
            return;
        Started?.Flush(now, outbox);
        _packer.Flush(outbox);
        Started?.Await(NextDeadline);
    }

    /// <summary>Tells the others that this member leaves, so that they suspect it at once. It still counts among the members.</summary>
    public void Leave(Outbox outbox)
    {
        if (!_stopped)
            Started?.Leave(outbox);
    }

    /// <summary>Ends the stack: it sends and takes nothing more.</summary>
    public void Stop()
    {
        if (_stopped)
            return;
        _stopped = true;
        _barrier.End();
        Started?.Stop();
    }

    /// <inheritdoc/>
    void IBarrierExit.OnPassed(Proposal proposal, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered, Instant now,
        Outbox outbox) => Begin(proposal, readySignatures, answered, now, outbox);

    private void Take(in ReceivedFrame frame, Instant now, Outbox outbox)
    {
        switch (frame.Kind)
        {
            case FrameKind.Fragment:
                if (!FragmentFrame.TryRead(frame.Body, out FragmentFrame piece))
                    Counters.Add(GroupCounter.Malformed);
                else if (_fragments.TryComplete(frame.Header.Sender, frame.Number, piece, out FrameKind kind, out ulong number,
                    out byte[] body))
                    Take(new ReceivedFrame(frame.Header, kind, number, body), now, outbox);
                break;
            case FrameKind.Discover:
                _barrier.OnDiscover(frame.Header, frame.Body, now);
                break;
            case FrameKind.Propose:
                _barrier.OnPropose(frame.Header.Sender, frame.Body, now, outbox);
                break;
            case FrameKind.Ready:
                _barrier.OnReady(frame.Header.Sender, frame.Body, now, outbox);
                break;
            case FrameKind.Start:
                _barrier.OnStart(frame.Header.Sender, frame.Body, outbox);
                break;
            case FrameKind.Refuse:
                _barrier.OnRefuse(frame.Body);
                break;
            case FrameKind.Terms:
                _barrier.OnTerms(frame.Header.Sender, frame.Body);
                break;
            case FrameKind.RecordAsk or FrameKind.RecordPiece:
                // Records are handed on beside the stack: it has no files.
                break;
            default:
                if (Started is { } started && frame.Header.Election != ElectionTag.Of(started.Membership.Proposal.Id))
                    Counters.Add(GroupCounter.Foreign);
                else if (Started is not null)
                    Started.Take(frame, now, outbox);
                else if (!IsAtomic && frame.Kind == FrameKind.Data && !_early.TryAdd(frame.Header, frame.Number, frame.Body))
                    Counters.Add(GroupCounter.NoRoom);
                break;
        }
    }

    private static GroupCounter CounterOf(DatagramRefusal refusal) => refusal switch
    {
        DatagramRefusal.TooShort => GroupCounter.Malformed,
        DatagramRefusal.ForeignMagic or DatagramRefusal.ForeignVersion or DatagramRefusal.ForeignGroup => GroupCounter.Foreign,
        DatagramRefusal.BadChecksum => GroupCounter.BadChecksum,
        _ => throw new UnreachableException(),
    };
}

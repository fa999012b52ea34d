using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// The multicast barrier: nobody passes before everybody can hear. DISCOVER until enough ids are here; the lowest of them PROPOSEs the
/// lowest `expect` ids; each answers one proposal only, by a signed and journalled READY; a node that holds all READY signatures passes,
/// and
/// repeats START for those that have not. Guarantee: all nodes that pass have the same proposal, signed by every member on it; and a node
/// that passes as a member knows everything that it ever said as one.
/// Loss is met by repetition. Sources: M. L. Liu, Distributed Computing: Principles and Applications, ch. 6 (the start-up question);
/// Gray, "Notes on Data Base Operating Systems", 1978 (two-phase agreement: READY binds like a prepared participant).
/// </summary>
internal sealed partial class BarrierLayer
{
    private const int RefuseCopies = 3;
    private const int CheckShift = 16;

    private readonly BarrierOptions _options;
    private readonly GroupTiming _timing;
    private readonly FramePacker _packer;
    private readonly GroupCounters _counters;
    private readonly SplitMix64 _random;
    private readonly IBarrierUser _user;
    private readonly IBarrierExit _exit;
    private readonly Gathering _gathering;
    private readonly Promise _promise;
    private ReadySet? _set;
    private Proposal? _resumed;
    private bool _watchesOnly;
    private ulong _pendingStart;
    private byte[]? _startBody;
    private Instant _repeatDue = Instant.Never;
    private Instant _timeoutDue = Instant.Never;
    private Instant _startRepeatDue = Instant.Never;
    private ulong _generation;
    private bool _ended;

    /// <summary>Waits at the barrier for one node.</summary>
    public BarrierLayer(BarrierOptions options, GroupTiming timing, FramePacker packer, GroupCounters counters, SplitMix64 random,
        IBarrierUser user, IBarrierExit exit)
    {
        _options = options;
        _timing = timing;
        _packer = packer;
        _counters = counters;
        _random = random;
        _user = user;
        _exit = exit;
        _gathering = new Gathering(options, user);
        _otherTerms = new OtherTerms(options);
        _promise = new Promise(options.Self, options.Journal);
    }

    /// <summary>True if this node has passed.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The time at which the barrier gives up; never once it cannot give up any more.</summary>
    public Instant Timeout => _timeoutDue;

    /// <summary>The nodes heard, and those that refused.</summary>
    public IReadOnlyList<PresenceStanding> Presence => _gathering.Presence(_set);

    /// <summary>The time at which this layer next wants a timer.</summary>
    public Instant NextDeadline => Instant.Min(_repeatDue, Instant.Min(_timeoutDue, _startRepeatDue));

    private MemberId Self => _options.Self.Id;

    /// <summary>True if nothing heard can change any more which proposal this node passes with, if it passes.</summary>
    private bool IsSettled => HasStarted || _ended || _pendingStart != 0;

    /// <summary>True if this node wants to be a member and may promise to.</summary>
    private bool IsCandidate => _options.IsCandidate && !_watchesOnly;

    /// <summary>Takes the proposal that this node made in an earlier life: it makes no other. Call before <see cref="Start"/>.</summary>
    public void RestoreProposal(ProposeFrame proposal) => _promise.RestoreProposal(proposal);

    /// <summary>Takes the READY that this node gave in an earlier life: it gives no other. Call before <see cref="Start"/>.</summary>
    /// <exception cref="InvalidOperationException">The record does not read, though its checksum held.</exception>
    public void RestoreReady(ReadOnlySpan<byte> record) => _promise.RestoreReady(record);

    /// <summary>Comes to the barrier; a node with a durable START passes at once.</summary>
    public void Start(Instant now, Outbox outbox)
    {
        _repeatDue = now;
        _timeoutDue = now + _options.Timeout;
        if (_startBody is not null)
            PassAgain(now, outbox);
        else if (_options.Given is { } given && _promise.Earlier is null)
        {
            PassAsGiven(given, outbox);
            return;
        }
        if (!IsCandidate || HasStarted || _ended)
            return;
        _gathering.AddSelf(now);
        if (_promise.Earlier is { } earlier)
            Resume(earlier, outbox);
    }

    /// <summary>Takes a DISCOVER: a node is at the barrier.</summary>
    public void OnDiscover(in DatagramHeader header, ReadOnlySpan<byte> body, Instant now)
    {
        if (DiscoverFrame.Read(body) is not { } frame)
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (IsElsewhere(header, frame, now))
            return;
        SomeoneWaits(now);
        if (HasStarted || _ended || frame.Expect == DiscoverFrame.OnlyWatches || HasOtherTerms(frame, now))
            return;
        if (_gathering.Hear(frame, header.Incarnation, header.Election, now) is { } sentence)
        {
            End();
            _user.OnRefused(sentence);
            return;
        }
        Gathered();
    }

    /// <summary>Takes a PROPOSE; the first one that this node accepts binds it.</summary>
    public void OnPropose(NodeTag sender, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        ProposeFrame? frame = ProposeFrame.Read(body, out ReadOnlySpan<byte> signature);
        bool isChairs = signature.Length == SignatureFormat.SizeBytes;
        if (frame is null || (!isChairs && (!signature.IsEmpty || frame.Proposal.Members[0].Id.Tag != sender)))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (IsOther(frame.Proposal))
            return;
        SomeoneWaits(now);
        if (IsSettled || !IsCandidate)
            return;
        if (isChairs)
            OnChairPropose(sender, frame, signature, outbox);
        else
            Consider(frame, outbox);
    }

    /// <summary>Takes a READY, whose signature is then checked.</summary>
    public void OnReady(NodeTag sender, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        if (!ReadyFrame.TryRead(body, out Hash256 id, out ReadOnlySpan<byte> signature))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (_set?.Proposal.Id != id)
            return;
        SomeoneWaits(now);
        if (HasStarted)
            return;
        Rank rank = _set.Proposal.RankOf(sender);
        if (rank.IsMember)
            Check(rank.Value, signature, outbox);
    }

    /// <summary>Takes a REFUSE: a node will not take part.</summary>
    public void OnRefuse(ReadOnlySpan<byte> body)
    {
        if (!RefuseFrame.TryRead(body, out Hash256 proposal, out MemberId member, out string reason))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        bool isHere = _gathering.Knows(member) || _otherTerms.Knows(member);
        if (HasStarted || _ended || member == Self || !isHere || (_set is not null && _set.Proposal.Id != proposal))
            return;
        if (_gathering.Refuse(member, reason))
            Gathered();
    }

    /// <summary>Takes a signature of this node: of its READY, which is journalled before it is said, or of its request as chair.</summary>
    public void OnSigned(ulong number, ReadOnlyMemory<byte> signature, Outbox outbox)
    {
        if (number == ChairRequest.SignatureNumber)
            OnChairRequestSigned(signature.Span);
        else if (!HasStarted)
            _promise.OnSigned(signature, outbox);
    }

    /// <summary>Takes the verdict on a READY signature, or on the chair's request.</summary>
    public void OnVerified(ulong number, bool valid, Outbox outbox)
    {
        if (number == new EffectToken(EffectOwner.Barrier, ChairCheckNumber).Number)
        {
            OnChairRequestVerified(valid, outbox);
            return;
        }
        int rank = (int)(number & ushort.MaxValue);
        if (_set is null || HasStarted || rank >= _set.Proposal.Members.Length || number >> CheckShift != _generation)
            return;
        _set.Checked(rank, valid);
        if (!valid)
            _counters.Add(GroupCounter.BadReadySignatures);
        if (!valid && _promise.Bound is { } bound && _set.Proposal.Id != bound.Id)
            CollectBound();
        AfterReady(outbox);
    }

    /// <summary>Notes that journal records up to <paramref name="sequence"/> are durable.</summary>
    public void OnJournalled(ulong sequence, Instant now, Outbox outbox)
    {
        if (_promise.OnJournalled(sequence) && !HasStarted)
        {
            _repeatDue = now;
            AddOwnReady();
            AfterReady(outbox);
        }
        if (_pendingStart != 0 && sequence >= _pendingStart)
        {
            _pendingStart = 0;
            Pass(now, outbox);
        }
    }

    /// <summary>Runs every timer that is due.</summary>
    public void OnTimer(Instant now, Outbox outbox)
    {
        if (_ended)
            return;
        if (_startRepeatDue <= now)
        {
            _startRepeatDue = Instant.Never;
            _packer.Add(FrameKind.Start, 0, _startBody, outbox);
        }
        if (_timeoutDue <= now)
        {
            End();
            _user.OnBarrierTimeout(Missing());
            return;
        }
        if (_repeatDue > now)
            return;
        if (_gathering.Expire(now))
            Gathered();
        if (RefuseIfOutvoted(now, outbox))
            return;
        if (IsCandidate && _promise.Bound is null && _gathering.Propose(now, _timing.BarrierSettle) is { } proposal)
            Propose(proposal, outbox);
        Repeat(outbox);
        _repeatDue = now + _timing.BarrierRepeat + _random.NextBetween(TimeSpan.Zero, _timing.BarrierRepeat / 4);
    }

    /// <summary>Ends the wait; a node that has not passed does not pass any more.</summary>
    public void End()
    {
        _ended = true;
        _repeatDue = _timeoutDue = _startRepeatDue = Instant.Never;
    }

    /// <summary>Keeps to what an earlier life promised, if this life was told the same.</summary>
    private void Resume(Proposal earlier, Outbox outbox)
    {
        bool isExpected = earlier.Members.Length == _options.Expect || (IsOfChair(earlier) && _options.IsEnough(earlier));
        if (!isExpected || _options.Judge(earlier) is not null)
        {
            End();
            _user.OnRefused($"the journal binds this node to another election: give it the options it was first given, or start "
                + $"anew with --fresh");
            return;
        }
        _resumed = earlier;
        _promise.Resume(outbox);
        if (_promise.IsProposer && IsOfChair(earlier))
            SignChairRequest(outbox);
        CollectBound();
    }

    private void Propose(ProposeFrame proposal, Outbox outbox)
    {
        _promise.Make(proposal, outbox);
        CollectBound();
    }

    private void Repeat(Outbox outbox)
    {
        Span<byte> body = stackalloc byte[DiscoverFrame.MaxBytes];
        var discover = new SpanWriter(body);
        new DiscoverFrame(_options.Self, _options.Journal, IsCandidate ? _options.Expect : DiscoverFrame.OnlyWatches, _options.Topic,
            _options.Terms).Write(ref discover);
        _packer.Add(FrameKind.Discover, 0, discover.Written, outbox);
        SayTerms(outbox);
        if (_promise.IsProposer && !IsOfChair(_promise.Bound!))
            _packer.Add(FrameKind.Propose, 0, _promise.Made!.Encoded.Span, outbox);
        else if (_promise.IsProposer && _chairRequest.Length > 0)
            _packer.Add(FrameKind.Propose, 0, _chairRequest, outbox);
        if (!_promise.IsReadyDurable)
            return;
        var ready = new SpanWriter(body);
        ready.Hash(_promise.Bound!.Id);
        ready.Raw(_promise.Signature.Span);
        _packer.Add(FrameKind.Ready, 0, ready.Written, outbox);
    }

    private void Consider(ProposeFrame frame, Outbox outbox)
    {
        Proposal proposal = frame.Proposal;
        if (_promise.Bound is { } bound)
        {
            if (bound.Id != proposal.Id)
                _counters.Add(GroupCounter.OtherProposals);
            return;
        }
        if (!proposal.RankOf(Self.Tag).IsMember || !Accepts(proposal, outbox))
            return;
        if (proposal.Members.Length != _options.Expect)
            Refuse(proposal, $"{proposal.Members[0].Id} proposes {proposal.Members.Length} members, but this node was told --expect {
            _options.Expect}", outbox);
        else
        {
            _promise.Bind(frame, outbox);
            CollectBound();
        }
    }

    /// <summary>True if this node agrees with a proposal's list and context; if not, it says so and ends.</summary>
    private bool Accepts(Proposal proposal, Outbox outbox)
    {
        Rank rank = proposal.RankOf(Self.Tag);
        if (rank.IsMember && !proposal.Members[rank.Value].Key.Equals(_options.Self.Key))
        {
            Refuse(proposal, Gathering.TwoNodes(_options.Self, proposal.Members[rank.Value]), outbox);
            return false;
        }
        if (_options.Judge(proposal) is { } difference)
        {
            Refuse(proposal, difference, outbox);
            return false;
        }
        return true;
    }

    private void Collect(Proposal proposal)
    {
        _set = new ReadySet(proposal);
        _generation++;
    }

    /// <summary>Collects READYs for the proposal this node is bound to, its own among them.</summary>
    private void CollectBound()
    {
        Collect(_promise.Bound!);
        _packer.Election = ElectionTag.Of(_promise.Bound!.Id);
        AddOwnReady();
    }

    private void AddOwnReady()
    {
        if (_promise.IsReadyDurable && _set!.Proposal.Id == _promise.Bound!.Id)
            _set.Set(_promise.Bound.RankOf(Self.Tag).Value, _promise.Signature);
    }

    private void Refuse(Proposal proposal, Sentence reason, Outbox outbox)
    {
        SayRefuse(proposal.Id, reason, outbox);
        End();
        _user.OnRefused(reason);
    }

    private void SayRefuse(Hash256 proposal, Sentence reason, Outbox outbox)
    {
        byte[] body = RefuseFrame.Write(proposal, Self, reason.ToString());
        for (int i = 0; i < RefuseCopies; i++)
        {
            _packer.Add(FrameKind.Refuse, (ulong)i, body, outbox);
            _packer.Flush(outbox);
        }
    }

    private void Check(int rank, ReadOnlySpan<byte> signature, Outbox outbox)
    {
        if (!_set!.TryCheck(rank, signature))
            return;
        PublicKey key = _set.Proposal.Members[rank].Key;
        ulong number = (_generation << CheckShift) | (uint)rank;
        outbox.Verify(new EffectToken(EffectOwner.Barrier, number), key, _set.Proposal.ReadyMessage(key), _set[rank]);
    }

    private void Gathered() => _user.OnGathering(_gathering.Count, _set?.Valid ?? 0);
}

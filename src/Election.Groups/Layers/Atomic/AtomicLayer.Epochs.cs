using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// The choice of a leader: epochs, candidacies, and the votes that decide. A node gives one vote per epoch, only to a log at least as new
/// as its own, and its journal holds the vote before it is said; from then on the node acknowledges nothing in an older epoch. Two
/// majorities share a member, so the winner's log holds every entry that was ever delivered.
/// </summary>
internal sealed partial class AtomicLayer
{
    /// <summary>
    /// The largest step by which a datagram's epoch may be ahead: only majorities begin epochs, so one further ahead is noise.
    /// </summary>
    public const uint MaxEpochLeap = 1024;

    private bool LeadsEpoch => _membership.Self.IsMember && Leader == _membership.Self && !_leaderGone;

    // A learner is heard, and leads nobody.
    private bool HasLeader => Leader.IsMember && Leader != _membership.Self && !_leaderGone
        && !_membership.IsSuspected(Leader) && !_membership.IsLearner(Leader);

    /// <summary>Notes that a member became suspected or a learner, or is suspected no longer.</summary>
    public void OnSuspicionChanged(Instant now)
    {
        bool quorum = _membership.Unsuspected >= _membership.Majority;
        if (!quorum && State is AtomicState.Following or AtomicState.CatchingUp or AtomicState.Leading or AtomicState.ViewChange)
        {
            // A leader that hears no majority gives up for good: others may have a new one already (check-quorum).
            _leaderGone |= Leader == _membership.Self;
            _candidacy.Wait(Instant.Never);
            Machine.Fire(AtomicTrigger.LoseQuorum);
        }
        else if (quorum && State == AtomicState.Isolated)
        {
            Machine.Fire(AtomicTrigger.RegainQuorum);
            if (State == AtomicState.ViewChange)
                WaitToCanvass(now, TimeSpan.Zero);
        }
        else
            Settle(now);
    }

    /// <summary>Notes that a member began a new life: it leads no longer, since it may not know everything that it ordered.</summary>
    public void OnRestart(Rank member, Instant now)
    {
        if (member != Leader)
            return;
        _leaderGone = true;
        Settle(now);
    }

    /// <summary>Notes that this node was paused: it does not canvass before it has listened again.</summary>
    public void OnPaused(Instant now)
    {
        if (_candidacy.Due != Instant.Never)
            _candidacy.Wait(now + _timing.LeaderPatience);
    }

    /// <summary>Takes the epoch of a member's datagram; a later one ends this node's. Returns whether the datagram is believed.</summary>
    public bool OnEpoch(Epoch epoch, Instant now, Outbox outbox)
    {
        if (epoch.CompareTo(Epoch) <= 0)
            return true;
        if (epoch.Number - Epoch.Number > MaxEpochLeap)
        {
            _counters.Add(GroupCounter.Stale);
            return false;
        }
        Enter(epoch, Rank.None, now, outbox);
        return true;
    }

    /// <summary>A CANVASS: pre-vote (1) or not (0), the epoch of the candidate's last entry (4), how many entries it has (8).</summary>
    public void OnCanvass(Rank member, ulong number, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        var reader = new SpanReader(body);
        bool preVote = reader.Byte() != 0;
        var last = new Epoch(reader.UInt32());
        ulong entries = reader.UInt64();
        if (!reader.AtEnd || number is 0 or > uint.MaxValue)
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        var epoch = new Epoch((uint)number);
        int newer = last.CompareTo(_log.LastEpoch) is not 0 and var byEpoch ? byEpoch : entries.CompareTo((ulong)_log.Count);
        if (!_membership.Self.IsMember || newer < 0)
            return;
        if (preVote)
            AnswerPreVote(member, epoch, newer, now, outbox);
        else
            Vote(member, epoch, now, outbox);
    }

    /// <summary>A GRANT: pre-vote (1) or not (0), the candidate's rank (2).</summary>
    public void OnGrant(Rank member, ulong number, ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        var reader = new SpanReader(body);
        bool preVote = reader.Byte() != 0;
        var candidate = new Rank(reader.UInt16());
        if (!reader.AtEnd)
            _counters.Add(GroupCounter.Malformed);
        else if (candidate == _membership.Self && number == _candidacy.Epoch.Number
            && _candidacy.Stage == (preVote ? CandidacyStage.Asking : CandidacyStage.Standing))
            CountGrant(member, now, outbox);
    }

    private void RestoreEpoch(AtomicPast past, Instant now)
    {
        (_voteEpoch, _voteFor) = (past.VoteEpoch, past.VoteFor);
        _voteSaid = true;
        uint latest = Math.Max(Epoch.First.Number, Math.Max(_log.LastEpoch.Number, past.VoteEpoch.Number));
        Epoch = new Epoch(latest);
        _packer.Epoch = Epoch;
        if (Epoch != Epoch.First)
            Leader = Rank.None;
        _leaderGone = past.HasStarted && Leader == _membership.Self;
        if (!LeadsEpoch && !HasLeader)
            WaitToCanvass(now, _timing.LeaderPatience);
    }

    /// <summary>Brings the mode into line with who leads.</summary>
    private void Settle(Instant now)
    {
        bool isLost = State == AtomicState.Leading ? !LeadsEpoch : State is AtomicState.Following or AtomicState.CatchingUp && !HasLeader;
        if (isLost)
        {
            Machine.Fire(AtomicTrigger.LoseLeader);
            WaitToCanvass(now, TimeSpan.Zero);
        }
        else if (State == AtomicState.ViewChange && HasLeader)
        {
            _candidacy.Wait(Instant.Never);
            Machine.Fire(AtomicTrigger.FindLeader);
        }
    }

    private void Enter(Epoch epoch, Rank leader, Instant now, Outbox outbox)
    {
        // The frames in the packer belong to the old epoch.
        _packer.Flush(outbox);
        Epoch = epoch;
        _packer.Epoch = epoch;
        Leader = leader;
        _leaderGone = false;
        _acks.Clear();
        _progress.BeginEpoch();
        _unordered.Clear();
        _counters.Add(GroupCounter.ViewChanges);
        Settle(now);
        if (State == AtomicState.ViewChange)
            WaitToCanvass(now, _timing.LeaderPatience);
    }

    /// <summary>Learns who leads the current epoch: a fact that does not change while it lasts.</summary>
    private void LearnLeader(Rank leader, Instant now)
    {
        if (Leader.IsMember || !leader.IsMember || leader == _membership.Self)
            return;
        Leader = leader;
        Settle(now);
    }

    private void WaitToCanvass(Instant now, TimeSpan least)
    {
        if (_membership.Self.IsMember)
            _candidacy.Wait(now + least + _random.NextBetween(TimeSpan.Zero, _timing.CandidateDelayMost));
    }

    private void Canvass(Instant now, Outbox outbox)
    {
        if (State != AtomicState.ViewChange)
        {
            _candidacy.Wait(Instant.Never);
            return;
        }
        if (_candidacy.Stage == CandidacyStage.Standing && _candidacy.Rounds == Candidacy.MaxRounds)
            _candidacy.Begin(CandidacyStage.None, Epoch.None);
        if (_candidacy.Stage == CandidacyStage.None)
            _candidacy.Begin(CandidacyStage.Asking, new Epoch(Epoch.Number + 1));
        SayCanvass(now, outbox);
        if (_candidacy.Stage == CandidacyStage.Asking)
            CountGrant(_membership.Self, now, outbox);
    }

    private void SayCanvass(Instant now, Outbox outbox)
    {
        Span<byte> body = stackalloc byte[1 + sizeof(uint) + sizeof(ulong)];
        var writer = new SpanWriter(body);
        writer.Byte(_candidacy.Stage == CandidacyStage.Asking ? (byte)1 : (byte)0);
        writer.UInt32(_log.LastEpoch.Number);
        writer.UInt64((ulong)_log.Count);
        _packer.Add(FrameKind.Canvass, _candidacy.Epoch.Number, writer.Written, outbox);
        _candidacy.Rounds++;
        _candidacy.Due = now + _timing.CanvassRepeat + _random.NextBetween(TimeSpan.Zero, _timing.CanvassRepeat);
    }

    private void AnswerPreVote(Rank member, Epoch epoch, int newer, Instant now, Outbox outbox)
    {
        if (epoch.CompareTo(Epoch) <= 0 || State is not (AtomicState.ViewChange or AtomicState.Isolated))
            return;
        // Of two who ask at once, the one with the newer log goes on, or the one of the lower rank.
        bool yields = _candidacy.Stage != CandidacyStage.Standing && (newer > 0 || member.Value < _membership.Self.Value);
        if (yields && State == AtomicState.ViewChange)
            WaitToCanvass(now, _timing.LeaderPatience);
        SayGrant(preVote: true, epoch, member, outbox);
    }

    private void Vote(Rank member, Epoch epoch, Instant now, Outbox outbox)
    {
        if (epoch != Epoch || Leader.IsMember)
            return;
        if (_voteEpoch != epoch)
        {
            Promise(epoch, member, outbox);
            WaitToCanvass(now, _timing.LeaderPatience);
        }
        else if (_voteFor == member && _voteSaid)
            SayGrant(preVote: false, epoch, member, outbox);
    }

    /// <summary>Gives this node's one vote of an epoch; it is said once the journal holds it.</summary>
    private void Promise(Epoch epoch, Rank candidate, Outbox outbox)
    {
        (_voteEpoch, _voteFor, _voteSaid) = (epoch, candidate, false);
        _voteRecord = outbox.Journal(JournalRecordKind.Grant, AtomicPast.WriteVote(epoch, candidate));
    }

    private void CountOwnVote(Instant now, Outbox outbox)
    {
        if (_voteSaid || _voteRecord == 0 || _durable < _voteRecord)
            return;
        _voteSaid = true;
        if (_voteEpoch != Epoch)
            return;
        if (_voteFor != _membership.Self)
            SayGrant(preVote: false, _voteEpoch, _voteFor, outbox);
        else if (_candidacy.Stage == CandidacyStage.Standing)
            CountGrant(_membership.Self, now, outbox);
    }

    private void SayGrant(bool preVote, Epoch epoch, Rank candidate, Outbox outbox)
    {
        Span<byte> body = stackalloc byte[1 + sizeof(ushort)];
        var writer = new SpanWriter(body);
        writer.Byte(preVote ? (byte)1 : (byte)0);
        writer.UInt16((ushort)candidate.Value);
        _packer.Add(FrameKind.Grant, epoch.Number, writer.Written, outbox);
    }

    private void CountGrant(Rank member, Instant now, Outbox outbox)
    {
        _candidacy.Count(member);
        if (!_candidacy.HasMajority)
            return;
        if (_candidacy.Stage == CandidacyStage.Asking)
            Stand(now, outbox);
        else
            Lead(now);
    }

    private void Stand(Instant now, Outbox outbox)
    {
        Epoch epoch = _candidacy.Epoch;
        Enter(epoch, Rank.None, now, outbox);
        _candidacy.Begin(CandidacyStage.Standing, epoch);
        Promise(epoch, _membership.Self, outbox);
        SayCanvass(now, outbox);
    }

    private void Lead(Instant now)
    {
        _candidacy.Wait(Instant.Never);
        Leader = _membership.Self;
        _progress.Lead();
        _acks.Advance(_membership.Self, _progress.Durable);
        _submissions.OfferAll(_unordered, _log);
        _viewDue = true;
        _reliable!.Quicken(now);
        Machine.Fire(AtomicTrigger.Win);
    }
}

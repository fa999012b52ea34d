using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Barrier;

/// <summary>Passing the barrier, and repeating START for nodes that have not passed.</summary>
internal sealed partial class BarrierLayer
{
    /// <summary>
    /// This node passed in an earlier life: it passes again at once, as a member if its journal holds its READY, and repeats START for
    /// those
    /// that have not. Call after <see cref="RestoreReady"/> and before <see cref="Start"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The record does not read, though its checksum held.</exception>
    public void RestoreStart(ReadOnlySpan<byte> record)
    {
        if (!StartFrame.TryRead(record, out Proposal? proposal, out ReadOnlySpan<byte> signatures))
            throw new InvalidOperationException("The journal holds a START record that does not read.");
        _watchesOnly = _promise.Bound?.Id != proposal!.Id;
        _startBody = record.ToArray();
        Collect(proposal);
        for (int rank = 0; rank < proposal.Members.Length; rank++)
            _set!.Set(rank, signatures.Slice(rank * SignatureFormat.SizeBytes, SignatureFormat.SizeBytes).ToArray());
    }

    /// <summary>Takes a START: another node has passed.</summary>
    public void OnStart(NodeTag sender, ReadOnlySpan<byte> body, Outbox outbox)
    {
        if (!StartFrame.TryRead(body, out Proposal? proposal, out ReadOnlySpan<byte> signatures))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (_set?.Proposal.Id == proposal!.Id)
        {
            // Another has answered the nodes that wait.
            _startRepeatDue = Instant.Never;
        }
        if (IsSettled || IsBehind(sender, proposal) || IsOther(proposal))
            return;
        if (_promise.Bound?.Id != proposal.Id && !Accepts(proposal, outbox))
            return;
        if (_set?.Proposal.Id != proposal!.Id)
            Collect(proposal);
        for (int rank = 0; rank < proposal.Members.Length; rank++)
            Check(rank, signatures.Slice(rank * SignatureFormat.SizeBytes, SignatureFormat.SizeBytes), outbox);
    }

    private void AfterReady(Outbox outbox)
    {
        Gathered();
        if (!_set!.IsComplete || _pendingStart != 0)
            return;
        _startBody = StartFrame.Write(_set.Proposal, _set.Signatures);
        // Others may pass with this node's READY from now on: only its disk can still be slow.
        _timeoutDue = Instant.Never;
        _pendingStart = outbox.Journal(JournalRecordKind.Start, _startBody);
    }

    // The list was made before any node began, so this node waits for nobody and asks nobody.
    private void PassAsGiven(GivenStart given, Outbox outbox)
    {
        if (!Accepts(given.Proposal, outbox))
            return;
        _repeatDue = _timeoutDue = Instant.Never;
        Collect(given.Proposal);
        for (int member = 0; member < given.Signatures.Count; member++)
            _set!.Set(member, given.Signatures[member]);
        Rank rank = given.Proposal.RankOf(Self.Tag);
        if (rank.IsMember && IsCandidate)
            _promise.Give(given.Proposal, given.Signatures[rank.Value], outbox);
        _startBody = given.Body.ToArray();
        _pendingStart = outbox.Journal(JournalRecordKind.Start, _startBody);
    }

    private void PassAgain(Instant now, Outbox outbox)
    {
        if (!Accepts(_set!.Proposal, outbox))
            return;
        if (_promise.Bound?.Id == _set.Proposal.Id)
            _promise.Resume(outbox);
        Pass(now, outbox);
    }

    private void Pass(Instant now, Outbox outbox)
    {
        HasStarted = true;
        _repeatDue = _timeoutDue = Instant.Never;
        if (_promise.IsProposer)
            _packer.Add(FrameKind.Start, 0, _startBody, outbox);
        else
            SomeoneWaits(now);
        bool answered = _promise.IsReadyDurable && _promise.IsAsMember && _promise.Bound!.Id == _set!.Proposal.Id;
        _exit.OnPassed(_set!.Proposal, _set.Signatures, answered, now, outbox);
    }

    /// <summary>A frame came that only a node before START sends.</summary>
    private void SomeoneWaits(Instant now)
    {
        if (HasStarted && _startRepeatDue == Instant.Never)
            _startRepeatDue = now + _random.NextBetween(_timing.StartRepeatLeast, _timing.StartRepeatMost);
    }
}

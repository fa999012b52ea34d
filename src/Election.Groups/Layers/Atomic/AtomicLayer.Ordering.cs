using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Atomic;

/// <summary>What the leader does: gives statements their places, counts acknowledgements, says what a majority holds.</summary>
internal sealed partial class AtomicLayer
{
    private bool _viewDue;

    /// <summary>An ACK: the member's journal holds the chain up to the entry at a place (8) whose hash starts with these bytes (8).</summary>
    public void OnAck(Rank member, Epoch epoch, ReadOnlySpan<byte> body)
    {
        if (!LeadsEpoch)
            return;
        var reader = new SpanReader(body);
        ulong place = reader.UInt64();
        ulong prefix = reader.UInt64();
        if (!reader.AtEnd)
            _counters.Add(GroupCounter.Malformed);
        else if (epoch != Epoch || place > (ulong)_log.Count || _membership.IsLearner(member))
            _counters.Add(GroupCounter.Stale);
        else if (!_log.Holds((int)place, prefix))
            _counters.Add(GroupCounter.ChainMismatches);
        else
            _acks.Advance(member, (int)place);
    }

    private void Offer(Rank origin, ulong sequence, in Submission submission)
    {
        if (_log.PlaceOf(submission.Hash) != 0 || !_unordered.TryAdd(origin, sequence, submission.Hash))
            _counters.Add(GroupCounter.DuplicateSubmissions);
    }

    private bool OrderBatch(Instant now, Outbox outbox)
    {
        if (!IsLeading || !_reliable!.CanBroadcast)
            return false;
        if (_viewDue)
        {
            // The first entry of an epoch: once a majority holds it, a majority holds all before it too.
            _viewDue = false;
            SayOrder([], [], now, outbox);
            return true;
        }
        if (_log.IsFinal || _unordered.IsEmpty)
            return false;
        ReadOnlySpan<Submission> batch = _unordered.TakeBatch(_log);
        if (!batch.IsEmpty)
            SayOrder(batch, _unordered.Runs, now, outbox);
        return true;
    }

    private void SayOrder(ReadOnlySpan<Submission> batch, ReadOnlySpan<SubmissionRun> runs, Instant now, Outbox outbox)
    {
        LogIndex first = Last.Plus(1);
        Hash256 hash = _log.HashAfter(_log.Count, Epoch, batch);
        Journal(Epoch, batch, hash, outbox);
        _matched = _log.Count;
        var order = new OrderMessage(Epoch, _log.Count, first, hash, runs.ToArray());
        int length = order.Write(_scratch);
        _reliable!.Broadcast(_scratch.AsSpan(0, length), now, outbox);
    }

    /// <summary>Commits what a majority holds, if this node leads: counted only up to an entry of the current epoch (Raft, §5.4.2).</summary>
    private void CountAcknowledgements()
    {
        int held = _acks.HeldByMajority;
        if (!IsLeading || held <= _committed || _log.At(held).Epoch != Epoch)
            return;
        _committed = held;
        _commit = News.Fresh;
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>The leader's part: it gives statements their places.</summary>
internal sealed partial class AtomicLayer
{
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
        _progress.Lead();
        var order = new OrderMessage(Epoch, _log.Count, first, hash, runs.ToArray());
        int length = order.Write(_scratch);
        _reliable!.Broadcast(_scratch.AsSpan(0, length), now, outbox);
    }
}

using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// The part of every node: it takes the leader's entries, acknowledges those that its journal holds, and delivers those that a majority
/// holds.
/// </summary>
internal sealed partial class AtomicLayer
{
    /// <summary>
    /// A COMMIT, the leader's or its repetition by anyone: the leader's rank (2), and the place (8) and hash prefix (8) of an entry that is
    /// committed for ever, whatever the epoch.
    /// </summary>
    public void OnCommit(Rank sender, Epoch epoch, ReadOnlySpan<byte> body, Instant now)
    {
        var reader = new SpanReader(body);
        var leader = new Rank(reader.UInt16());
        var commitment = new Commitment(reader.UInt64(), reader.UInt64());
        if (!reader.AtEnd || commitment.Place > int.MaxValue || (leader.Value >= _membership.Count && leader.Value != NoLeader))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (epoch == Epoch)
            HearOfLeader(sender, leader, now);
        _progress.Hear(commitment);
    }

    private void HearOfLeader(Rank sender, Rank leader, Instant now)
    {
        if (leader.Value != NoLeader)
            LearnLeader(leader, now);
        else if (sender == Leader)
        {
            _leaderGone = true;
            Settle(now);
        }
    }

    private void OnOrder(Rank origin, OrderMessage order)
    {
        if (order.Epoch.CompareTo(Epoch) < 0 || order.Epoch.Number > (ulong)Epoch.Number + MaxEpochLeap)
            _counters.Add(GroupCounter.Stale);
        else if (_orders.Count == MaxOrders)
            _counters.Add(GroupCounter.NoRoom);
        else
            _orders.Enqueue((origin, order));
        if (order.Epoch.CompareTo(_ordered.Epoch) > 0 && order.Epoch.Number <= (ulong)Epoch.Number + MaxEpochLeap)
            _ordered = (order.Epoch, origin);
    }

    /// <summary>
    /// Takes waiting orders. The member that orders in an epoch leads it; a repaired order can be the first sign of an epoch.
    /// </summary>
    private void FollowOrders(Instant now, Outbox outbox)
    {
        if (_ordered.Epoch.CompareTo(Epoch) > 0)
            Enter(_ordered.Epoch, Rank.None, now, outbox);
        if (_ordered.Epoch == Epoch)
            LearnLeader(_ordered.By, now);
        while (_orders.TryPeek(out (Rank Origin, OrderMessage Order) next) && TakeOrder(next.Origin, next.Order, outbox))
            _orders.Dequeue();
    }

    /// <summary>Takes an entry from the leader; <see langword="false"/> while a submission that it names is missing.</summary>
    private bool TakeOrder(Rank origin, OrderMessage order, Outbox outbox)
    {
        if (order.Epoch != Epoch || origin != Leader)
        {
            _counters.Add(GroupCounter.Stale);
            return true;
        }
        if (IsMatched(order.Place, order.Hash))
            return true;
        if (order.Place > _log.Count + 1)
            return false;
        int count = 0;
        foreach (ref readonly SubmissionRun run in order.Runs.AsSpan())
        {
            for (int i = 0; i < run.Count; i++)
            {
                if (!_submissions.TryGet(run.Origin, run.First + (ulong)i, out _batch[count++]))
                    return false;
            }
        }
        return TryTake(order.Place, order.Epoch, _batch.AsSpan(0, count), order.Hash, outbox);
    }

    /// <summary>True if this node has the leader's entry at a place already; then all before it match, too.</summary>
    private bool IsMatched(int place, in Hash256 hash)
    {
        if (place > _log.Count || _log.HashAt(place) != hash)
            return false;
        _progress.Match(place);
        return true;
    }

    /// <summary>
    /// Takes an entry that the leader's log, or what is committed, has at a place, if it follows this node's entries before it. What this
    /// node has there instead was never committed, and goes.
    /// </summary>
    private bool TryTake(int place, Epoch epoch, ReadOnlySpan<Submission> batch, in Hash256 hash, Outbox outbox)
    {
        if (place <= _progress.Delivered || _log.HashAfter(place - 1, epoch, batch) != hash)
        {
            _counters.Add(GroupCounter.ChainMismatches);
            return false;
        }
        if (place <= _log.Count)
        {
            _counters.Add(GroupCounter.EntriesTruncated, _log.Count - place + 1);
            Truncate(place - 1);
        }
        Journal(epoch, batch, hash, outbox);
        _progress.Match(place);
        return true;
    }

    private void Commit()
    {
        CountAcknowledgements();
        _progress.CommitHeard();
        if (State == AtomicState.Isolated)
            return;
        bool isFirstOfEpoch = false;
        while (_progress.TryDeliver(out LogEntry entry))
        {
            isFirstOfEpoch |= entry.Count == 0;
            for (int i = 0; i < entry.Count; i++)
                _user.OnDelivered(entry.First.Plus(i), _log[entry.First.Plus(i)]);
        }
        if (isFirstOfEpoch)
            _own.SubmitAgain(_log, _progress.Delivered, _waiting);
    }

    private void SayAck(Instant now, Outbox outbox)
    {
        int place = _progress.Acknowledged;
        if (!_progress.AckNews.IsDue || !_membership.Self.IsMember || _membership.Self == Leader || place == 0)
            return;
        Span<byte> body = stackalloc byte[2 * sizeof(ulong)];
        var writer = new SpanWriter(body);
        writer.UInt64((ulong)place);
        writer.UInt64(_log.HashAt(place).Prefix);
        _packer.Add(FrameKind.Ack, _log.LastAt(place).Value, writer.Written, outbox);
        if (_progress.AckNews.IsFresh)
            _reliable!.Quicken(now);
        _progress.AckNews.Clear();
    }

    private void SayCommit(Instant now, Outbox outbox)
    {
        if (!_progress.CommitNews.IsDue || !_membership.Self.IsMember)
            return;
        Rank leader = Leader == _membership.Self && !IsLeading ? Rank.None : Leader;
        Span<byte> body = stackalloc byte[sizeof(ushort) + 2 * sizeof(ulong)];
        var writer = new SpanWriter(body);
        writer.UInt16(leader.IsMember ? (ushort)leader.Value : NoLeader);
        writer.UInt64((ulong)_progress.Delivered);
        writer.UInt64(_log.HashAt(_progress.Delivered).Prefix);
        _packer.Add(FrameKind.Commit, Committed.Value, writer.Written, outbox);
        if (_progress.CommitNews.IsFresh)
            _reliable!.Quicken(now);
        _progress.CommitNews.Clear();
    }
}

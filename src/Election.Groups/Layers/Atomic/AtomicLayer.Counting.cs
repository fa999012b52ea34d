using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// The count of acknowledgements. They are multicast, so every node counts them as the leader does and need not wait to be told: that an
/// entry of the current epoch is in the journals of a majority is a fact, no matter which node finds it out. COMMIT is for nodes whose
/// copies of the acknowledgements were lost.
/// </summary>
internal sealed partial class AtomicLayer
{
    /// <summary>
    /// An ACK: the member's journal holds the chain up to the entry at a place (8) whose hash starts with these bytes (8).
    /// </summary>
    public void OnAck(Rank member, Epoch epoch, ReadOnlySpan<byte> body)
    {
        var reader = new SpanReader(body);
        ulong place = reader.UInt64();
        ulong prefix = reader.UInt64();
        if (!reader.AtEnd)
            _counters.Add(GroupCounter.Malformed);
        else if (epoch != Epoch || _membership.IsLearner(member))
            _counters.Add(GroupCounter.Stale);
        else if (place <= (ulong)_log.Count && _log.Holds((int)place, prefix))
            _acks.Advance(member, (int)place);
        else if (LeadsEpoch)
            _counters.Add(GroupCounter.ChainMismatches);
    }

    private void AdvanceDurable()
    {
        _progress.AdvanceDurable(_durable);
        if (_membership.Self.IsMember)
            _acks.Advance(_membership.Self, _progress.Acknowledged);
    }

    /// <summary>Commits what a majority holds: counted only up to an entry of the current epoch (Raft, §5.4.2).</summary>
    private void CountAcknowledgements()
    {
        int held = _acks.HeldByMajority;
        if (held <= _progress.Committed || _log.At(held).Epoch != Epoch)
            return;
        _progress.Commit(held);
        if (IsLeading)
            _progress.CommitNews.Renew();
    }
}

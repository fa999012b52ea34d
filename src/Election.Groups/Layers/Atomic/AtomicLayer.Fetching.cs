using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// Whole entries from another's log, for a node that cannot put them together from its streams: after a restart, a partition, a view
/// change. The leader gives any entry of its log; the others give committed ones.
/// </summary>
internal sealed partial class AtomicLayer
{
    /// <summary>Entries in answer to one FETCH.</summary>
    public const int MaxEntriesPerFetch = 64;

    /// <summary>Bytes of entries in answer to one FETCH, after which no other is added.</summary>
    public const int MaxBytesPerFetch = 48 * 1024;

    /// <summary>After so many fetches in vain a COMMIT that nobody can back is forgotten; if it was true, a beat tells it again.</summary>
    public const int MaxFetchRounds = 32;

    /// <summary>A FETCH: the rank of whom is asked (2). The frame's number is the first place wanted.</summary>
    public void OnFetch(ulong from, ReadOnlySpan<byte> body, Outbox outbox)
    {
        var reader = new SpanReader(body);
        var asked = new Rank(reader.UInt16());
        if (!reader.AtEnd || from is 0 or > int.MaxValue)
            _counters.Add(GroupCounter.Malformed);
        else if (asked == _membership.Self)
            Give((int)from, outbox);
    }

    /// <summary>An ENTRY: whether it is committed (1), the entry.</summary>
    public void OnEntry(Rank sender, Epoch epoch, ReadOnlySpan<byte> body, Outbox outbox)
    {
        var reader = new SpanReader(body);
        bool isCommitted = reader.Byte() != 0;
        if (!EntryRecord.TryRead(reader.Rest(), out EntryRecord record))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        bool isLeaders = epoch == Epoch && sender == Leader;
        if (!isCommitted && !isLeaders)
        {
            _counters.Add(GroupCounter.Stale);
            return;
        }
        int place = (int)record.Place;
        if (LeadsEpoch || IsMatched(place, record.Hash) || place > _log.Count + 1)
            return;
        Span<Submission> batch = _batch.AsSpan(0, record.Count);
        record.CopyTo(batch);
        if (TryTake(place, record.Epoch, batch, record.Hash, outbox))
            _counters.Add(GroupCounter.EntriesFetched);
    }

    private void Give(int from, Outbox outbox)
    {
        int last = Math.Min(IsLeading ? _log.Count : _progress.Delivered, from + MaxEntriesPerFetch - 1);
        int bytes = 0;
        for (int place = from; place <= last && bytes < MaxBytesPerFetch; place++)
        {
            LogEntry entry = _log.At(place);
            ReadOnlySpan<Submission> batch = _batch.AsSpan(0, _log.CopyTo(place, _batch));
            var writer = new SpanWriter(_scratch);
            writer.Byte(place <= _progress.Delivered ? (byte)1 : (byte)0);
            EntryRecord.Write(ref writer, place, entry.Epoch, entry.First, entry.Hash, batch);
            _packer.Add(FrameKind.Entry, (ulong)place, writer.Written, outbox);
            bytes += writer.Position;
        }
    }

    /// <summary>Notes the first entry that is missing although an order or a commit speaks of it.</summary>
    private void LookForGaps(Instant now)
    {
        bool isBehind = _orders.Count > 0 || _progress.IsBehindCommit;
        _catchUp.Look(isBehind && !LeadsEpoch ? _progress.FirstMissing : 0, now);
        if (State == AtomicState.CatchingUp && !_catchUp.IsFetching)
            Machine.Fire(AtomicTrigger.CatchUp);
    }

    private void Fetch(Instant now, Outbox outbox)
    {
        Rank source = SourceOf(_catchUp.Rounds);
        _catchUp.Fetched(now);
        if (_catchUp.Rounds > MaxFetchRounds)
            _progress.ForgetHeard();
        if (State == AtomicState.Following)
            Machine.Fire(AtomicTrigger.FallBehind);
        if (!source.IsMember)
            return;
        Span<byte> body = stackalloc byte[sizeof(ushort)];
        var writer = new SpanWriter(body);
        writer.UInt16((ushort)source.Value);
        _packer.Add(FrameKind.Fetch, (ulong)_progress.FirstMissing, writer.Written, outbox);
    }

    /// <summary>Returns the member to ask: the leader first, and the others in turn while it does not answer.</summary>
    private Rank SourceOf(int round)
    {
        if (round % 2 == 0 && HasLeader)
            return Leader;
        for (int i = 1; i <= _membership.Count; i++)
        {
            var candidate = new Rank((Math.Max(Leader.Value, 0) + (round / 2) + i) % _membership.Count);
            if (candidate != _membership.Self && !_membership.IsSuspected(candidate) && !_membership.IsLearner(candidate))
                return candidate;
        }
        return Rank.None;
    }
}

using System.Diagnostics;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Reliable;

/// <summary>
/// Reliable multicast among the members of START. Guarantee: every message broadcast by a member is received exactly once, in any
/// order, by every member that keeps up, as long as one holder of it lives. Receivers ask for missing messages (NACK with random back-off
/// and suppression), any holder repairs, beats carry the highest number (so that a lost tail is noticed) and cumulative
/// acknowledgements (so that the sender's window moves). Window and stability count members not suspected.
/// Sources: RFC 5740 (NORM), §5; RFC 5401, §3; Holbrook, Singhal and Cheriton, "Log-Based Receiver-Reliable Multicast", SIGCOMM 1995, §2.1
/// (variable beats). Deviation: repairs are multicast, never unicast, and there is no congestion control beyond the window.
/// </summary>
internal sealed class ReliableLayer : IStreamLayer
{
    private readonly Membership _membership;
    private readonly GroupTiming _timing;
    private readonly FramePacker _packer;
    private readonly GroupCounters _counters;
    private readonly SplitMix64 _random;
    private readonly IUpperLayer _upper;
    private readonly SlabStore _store = new();
    private readonly MessageStream[] _streams;
    private readonly ulong[] _acks;
    private readonly RepairSchedule _repairs = new();
    private readonly RoundTrips _roundTrips;
    private readonly byte[] _scratch = new byte[FramePacker.MaxBodyBytes];
    private Instant _beatDue;
    private TimeSpan _beatInterval;
    private ulong _beats;
    private int _receivedSinceBeat;
    private (ulong Sequence, ReadOnlyMemory<byte> Payload)? _own;

    /// <summary>Begins with empty streams.</summary>
    /// <param name="membership">The members.</param>
    /// <param name="timing">The times.</param>
    /// <param name="packer">Takes frames.</param>
    /// <param name="counters">Counts.</param>
    /// <param name="random">Draws back-offs.</param>
    /// <param name="upper">Receives messages.</param>
    /// <param name="now">The time.</param>
    /// <param name="life">The number of this life of the member, from 0.</param>
    public ReliableLayer(Membership membership, GroupTiming timing, FramePacker packer, GroupCounters counters, SplitMix64 random,
        IUpperLayer upper, Instant now, ulong life = 0)
    {
        _membership = membership;
        _timing = timing;
        _packer = packer;
        _counters = counters;
        _random = random;
        _upper = upper;
        _streams = new MessageStream[membership.Count];
        for (int i = 0; i < _streams.Length; i++)
            _streams[i] = new MessageStream();
        _acks = new ulong[membership.Count * membership.Count];
        _roundTrips = new RoundTrips(membership.Count);
        _beatDue = now;
        _beatInterval = timing.Beat;
        IsLifeDurable = life == 0;
        if (life > 0 && membership.Self.IsMember)
            RenewIfLater(membership.Self, MessageStream.BaseOf(life), now);
    }

    /// <summary>True if the journal knows this life: before, its numbers could be given twice.</summary>
    public bool IsLifeDurable { get; set; }

    /// <summary>The time at which this layer next wants a timer.</summary>
    public Instant NextDeadline
    {
        get
        {
            Instant earliest = _membership.Self.IsMember ? _beatDue : Instant.Never;
            if (_repairs.NextDeadline is { } repair)
                earliest = Instant.Min(earliest, repair);
            foreach (MessageStream stream in _streams)
            {
                if (stream.NackDue is { } nack)
                    earliest = Instant.Min(earliest, nack);
            }
            return earliest;
        }
    }

    /// <summary>The number of this member's last broadcast.</summary>
    public ulong LastSent => _membership.Self.IsMember ? _streams[_membership.Self.Value].Contiguous : 0;

    /// <inheritdoc/>
    public bool CanBroadcast => IsLifeDurable && _own is null && LastSent < StableOf(_membership.Self) + MessageStream.Window;

    /// <inheritdoc/>
    public bool IsSettled
    {
        get
        {
            if (_membership.Self.IsMember && StableOf(_membership.Self) < LastSent)
                return false;
            for (int origin = 0; origin < _streams.Length; origin++)
            {
                // Nobody waits for a message that only a silent member may still have.
                if (_streams[origin].HasGap && !_membership.IsSuspected(new Rank(origin)))
                    return false;
            }
            return true;
        }
    }

    /// <summary>
    /// Returns the number up to which every unsuspected member holds the stream of <paramref name="origin"/>. A member that misses a
    /// message
    /// no longer kept for repair does not count: no repair can bring it back, and waiting for it would stop the others.
    /// </summary>
    public ulong StableOf(Rank origin)
    {
        ulong stable = ulong.MaxValue;
        ulong held = _streams[origin.Value].Contiguous;
        for (int member = 0; member < _membership.Count; member++)
        {
            var rank = new Rank(member);
            ulong ack = rank == _membership.Self ? held : _acks[member * _membership.Count + origin.Value];
            if (ack + MessageStream.MaxRetained >= held && !_membership.IsSuspected(rank) && !_membership.IsLearner(rank))
                stable = Math.Min(stable, ack);
        }
        return stable;
    }

    /// <summary>Returns the number up to which this node holds the stream of <paramref name="origin"/> without a gap.</summary>
    public ulong ContiguousOf(Rank origin) => _streams[origin.Value].Contiguous;

    /// <inheritdoc/>
    public ulong HighestOf(Rank origin) => _streams[origin.Value].Highest;

    /// <summary>Returns what this node saw of the stream of <paramref name="origin"/>.</summary>
    public LinkStanding Link(Rank origin)
    {
        MessageStream stream = _streams[origin.Value];
        long missing = (long)stream.Missing;
        return new LinkStanding(stream.Highest - stream.Base, stream.Received, stream.Repaired + missing, stream.Doubled, stream.Repaired,
            stream.HasGap ? stream.Contiguous + 1 - stream.Base : 0, _roundTrips.Of(origin));
    }

    /// <inheritdoc/>
    public void Broadcast(ReadOnlySpan<byte> payload, Instant now, Outbox outbox)
    {
        if (!_membership.Self.IsMember || !CanBroadcast)
            throw new InvalidOperationException("Broadcast without room in the window.");
        MessageStream own = _streams[_membership.Self.Value];
        ulong sequence = own.Contiguous + 1;
        ReadOnlyMemory<byte> copy = _store.Copy(payload);
        own.Store(sequence, copy);
        _packer.Add(FrameKind.Data, sequence, payload, outbox);
        _roundTrips.Sent(sequence, now);
        Quicken(now);
        _own = (sequence, copy);
    }

    /// <inheritdoc/>
    public void DeliverOwn(Instant now)
    {
        if (_own is not { } own)
            return;
        _own = null;
        _upper.Receive(_membership.Self, own.Sequence, own.Payload, now);
    }

    /// <summary>Brings the next beat forward: news that must not wait was just sent in frames that nobody repairs.</summary>
    public void Quicken(Instant now)
    {
        _beatInterval = _timing.FirstBeatAfterData;
        _beatDue = Instant.Min(_beatDue, now + _beatInterval);
    }

    /// <summary>Takes a DATA frame of <paramref name="sender"/>.</summary>
    public void OnData(Rank sender, ulong sequence, ReadOnlySpan<byte> payload, Instant now) =>
        Take(sender, sequence, payload, now, repaired: false);

    /// <summary>Takes a REPAIR frame: a message of another origin from a holder.</summary>
    public void OnRepair(ulong sequence, ReadOnlySpan<byte> body, Instant now)
    {
        var reader = new SpanReader(body);
        int origin = reader.UInt16();
        ReadOnlySpan<byte> payload = reader.Rest();
        if (reader.Failed || origin >= _membership.Count)
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        Take(new Rank(origin), sequence, payload, now, repaired: true);
    }

    /// <summary>Takes a BEAT of <paramref name="sender"/>.</summary>
    public void OnBeat(Rank sender, ReadOnlySpan<byte> body, Instant now)
    {
        if (!BeatFrame.TryRead(body, _membership.Count, out BeatFrame beat))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (sender != _membership.Self)
            LearnOwn(sender, beat.Highest, beat.Oldest, now);
        for (int origin = 0; origin < beat.Count; origin++)
        {
            ref ulong ack = ref _acks[sender.Value * _membership.Count + origin];
            ulong told = beat.Ack(origin);
            ack = Math.Max(ack, told);
            if (origin == _membership.Self.Value)
                _roundTrips.Acknowledged(sender, told, now);
            // A message that one member holds exists, even if its origin can no longer say so.
            if (origin != _membership.Self.Value && told >> MessageStream.LifeShift == _streams[origin].Base >> MessageStream.LifeShift)
                _streams[origin].Learn(told);
            NoticeGap(_streams[origin], now);
        }
    }

    /// <summary>Notes that a member came back in a new life: its acknowledgements are void.</summary>
    public void ForgetAcks(Rank member) => Array.Clear(_acks, member.Value * _membership.Count, _membership.Count);

    /// <summary>Takes a NACK: held messages are repaired, and the same is not asked for again.</summary>
    public void OnNack(ReadOnlySpan<byte> body, Instant now, Outbox outbox)
    {
        if (!NackFrame.TryRead(body, _membership.Count, out NackFrame nack))
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        var origin = new Rank(nack.Origin);
        MessageStream stream = _streams[nack.Origin];
        for (int i = 0; i < nack.Count; i++)
        {
            SequenceRun run = nack[i];
            for (ulong sequence = run.First; sequence < run.First + run.Length; sequence++)
                Answer(origin, stream, sequence, now, outbox);
        }
        bool sameNeed = stream.NackDue is { } due && stream.HasGap && nack[0].First == stream.Contiguous + 1 && due < now
            + _timing.NackRepeatLeast;
        if (sameNeed)
        {
            stream.NackDue = now + NackDelay(stream.NackRound);
            _counters.Add(GroupCounter.NacksSuppressed);
        }
    }

    /// <summary>Does what is due: repairs, requests, the beat. Returns whether a beat was added, so that others can ride on it.</summary>
    public bool OnTimer(Instant now, Outbox outbox)
    {
        while (_repairs.TryTake(now, out Rank origin, out ulong sequence))
            Repair(origin, sequence, now, outbox);
        for (int i = 0; i < _streams.Length; i++)
        {
            if (_streams[i].NackDue <= now)
                Ask(i, now, outbox);
        }
        if (!_membership.Self.IsMember || now < _beatDue)
            return false;
        Beat(now, outbox);
        return true;
    }

    private void Take(Rank origin, ulong sequence, ReadOnlySpan<byte> payload, Instant now, bool repaired)
    {
        if (_repairs.Remove(origin, sequence))
            _counters.Add(GroupCounter.RepairsSuppressed);
        if (origin != _membership.Self)
            RenewIfLater(origin, sequence, now);
        MessageStream stream = _streams[origin.Value];
        switch (stream.Check(sequence))
        {
            case ReceiptCheck.Duplicate:
                _counters.Add(GroupCounter.Duplicates);
                stream.Doubled++;
                return;
            case ReceiptCheck.OutsideWindow:
                _counters.Add(GroupCounter.OutsideWindow);
                return;
            case ReceiptCheck.New:
                break;
            default:
                throw new UnreachableException();
        }
        if (repaired)
        {
            _counters.Add(GroupCounter.RepairsReceived);
            stream.Repaired++;
        }
        ReadOnlyMemory<byte> copy = _store.Copy(payload);
        stream.Store(sequence, copy);
        stream.NackRound = 0;
        // Senders wait for acknowledgements: a beat is due before their window is full.
        if (++_receivedSinceBeat == MessageStream.Window / 4)
            _beatDue = Instant.Min(_beatDue, now);
        if (!stream.HasGap)
            stream.NackDue = null;
        else
            NoticeGap(stream, now);
        _upper.Receive(origin, sequence, copy, now);
    }

    /// <summary>Takes a member's word on its own stream: its last number, and the oldest message that can still be had.</summary>
    private void LearnOwn(Rank sender, ulong highest, ulong oldest, Instant now)
    {
        RenewIfLater(sender, highest, now);
        MessageStream stream = _streams[sender.Value];
        if (stream.Contiguous + 1 < oldest && !stream.IsOfLaterLife(oldest))
        {
            stream.SkipTo(oldest);
            _upper.Skip(sender, oldest, now);
        }
        stream.Learn(highest);
    }

    private void RenewIfLater(Rank origin, ulong sequence, Instant now)
    {
        MessageStream stream = _streams[origin.Value];
        if (!stream.IsOfLaterLife(sequence))
            return;
        stream.Renew(sequence);
        _upper.Skip(origin, stream.Base + 1, now);
    }

    private void NoticeGap(MessageStream stream, Instant now)
    {
        if (stream.HasGap && stream.NackDue is null)
            stream.NackDue = now + _random.NextBetween(_timing.NackBackoffLeast, _timing.NackBackoffMost);
    }

    private void Ask(int origin, Instant now, Outbox outbox)
    {
        MessageStream stream = _streams[origin];
        if (!stream.HasGap)
        {
            stream.NackDue = null;
            return;
        }
        Span<byte> body = stackalloc byte[NackFrame.MaxBytes];
        var writer = new SpanWriter(body);
        NackFrame.Write(ref writer, origin, stream);
        _packer.Add(FrameKind.Nack, stream.Contiguous + 1, writer.Written, outbox);
        _counters.Add(GroupCounter.NacksSent);
        stream.NackRound++;
        stream.NackDue = now + NackDelay(stream.NackRound);
    }

    private TimeSpan NackDelay(int round)
    {
        const int MostDoublings = 6;
        TimeSpan repeat = _timing.NackRepeatLeast * (1 << Math.Min(Math.Max(round - 1, 0), MostDoublings));
        return (repeat < _timing.NackRepeatMost ? repeat : _timing.NackRepeatMost)
            + _random.NextBetween(TimeSpan.Zero, _timing.NackBackoffMost);
    }

    private void Answer(Rank origin, MessageStream stream, ulong sequence, Instant now, Outbox outbox)
    {
        if (!stream.Holds(sequence) || now < stream.LastRepair(sequence) + _timing.RepairHoldOff)
            return;
        if (origin == _membership.Self)
            Repair(origin, sequence, now, outbox);
        else if (_membership.Self.IsMember)
            _repairs.Add(origin, sequence, now + _random.NextBetween(_timing.HolderBackoffLeast, _timing.HolderBackoffMost));
    }

    private void Repair(Rank origin, ulong sequence, Instant now, Outbox outbox)
    {
        MessageStream stream = _streams[origin.Value];
        if (!stream.Holds(sequence))
            return;
        ReadOnlySpan<byte> payload = stream[sequence].Span;
        var writer = new SpanWriter(_scratch);
        writer.UInt16((ushort)origin.Value);
        writer.Raw(payload);
        _packer.Add(FrameKind.Repair, sequence, writer.Written, outbox);
        stream.LastRepair(sequence) = now;
        _counters.Add(GroupCounter.RepairsSent);
    }

    private void Beat(Instant now, Outbox outbox)
    {
        var writer = new SpanWriter(_scratch);
        writer.UInt64(LastSent);
        writer.UInt64(_streams[_membership.Self.Value].Oldest);
        writer.UInt16((ushort)_streams.Length);
        foreach (MessageStream stream in _streams)
            writer.UInt64(stream.Contiguous);
        _packer.Add(FrameKind.Beat, ++_beats, writer.Written, outbox);
        _receivedSinceBeat = 0;
        _beatDue = now + _beatInterval;
        TimeSpan doubled = _beatInterval * 2;
        _beatInterval = doubled < _timing.Beat ? doubled : _timing.Beat;
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// Causal order: a message goes up after every message that its sender had delivered or broadcast before it; so each origin's go up in
/// their order, too. Every message carries its causes, a vector clock of delivered broadcasts (<see cref="StreamMessage"/>); one that comes
/// before its causes is held. Needs from below: each message at least once, with its number.
/// Source: Birman, Schiper and Stephenson, "Lightweight Causal and Atomic Group Multicast", ACM TOCS 9(3), 1991, §4 (BSS).
/// Deviation: the clock has the numbers of the streams, so that a member's next life, whose numbers lie above, needs no new clock.
/// </summary>
internal sealed class CausalLayer : IUpperLayer, IHoldingLayer
{
    /// <summary>Messages held over all origins; what comes beyond is not delivered, and nothing behind it either.</summary>
    public const int MaxHeld = 16 * 1024;

    private readonly IUpperLayer _upper;
    private readonly GroupCounters _counters;
    private readonly ulong[] _delivered;
    private readonly Dictionary<(int Origin, ulong Sequence), ReadOnlyMemory<byte>> _held = [];

    /// <summary>Orders the streams of <paramref name="members"/> origins.</summary>
    public CausalLayer(int members, GroupCounters counters, IUpperLayer upper)
    {
        _upper = upper;
        _counters = counters;
        _delivered = new ulong[members];
    }

    /// <inheritdoc/>
    public int Held => _held.Count;

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        if (sequence <= _delivered[origin.Value])
            return;
        if (!IsDue(origin.Value, sequence, payload.Span))
        {
            if (_held.Count == MaxHeld || !_held.TryAdd((origin.Value, sequence), payload))
                _counters.Add(_held.Count == MaxHeld ? GroupCounter.NoRoom : GroupCounter.Duplicates);
            return;
        }
        GiveUp(origin, sequence, payload, now);
        GiveHeld(now);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        ref ulong delivered = ref _delivered[origin.Value];
        if (next <= delivered + 1)
            return;
        foreach ((int Origin, ulong Sequence) held in _held.Keys)
        {
            if (held.Origin == origin.Value && held.Sequence < next)
                _held.Remove(held);
        }
        delivered = next - 1;
        _upper.Skip(origin, next, now);
        GiveHeld(now);
    }

    /// <summary>True if the message before it, and every cause, has been delivered.</summary>
    private bool IsDue(int origin, ulong sequence, ReadOnlySpan<byte> payload)
    {
        if (sequence != _delivered[origin] + 1)
            return false;
        if (!StreamMessage.TryRead(payload, out StreamMessage message))
            return true;
        int members = Math.Min(message.Members, _delivered.Length);
        for (int rank = 0; rank < members; rank++)
        {
            if (rank != origin && message.Cause(rank) > _delivered[rank])
                return false;
        }
        return true;
    }

    /// <summary>
    /// Hands a message up. One whose causes do not read has no place in this order: it is left out, and those behind it go on.
    /// </summary>
    private void GiveUp(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        _delivered[origin.Value] = sequence;
        if (StreamMessage.TryRead(payload.Span, out StreamMessage message) && message.Members == _delivered.Length)
            _upper.Receive(origin, sequence, payload, now);
        else
            _counters.Add(GroupCounter.Malformed);
    }

    /// <summary>Only the next message of each origin can be due: one delivered may free another of any origin.</summary>
    private void GiveHeld(Instant now)
    {
        bool found = _held.Count > 0;
        while (found)
        {
            found = false;
            for (int origin = 0; origin < _delivered.Length; origin++)
            {
                ulong next = _delivered[origin] + 1;
                if (!_held.TryGetValue((origin, next), out ReadOnlyMemory<byte> payload) || !IsDue(origin, next, payload.Span))
                    continue;
                _held.Remove((origin, next));
                GiveUp(new Rank(origin), next, payload, now);
                found = _held.Count > 0;
            }
        }
    }
}

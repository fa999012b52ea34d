using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// FIFO order: messages of one origin go up in the order they were broadcast, each once. Needs from below: each message at least once
/// (Reliable gives exactly once). A message that came early is held; the layer below bounds how early.
/// Source: Hadzilacos and Toueg, "A Modular Approach to Fault-Tolerant Broadcasts and Related Problems", Cornell TR 94-1425, §3.
/// </summary>
internal sealed class FifoLayer : IUpperLayer, IHoldingLayer
{
    private readonly IUpperLayer _upper;
    private readonly ulong[] _next;
    private readonly Dictionary<(int Origin, ulong Sequence), ReadOnlyMemory<byte>> _held = [];

    /// <summary>Orders the streams of <paramref name="members"/> origins.</summary>
    public FifoLayer(int members, IUpperLayer upper)
    {
        _upper = upper;
        _next = new ulong[members];
        Array.Fill(_next, 1UL);
    }

    /// <inheritdoc/>
    public int Held => _held.Count;

    /// <inheritdoc/>
    public void Receive(Rank origin, ulong sequence, ReadOnlyMemory<byte> payload, Instant now)
    {
        ref ulong next = ref _next[origin.Value];
        if (sequence > next)
            _held.TryAdd((origin.Value, sequence), payload);
        if (sequence != next)
            return;
        next++;
        _upper.Receive(origin, sequence, payload, now);
        GiveHeld(origin, ref next, now);
    }

    /// <inheritdoc/>
    public void Skip(Rank origin, ulong next, Instant now)
    {
        ref ulong expected = ref _next[origin.Value];
        if (next <= expected)
            return;
        foreach ((int Origin, ulong Sequence) held in _held.Keys)
        {
            if (held.Origin == origin.Value && held.Sequence < next)
                _held.Remove(held);
        }
        expected = next;
        _upper.Skip(origin, next, now);
        GiveHeld(origin, ref expected, now);
    }

    private void GiveHeld(Rank origin, ref ulong next, Instant now)
    {
        while (_held.Count > 0 && _held.Remove((origin.Value, next), out ReadOnlyMemory<byte> held))
            _upper.Receive(origin, next++, held, now);
    }
}

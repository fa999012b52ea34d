using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// Ordered statements between their place in the log and the ballot box. A signature is checked as soon as a statement is ordered, while
/// acknowledgements are still under way; a statement leaves when it is delivered, its check is done, and all before it have left.
/// </summary>
internal sealed class DeliveryPipeline
{
    private readonly Func<Hash256, PublicKey?> _keyOf;
    private readonly SlidingQueue<Ordered> _queue = new();
    private ulong _firstIndex = 1;
    private LogIndex _delivered;

    /// <summary>Checks with the keys that <paramref name="keyOf"/> knows by fingerprint.</summary>
    public DeliveryPipeline(Func<Hash256, PublicKey?> keyOf) => _keyOf = keyOf;

    /// <summary>Statements that have not left.</summary>
    public int Waiting => _queue.Count;

    /// <summary>A statement is ordered: its check is asked for, unless it cannot hold anyway.</summary>
    public void OnOrdered(LogIndex index, ReadOnlyMemory<byte> bytes, Outbox outbox)
    {
        var item = new Ordered(bytes);
        _queue.Enqueue(item);
        PublicKey? key = SignedStatement.TryDecode(bytes.Span, out SignedStatement? signed) ? _keyOf(signed!.Statement.Signer) : null;
        if (key is null)
            item.Valid = false;
        else
            outbox.Verify(new EffectToken(EffectOwner.Ordered, index.Value), key, signed!.Statement.SignedBytes(), signed.Signature);
    }

    /// <summary>A check is done.</summary>
    public void OnVerified(ulong index, bool valid)
    {
        if (index >= _firstIndex && index < _firstIndex + (ulong)_queue.Count)
            _queue[(int)(index - _firstIndex)].Valid ??= valid;
    }

    /// <summary>A statement is delivered.</summary>
    public void OnDelivered(LogIndex index) => _delivered = index;

    /// <summary>Takes the next statement that may leave.</summary>
    public bool TryTake(out LogIndex index, out ReadOnlyMemory<byte> bytes, out bool valid)
    {
        index = new LogIndex(_firstIndex);
        bytes = default;
        valid = false;
        if (index.CompareTo(_delivered) > 0 || _queue.Count == 0 || _queue[0].Valid is null)
            return false;
        Ordered item = _queue.Dequeue();
        _firstIndex++;
        bytes = item.Bytes;
        valid = item.Valid!.Value;
        return true;
    }

    private sealed class Ordered(ReadOnlyMemory<byte> bytes)
    {
        public ReadOnlyMemory<byte> Bytes { get; } = bytes;

        public bool? Valid { get; set; }
    }
}

using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// Ordered statements between their place in the log and the ballot box. A signature is checked as soon as a statement is ordered, while
/// acknowledgements are still under way; a statement leaves when it is delivered, its check is done, and all before it have left. One whose
/// place is lost to another leader's entry goes, and the answer to its check is ignored.
/// </summary>
internal sealed class DeliveryPipeline
{
    private readonly Func<Hash256, PublicKey?> _keyOf;
    private readonly SlidingQueue<Ordered> _queue = new();
    private ulong _firstIndex = 1;
    private ulong _tickets;
    private LogIndex _delivered;

    /// <summary>Checks with the keys that <paramref name="keyOf"/> knows by fingerprint.</summary>
    public DeliveryPipeline(Func<Hash256, PublicKey?> keyOf) => _keyOf = keyOf;

    /// <summary>Statements that have not left.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Takes an ordered statement and requests its check, unless it cannot hold anyway.</summary>
    /// <exception cref="InvalidOperationException">The index is not the next one.</exception>
    public void OnOrdered(LogIndex index, ReadOnlyMemory<byte> bytes, Outbox outbox)
    {
        if (index.Value != _firstIndex + (ulong)Waiting)
            throw new InvalidOperationException($"Statement {index} was ordered after {_firstIndex + (ulong)Waiting - 1}.");
        var item = new Ordered(++_tickets, bytes);
        _queue.Enqueue(item);
        PublicKey? key = SignedStatement.TryDecode(bytes.Span, out SignedStatement? signed) ? _keyOf(signed!.Statement.Signer) : null;
        if (key is null)
            item.Valid = false;
        else
            outbox.Verify(new EffectToken(EffectOwner.Ordered, item.Ticket), key, signed!.Statement.SignedBytes(), signed.Signature);
    }

    /// <summary>Forgets the statements after <paramref name="last"/>, which lost their places.</summary>
    /// <exception cref="InvalidOperationException">One of them has left.</exception>
    public void OnTruncated(LogIndex last)
    {
        if (last.Value + 1 < _firstIndex)
            throw new InvalidOperationException($"Statement {_firstIndex - 1} was delivered, and is truncated.");
        _queue.Truncate((int)Math.Min((ulong)Waiting, last.Value + 1 - _firstIndex));
    }

    /// <summary>Takes the verdict on a signature.</summary>
    public void OnVerified(ulong ticket, bool valid)
    {
        int low = 0, high = Waiting - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_queue[middle].Ticket == ticket)
            {
                _queue[middle].Valid ??= valid;
                return;
            }
            if (_queue[middle].Ticket < ticket)
                low = middle + 1;
            else
                high = middle - 1;
        }
    }

    /// <summary>Notes that the statement at an index is delivered.</summary>
    public void OnDelivered(LogIndex index) => _delivered = index;

    /// <summary>Takes the next statement that may leave.</summary>
    public bool TryTake(out LogIndex index, out ReadOnlyMemory<byte> bytes, out bool valid)
    {
        index = new LogIndex(_firstIndex);
        bytes = default;
        valid = false;
        if (index.CompareTo(_delivered) > 0 || Waiting == 0 || _queue[0].Valid is null)
            return false;
        Ordered item = _queue.Dequeue();
        _firstIndex++;
        bytes = item.Bytes;
        valid = item.Valid!.Value;
        return true;
    }

    private sealed class Ordered(ulong ticket, ReadOnlyMemory<byte> bytes)
    {
        public ulong Ticket { get; } = ticket;

        public ReadOnlyMemory<byte> Bytes { get; } = bytes;

        public bool? Valid { get; set; }
    }
}

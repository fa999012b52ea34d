using Election.Groups.Layers.Atomic;
using Election.Groups.Model;

namespace Election.Groups.Layers.Checks;

/// <summary>
/// Watches total order as far as one node can see it: statements are delivered at indices without a gap, each as it was ordered, and a
/// delivered statement never loses its place. The heads of two nodes show at the end that their sequences are prefixes of one another.
/// </summary>
internal sealed class TotalCheck : IAtomicUser
{
    private readonly IAtomicUser _upper;
    private readonly ViolationLog _log;
    private readonly SlidingQueue<Hash256> _ordered = new();
    private LogIndex _delivered;

    /// <summary>Watches what goes up to <paramref name="upper"/>.</summary>
    public TotalCheck(ViolationLog log, IAtomicUser upper)
    {
        _log = log;
        _upper = upper;
    }

    /// <inheritdoc/>
    public void OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement)
    {
        _ordered.Enqueue(Hash256.Of(statement.Span));
        _upper.OnOrdered(index, statement);
    }

    /// <inheritdoc/>
    public void OnTruncated(LogIndex last)
    {
        if (last.CompareTo(_delivered) < 0)
            Report($"takes back index {last.Plus(1)}, though it has delivered up to index {_delivered}");
        _ordered.Truncate((int)Math.Min((ulong)_ordered.Count, last.Value - Math.Min(last.Value, _delivered.Value)));
        _upper.OnTruncated(last);
    }

    /// <inheritdoc/>
    public void OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement)
    {
        if (index != _delivered.Plus(1))
            Report($"delivers index {index} after index {_delivered}");
        else if (_ordered.Count == 0 || _ordered.Dequeue() != Hash256.Of(statement.Span))
            Report($"delivers another statement at index {index} than was ordered there after index {_delivered}");
        _delivered = index;
        _upper.OnDelivered(index, statement);
    }

    /// <inheritdoc/>
    public void OnMode(AtomicState state) => _upper.OnMode(state);

    private void Report(Sentence what)
    {
        _log.Count(LayerKind.TotalCheck);
        if (_log.IsHeard(LayerKind.TotalCheck))
            _log.Say(LayerKind.TotalCheck, what);
    }
}

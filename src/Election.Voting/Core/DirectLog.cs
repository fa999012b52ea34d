using Election.Groups.Model;

namespace Election.Voting.Core;

/// <summary>
/// The statements that a weaker order delivered here, in the order of delivery; each once, however often its sender says it again in a
/// later life. There is one such sequence for each node.
/// </summary>
internal sealed class DirectLog
{
    /// <summary>Statements kept apart from their repetitions.</summary>
    public const int MaxStatements = 1 << 18;

    private readonly HashSet<Hash256> _known = [];
    private readonly SlidingQueue<ReadOnlyMemory<byte>> _latest = new();

    /// <summary>The index of the last one.</summary>
    public LogIndex Last => new((ulong)_known.Count);

    /// <summary>Those of them that an earlier life delivered.</summary>
    public LogIndex Restored { get; private set; }

    /// <summary>True if a statement is here.</summary>
    public bool Knows(ReadOnlySpan<byte> statement) => _known.Contains(Hash256.Of(statement));

    /// <summary>Takes a statement; <see langword="false"/> if it is here already, or there is no room.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> statement, bool isRestored)
    {
        if (_known.Count == MaxStatements || !_known.Add(Hash256.Of(statement.Span)))
            return false;
        if (_latest.Count == NodeDetail.MaxDeliveries)
            _latest.Dequeue();
        _latest.Enqueue(statement);
        if (isRestored)
            Restored = Last;
        return true;
    }

    /// <summary>The statement at one of the last <see cref="NodeDetail.MaxDeliveries"/> indices.</summary>
    public ReadOnlyMemory<byte> this[LogIndex index] => _latest[_latest.Count - 1 - (int)(Last.Value - index.Value)];
}

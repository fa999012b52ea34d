using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// This member's submissions that are not known to be delivered. They are submitted again when an epoch begins, since their first places
/// may be lost.
/// </summary>
internal sealed class OwnSubmissions
{
    /// <summary>
    /// Submissions under way at a time: those that wait, those in the window, and as many again on their way into the log.
    /// </summary>
    public const int MaxOpen = 4 * AtomicLayer.MaxWaiting;

    private readonly List<(ReadOnlyMemory<byte> Message, Hash256 Hash)> _open = [];

    /// <summary>Submissions not known to be delivered.</summary>
    public int Count => _open.Count;

    /// <summary>True if another one may be submitted.</summary>
    public bool HasRoom(GroupLog log, int delivered)
    {
        if (_open.Count == MaxOpen)
            ForgetDelivered(log, delivered);
        return _open.Count < MaxOpen;
    }

    /// <summary>A message that goes into this member's stream: its kind (1), the statement.</summary>
    public void Add(ReadOnlyMemory<byte> message) => _open.Add((message, Hash256.Of(message.Span[1..])));

    /// <summary>Forgets what is delivered, and queues for another try what is not in the log at all.</summary>
    public void SubmitAgain(GroupLog log, int delivered, Queue<ReadOnlyMemory<byte>> waiting)
    {
        ForgetDelivered(log, delivered);
        foreach ((ReadOnlyMemory<byte> message, Hash256 hash) in _open)
        {
            if (log.PlaceOf(hash) == 0 && waiting.Count < AtomicLayer.MaxWaiting)
                waiting.Enqueue(message);
        }
    }

    private void ForgetDelivered(GroupLog log, int delivered) =>
        _open.RemoveAll(own => log.PlaceOf(own.Hash) is not 0 and var place && place <= delivered);
}

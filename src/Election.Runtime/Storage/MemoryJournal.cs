using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>
/// A journal that keeps nothing and calls every record durable at once: for labs where nothing restarts. A node that crashes with it
/// breaks the design's assumption of an intact journal, and comes back as if it had never been.
/// </summary>
public sealed class MemoryJournal : IJournal
{
    private IJournalObserver? _observer;
    private ulong _last;

    /// <inheritdoc/>
    public JournalId Id { get; } = new(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    /// <inheritdoc/>
    public void Start(IJournalObserver observer) => _observer = observer;

    /// <inheritdoc/>
    public void Append(ulong sequence, JournalRecordKind kind, ReadOnlySpan<byte> bytes)
    {
        if (sequence != _last + 1)
            throw new InvalidOperationException($"Journal record {sequence} follows {_last}.");
        _last = sequence;
        _observer!.Durable(sequence);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

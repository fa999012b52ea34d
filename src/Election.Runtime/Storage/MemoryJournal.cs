using System.Security.Cryptography;
using Election.Groups.Model;

namespace Election.Runtime.Storage;

/// <summary>
/// A journal that stores nothing and reports every record durable at once, for labs in which no node restarts. A node that crashes with it
/// violates the assumption of an intact journal, and comes back without a past.
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

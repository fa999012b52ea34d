using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>The election to which a journal binds its node.</summary>
/// <param name="Proposal">The members and the context of the election.</param>
/// <param name="HasStarted">True if the journal holds START; otherwise the node has made or answered the proposal only.</param>
public sealed record EarlierPromise(Proposal Proposal, bool HasStarted)
{
    /// <summary>The tag of the election.</summary>
    public ElectionTag Election => ElectionTag.Of(Proposal.Id);

    /// <summary>Reads the promise in a journal; null if there is none.</summary>
    /// <param name="records">The kinds and contents of the records, in the order written.</param>
    public static EarlierPromise? In(IEnumerable<(JournalRecordKind Kind, ReadOnlyMemory<byte> Bytes)> records)
    {
        EarlierPromise? promise = null;
        foreach ((JournalRecordKind kind, ReadOnlyMemory<byte> bytes) in records)
        {
            promise = kind switch
            {
                JournalRecordKind.Proposal when ProposeFrame.Read(bytes.Span, out _) is { } made =>
                    new EarlierPromise(made.Proposal, false),
                JournalRecordKind.Ready when ReadyRecord.TryRead(bytes.Span, out Proposal? answered, out _, out _) =>
                    new EarlierPromise(answered!, false),
                JournalRecordKind.Start when StartFrame.TryRead(bytes.Span, out Proposal? started, out _) =>
                    new EarlierPromise(started!, true),
                _ => promise,
            };
        }
        return promise;
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// The leader's queue of submissions without a place in the log, in the order in which they arrived here. It holds each statement once,
/// however often it was submitted, and at most what the <see cref="SubmissionStore"/> holds.
/// </summary>
internal sealed class OrderingQueue
{
    /// <summary>
    /// Bytes of statements in one entry, so that an entry always fits into one frame; a longer statement is an entry of its own.
    /// </summary>
    public const int MaxEntryBytes = 32 * 1024;

    private readonly SubmissionStore _submissions;
    private readonly Queue<(int Origin, ulong Sequence)> _unordered = new();
    private readonly HashSet<Hash256> _queued = [];
    private readonly Submission[] _batch = new Submission[OrderMessage.MaxStatements];
    private readonly SubmissionRun[] _runs = new SubmissionRun[OrderMessage.MaxStatements];
    private int _runCount;

    /// <summary>Begins empty.</summary>
    public OrderingQueue(SubmissionStore submissions) => _submissions = submissions;

    /// <summary>True if nothing waits.</summary>
    public bool IsEmpty => _unordered.Count == 0;

    /// <summary>The runs of the batch taken last.</summary>
    public ReadOnlySpan<SubmissionRun> Runs => _runs.AsSpan(0, _runCount);

    /// <summary>Queues a submission; <see langword="false"/> if the same statement waits already.</summary>
    public bool TryAdd(Rank origin, ulong sequence, in Hash256 hash)
    {
        if (!_queued.Add(hash))
            return false;
        _unordered.Enqueue((origin.Value, sequence));
        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _unordered.Clear();
        _queued.Clear();
    }

    /// <summary>
    /// Takes the next batch: at most <see cref="OrderMessage.MaxStatements"/>, none after a final one, and none that the log holds.
    /// </summary>
    public ReadOnlySpan<Submission> TakeBatch(GroupLog log)
    {
        int count = 0, bytes = 0;
        _runCount = 0;
        while (count < _batch.Length && _unordered.TryPeek(out (int Origin, ulong Sequence) next))
        {
            if (!_submissions.TryGet(next.Origin, next.Sequence, out Submission submission))
                throw new InvalidOperationException("A queued submission is not in the store.");
            bytes += submission.Payload.Length;
            if (count > 0 && bytes > MaxEntryBytes)
                break;
            _unordered.Dequeue();
            _queued.Remove(submission.Hash);
            if (log.PlaceOf(submission.Hash) != 0)
                continue;
            _batch[count++] = submission;
            AddToRuns(next.Origin, next.Sequence);
            if (submission.IsFinal)
                break;
        }
        return _batch.AsSpan(0, count);
    }

    private void AddToRuns(int origin, ulong sequence)
    {
        if (_runCount > 0 && _runs[_runCount - 1] is var last && last.Origin == origin && last.First + (ulong)last.Count == sequence)
            _runs[_runCount - 1] = last with { Count = last.Count + 1 };
        else
            _runs[_runCount++] = new SubmissionRun(origin, sequence, 1);
    }
}

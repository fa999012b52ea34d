using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>The leader's queue of submissions without a place in the log, in the order in which they arrived here.</summary>
internal sealed class OrderingQueue
{
    private readonly SubmissionStore _submissions;
    private readonly Queue<(int Origin, ulong Number)> _unordered = new();
    private readonly Submission[] _batch = new Submission[OrderMessage.MaxStatements];
    private readonly SubmissionRun[] _runs = new SubmissionRun[OrderMessage.MaxStatements];
    private int _runCount;

    /// <summary>Begins empty.</summary>
    public OrderingQueue(SubmissionStore submissions) => _submissions = submissions;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _unordered.Count == 0;

    /// <summary>The runs of the batch taken last.</summary>
    public ReadOnlySpan<SubmissionRun> Runs => _runs.AsSpan(0, _runCount);

    /// <summary>A submission arrived.</summary>
    public void Add(Rank origin, ulong number) => _unordered.Enqueue((origin.Value, number));

    /// <summary>Takes the next batch: at most <see cref="OrderMessage.MaxStatements"/>, and none after a final one.</summary>
    public ReadOnlySpan<Submission> TakeBatch()
    {
        int count = 0;
        bool final = false;
        _runCount = 0;
        while (!final && count < _batch.Length && _unordered.TryDequeue(out (int Origin, ulong Number) next))
        {
            Submission submission = _submissions[next.Origin, next.Number];
            _batch[count++] = submission;
            final = submission.IsFinal;
            AddToRuns(next.Origin, next.Number);
        }
        return _batch.AsSpan(0, count);
    }

    private void AddToRuns(int origin, ulong number)
    {
        if (_runCount > 0 && _runs[_runCount - 1] is var last && last.Origin == origin && last.First + (ulong)last.Count == number)
            _runs[_runCount - 1] = last with { Count = last.Count + 1 };
        else
            _runs[_runCount++] = new SubmissionRun(origin, number, 1);
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>A statement as its submitter broadcast it.</summary>
/// <param name="Payload">The full bytes, signature included.</param>
/// <param name="Hash">SHA-256 of the payload.</param>
/// <param name="IsFinal">True if nothing may be ordered after it.</param>
internal readonly record struct Submission(ReadOnlyMemory<byte> Payload, Hash256 Hash, bool IsFinal);

/// <summary>
/// Every submission this node holds, by member and number in the member's stream. Kept for the whole election: a leader to come orders
/// what is not in its log by then.
/// </summary>
internal sealed class SubmissionStore
{
    /// <summary>Messages kept; what comes beyond is not kept, and is fetched if it is ordered.</summary>
    public const int MaxSubmissions = 1 << 20;

    private readonly List<Run>[] _byOrigin;
    private readonly int _capacity;
    private int _count;

    /// <summary>Begins empty.</summary>
    public SubmissionStore(int members, int capacity = MaxSubmissions)
    {
        _capacity = capacity;
        _byOrigin = new List<Run>[members];
        for (int i = 0; i < members; i++)
            _byOrigin[i] = [];
    }

    /// <summary>Keeps a member's submission; <see langword="false"/> when there is no room. Numbers of one member only rise.</summary>
    public bool TryAdd(Rank origin, ulong sequence, in Submission submission)
    {
        if (_count == _capacity)
            return false;
        _count++;
        List<Run> runs = _byOrigin[origin.Value];
        if (runs.Count == 0 || runs[^1].Next != sequence)
            runs.Add(new Run(sequence));
        runs[^1].Submissions.Add(submission);
        return true;
    }

    /// <summary>A submission, if it is held.</summary>
    public bool TryGet(int origin, ulong sequence, out Submission submission)
    {
        List<Run> runs = _byOrigin[origin];
        int low = 0, high = runs.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            Run run = runs[middle];
            if (sequence < run.First)
                high = middle - 1;
            else if (sequence >= run.Next)
                low = middle + 1;
            else
            {
                submission = run.Submissions[(int)(sequence - run.First)];
                return true;
            }
        }
        submission = default;
        return false;
    }

    /// <summary>Offers every submission to <paramref name="queue"/>, member by member, those after which nothing is ordered last.</summary>
    public void OfferAll(OrderingQueue queue, GroupLog log)
    {
        Offer(queue, log, areFinal: false);
        Offer(queue, log, areFinal: true);
    }

    private void Offer(OrderingQueue queue, GroupLog log, bool areFinal)
    {
        for (int origin = 0; origin < _byOrigin.Length; origin++)
        {
            foreach (Run run in _byOrigin[origin])
            {
                for (int i = 0; i < run.Submissions.Count; i++)
                {
                    Submission submission = run.Submissions[i];
                    if (submission.IsFinal == areFinal && log.PlaceOf(submission.Hash) == 0)
                        queue.TryAdd(new Rank(origin), run.First + (ulong)i, submission.Hash);
                }
            }
        }
    }

    /// <summary>Submissions with consecutive numbers.</summary>
    private sealed class Run(ulong first)
    {
        public ulong First { get; } = first;

        public List<Submission> Submissions { get; } = [];

        public ulong Next => First + (ulong)Submissions.Count;
    }
}

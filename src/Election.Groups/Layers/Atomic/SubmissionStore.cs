using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>A statement as its submitter broadcast it.</summary>
/// <param name="Payload">The full bytes, signature included.</param>
/// <param name="Hash">SHA-256 of the payload.</param>
/// <param name="IsFinal">Whether nothing may be ordered after it.</param>
internal readonly record struct Submission(ReadOnlyMemory<byte> Payload, Hash256 Hash, bool IsFinal);

/// <summary>Every submission this node holds, by member and number. Kept for the whole election: any holder can repair any of them.</summary>
internal sealed class SubmissionStore
{
    private readonly List<Submission>[] _byOrigin;

    /// <summary>Begins empty.</summary>
    public SubmissionStore(int members)
    {
        _byOrigin = new List<Submission>[members];
        for (int i = 0; i < members; i++)
            _byOrigin[i] = [];
    }

    /// <summary>Keeps the next submission of a member and returns its number, from 1.</summary>
    public ulong Add(Rank origin, ReadOnlyMemory<byte> payload, bool isFinal)
    {
        List<Submission> submissions = _byOrigin[origin.Value];
        submissions.Add(new Submission(payload, Hash256.Of(payload.Span), isFinal));
        return (ulong)submissions.Count;
    }

    /// <summary>Whether every submission of a run is held.</summary>
    public bool Holds(in SubmissionRun run)
    {
        ulong held = (ulong)_byOrigin[run.Origin].Count;
        return run.First <= held && (ulong)run.Count <= held - run.First + 1;
    }

    /// <summary>A held submission.</summary>
    public Submission this[int origin, ulong number] => _byOrigin[origin][(int)(number - 1)];
}

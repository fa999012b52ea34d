using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Transcripts;

namespace Election.Simulation.Checkers;

/// <summary>
/// Checks promise 6: certified nodes hold valid certificates of one body, and each shows that body. In the atomic order no node diverges.
/// </summary>
internal static class EqualResults
{
    /// <summary>Returns everything wrong with the nodes' results.</summary>
    public static IEnumerable<Violation> Check(IReadOnlyList<NodeOutcome> nodes, bool mayDiverge, ISignatureScheme signatures, TimeSpan now)
    {
        NodeOutcome? first = null;
        foreach (NodeOutcome node in nodes)
        {
            if (node.Snapshot is { Verdict: Verdict.Diverged } diverged && !mayDiverge)
                yield return new Violation(now, "comparable tallies", $"{node.Id} diverged: {diverged.Reason}");
            if (node.Snapshot is not { Verdict: Verdict.Certified } snapshot)
                continue;
            if (Objection(node.Id, snapshot, signatures) is { } objection)
                yield return new Violation(now, "comparable tallies", objection);
            first ??= node;
            if (snapshot.Certificate?.Body.Id != first.Snapshot!.Certificate?.Body.Id)
                yield return new Violation(now, "comparable tallies", $"{node.Id} and {first.Id} hold certificates of different results");
        }
    }

    private static Sentence? Objection(MemberId node, NodeSnapshot snapshot, ISignatureScheme signatures)
    {
        if (snapshot.Certificate is not { } certificate || !certificate.IsValid(signatures.Verify))
            return $"{node} is certified without a valid certificate";
        CertificateBody body = certificate.Body;
        ImmutableArray<long> counts = body.Tally.Counts;
        bool same = body.ElectionId == snapshot.ElectionId && body.CloseIndex == snapshot.CloseIndex && body.Head == snapshot.Head
            && body.Decision.Text == snapshot.Decision && counts.AsSpan().SequenceEqual(snapshot.Counts.AsSpan());
        return same ? null : Sentence.Of($"{node} shows a result other than the one it certified");
    }
}

using Election.Audit.Counting;
using Election.Audit;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Simulation.Checkers;

/// <summary>
/// Audits the transcripts of all nodes that closed and survived with the independent audit, which shares no code with the nodes: each must
/// be valid by itself, and none may contradict another. A node that signs no RESULT of its own has a complete transcript only once it is
/// certified.
/// </summary>
internal static class Audited
{
    /// <summary>Returns everything that the audit objects to.</summary>
    public static IEnumerable<Violation> Check(IReadOnlyList<NodeOutcome> nodes, bool mayDiverge, ISignatureScheme signatures, TimeSpan now)
    {
        SimulatedSignature? simulated = signatures.Algorithm == SignatureAlgorithm.SimulationStandIn
            ? (key, message, signature) => signatures.Verify(new PublicKey(key), message, signature)
            : null;
        var reports = new List<(string Name, AuditReport Report)>();
        foreach (NodeOutcome node in nodes.Where(IsWhole))
        {
            AuditReport report = TranscriptAudit.Check(node.Transcript.Span, simulated);
            reports.Add((node.Id.Text, report));
            if (!report.IsValid)
                yield return new Violation(now, "transcript", $"line {report.Line} of {node.Id}'s transcript: {report.Problem}");
        }
        if (reports.Count == 0 || mayDiverge || reports.Any(named => !named.Report.IsValid))
            yield break;
        Comparison comparison = TranscriptAudit.Compare(reports);
        if (comparison.Agreement != Agreement.Agree)
            yield return new Violation(now, "transcript", comparison.Sentence);
    }

    private static bool IsWhole(NodeOutcome node) => node is { Snapshot.CloseIndex: not null, CrashedAt: null }
        && ((node.IsMember && !node.LostJournal) || node.Snapshot.Verdict is Voting.Core.Verdict.Certified);
}

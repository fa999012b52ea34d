using Election.Audit;
using Election.Groups.Model;
using Election.Runtime.Storage;

namespace Election.Node.Runs.Single;

/// <summary>
/// Audits the record of an election that another node offers, as <c>election verify</c> does: with code that shares nothing with the nodes.
/// </summary>
internal static class RecordProof
{
    /// <summary>
    /// True if transcript and certificate are valid, of this election and of one result: the other node can have invented nothing and left
    /// out nothing.
    /// </summary>
    /// <param name="proposal">The election to which this node's journal binds it.</param>
    /// <param name="record">The record.</param>
    public static bool Holds(Proposal proposal, ElectionRecord record)
    {
        AuditReport transcript = TranscriptAudit.Check(record.Transcript.Span);
        CertificateReport certificate = CertificateAudit.Check(record.Certificate.Span);
        return transcript is { IsValid: true, IsUnfinished: false } && certificate.IsValid && certificate.Matches(transcript)
            && certificate.ElectionId == proposal.Id.ToString();
    }
}

using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>The first place at which two transcripts of one election differ.</summary>
/// <param name="Left">The statement of the first transcript; null if it has none at this place.</param>
/// <param name="Right">The statement of the second transcript; null if it has none at this place.</param>
public sealed record Difference(AuditEntry? Left, AuditEntry? Right)
{
    /// <summary>
    /// The index in the first transcript that has a statement here. In the weaker orders every node counts its own indices.
    /// </summary>
    public ulong Index => (Left ?? Right)!.Index;

    /// <summary>True if both transcripts have the same statement and only its signature differs.</summary>
    public bool IsOfSignature => Left == Right;

    /// <summary>
    /// Finds the first difference. In the atomic order it is the first index at which the chains differ. In the weaker orders only the set
    /// of accepted statements counts: the difference is the first statement on either side that the other has not accepted, or, for a rule
    /// that depends on order, the first place at which equal sets were accepted in a different order. In a damaged transcript the damaged
    /// line is the difference.
    /// </summary>
    internal static Difference? First(AuditReport left, AuditReport right)
    {
        if (left.ElectionId != right.ElectionId || left.ElectionId.Length == 0)
            return null;
        bool isOfSets = left is { IsValid: true, Order: not "atomic" } && right.IsValid;
        if (!isOfSets)
            return OfSequences(left, right);
        return OfSets(left, right) ?? (left.CertificateId == right.CertificateId ? null : OfDeliveries(left, right));
    }

    private static Difference? OfSequences(AuditReport left, AuditReport right)
    {
        int same = 0;
        while (same < left.Chains.Length && same < right.Chains.Length && left.Chains[same] == right.Chains[same])
            same++;
        AuditEntry? mine = At(left, same), theirs = At(right, same);
        return mine is null && theirs is null ? null : new Difference(mine, theirs);
    }

    private static Difference? OfSets(AuditReport left, AuditReport right)
    {
        AuditEntry? mine = FirstNotIn(right, left), theirs = FirstNotIn(left, right);
        return mine is null && theirs is null ? null : new Difference(mine, theirs);
    }

    private static Difference? OfDeliveries(AuditReport left, AuditReport right)
    {
        List<AuditEntry> mine = Accepted(left), theirs = Accepted(right);
        for (int i = 0; i < mine.Count && i < theirs.Count; i++)
        {
            if (mine[i].Identity != theirs[i].Identity)
                return new Difference(mine[i], theirs[i]);
        }
        return null;
    }

    private static List<AuditEntry> Accepted(AuditReport report)
    {
        var accepted = new List<AuditEntry>();
        foreach (AuditEntry entry in report.Entries)
        {
            if (entry.IsAccepted)
                accepted.Add(entry);
        }
        return accepted;
    }

    private static AuditEntry? At(AuditReport report, int place) =>
        place < report.Entries.Length ? report.Entries[place] : place == report.Entries.Length ? report.Claimed : null;

    private static AuditEntry? FirstNotIn(AuditReport other, AuditReport report)
    {
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        foreach (AuditEntry entry in other.Entries)
        {
            if (entry is { IsAccepted: true, Identity: { } identity })
                accepted.Add(identity);
        }
        foreach (AuditEntry entry in report.Entries)
        {
            // A CLOSE does not enter the head.
            if (entry is { IsAccepted: true, IsBallot: true, Identity: { } identity } && !accepted.Contains(identity))
                return entry;
        }
        return null;
    }
}

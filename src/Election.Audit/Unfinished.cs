using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>Compares an unfinished transcript with a whole one: docs/transcript.md, "What a verifier checks".</summary>
internal static class Unfinished
{
    internal static int? PartOf(AuditReport unfinished, AuditReport whole)
    {
        if (!unfinished.IsUnfinished || !whole.IsValid || unfinished.ElectionId != whole.ElectionId)
            return null;
        return whole.Order == "atomic" ? Beginning(unfinished, whole) : Subset(unfinished, whole);
    }

    // Equal chains mean equal statements, so the last chain answers for all before it.
    private static int? Beginning(AuditReport unfinished, AuditReport whole)
    {
        int length = unfinished.Chains.Length;
        bool isBeginning = length <= whole.Chains.Length && (length == 0 || unfinished.Chains[length - 1] == whole.Chains[length - 1]);
        return isBeginning ? length : null;
    }

    private static int? Subset(AuditReport unfinished, AuditReport whole)
    {
        HashSet<string> mine = Accepted(unfinished);
        return mine.IsSubsetOf(Accepted(whole)) ? mine.Count : null;
    }

    private static HashSet<string> Accepted(AuditReport report)
    {
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        foreach (AuditEntry entry in report.Entries)
        {
            // A CLOSE does not enter the head.
            if (entry is { IsAccepted: true, IsBallot: true, Identity: { } identity })
                accepted.Add(identity);
        }
        return accepted;
    }
}

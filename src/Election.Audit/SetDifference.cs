using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>
/// Describes how two valid transcripts of one election in a weaker order differ: the votes each node counted, and the votes each is
/// missing.
/// </summary>
internal static class SetDifference
{
    /// <summary>The number of voters named on either side; if there are more, only their number is given.</summary>
    private const int MaxNamed = 5;

    /// <summary>Returns a sentence such as <c>n1 counted A 3, B 2; n3 A 2, B 1: n3 lacks the votes of n4 and n5</c>.</summary>
    internal static FormattableString Sentence(string left, AuditReport mine, string right, AuditReport theirs)
    {
        string mineCounted = Comparison.Tally(mine), theirsCounted = Comparison.Tally(theirs);
        return (Lacks(left, mine, theirs), Lacks(right, theirs, mine)) switch
        {
            ({ } one, { } other) => $"{left} counted {mineCounted}; {right} {theirsCounted}: {one}, {other}",
            var (one, other) => $"{left} counted {mineCounted}; {right} {theirsCounted}: {one ?? other ?? $""}",
        };
    }

    private static FormattableString? Lacks(string name, AuditReport report, AuditReport other)
    {
        var here = new HashSet<string>(StringComparer.Ordinal);
        foreach (AuditEntry entry in report.Entries)
        {
            if (entry is { IsAccepted: true, Identity: { } identity })
                here.Add(identity);
        }
        var lacking = new List<string>();
        foreach (AuditEntry entry in other.Entries)
        {
            // A CLOSE does not enter the head.
            if (entry is { IsAccepted: true, IsBallot: true, Identity: { } identity } && !here.Contains(identity))
                lacking.Add(entry.Sequence > 1 ? $"{entry.By} ({entry.Sequence})" : entry.By!);
        }
        lacking.Sort(StringComparer.Ordinal);
        return lacking.Count switch
        {
            0 => (FormattableString?)null,
            1 => $"{name} lacks {lacking[0]}'s vote",
            <= MaxNamed => $"{name} lacks the votes of {string.Join(", ", lacking.Take(lacking.Count - 1))} and {lacking[^1]}",
            _ => $"{name} lacks the votes of {string.Join(", ", lacking.Take(MaxNamed))} and {lacking.Count - MaxNamed} more",
        };
    }
}

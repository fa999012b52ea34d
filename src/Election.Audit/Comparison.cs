namespace Election.Audit;

/// <summary>The possible relations between several transcripts.</summary>
public enum Agreement
{
    /// <summary>All are valid and of one election, and have the same result.</summary>
    Agree,

    /// <summary>All are valid and of one election, but their RESULTs differ.</summary>
    Diverge,

    /// <summary>They belong to more than one election, so agreement is undefined.</summary>
    Unrelated,

    /// <summary>At least one is damaged.</summary>
    Damaged,
}

/// <summary>The outcome of comparing transcripts.</summary>
/// <param name="Agreement">The relation between the transcripts.</param>
/// <param name="Sentence">The outcome in one sentence without a full stop, with the first difference if there is one.</param>
public sealed record Comparison(Agreement Agreement, FormattableString Sentence)
{
    internal static Comparison Of(IReadOnlyList<(string Name, AuditReport Report)> reports)
    {
        foreach ((string name, AuditReport report) in reports)
        {
            if (!report.IsValid)
                return new Comparison(Agreement.Damaged, $"{name}: line {report.Line}: {report.Problem}");
        }
        for (int i = 1; i < reports.Count; i++)
        {
            if (reports[i].Report.ElectionId != reports[0].Report.ElectionId)
                return new Comparison(Agreement.Unrelated, $"{reports[0].Name} and {reports[i].Name} belong to different elections");
        }
        for (int i = 1; i < reports.Count; i++)
        {
            if (reports[i].Report.CertificateId != reports[0].Report.CertificateId)
            {
                if (reports[0].Report.Order != "atomic" && reports[0].Report.Head != reports[i].Report.Head)
                {
                    return new Comparison(Agreement.Diverge,
                        SetDifference.Sentence(reports[0].Name, reports[0].Report, reports[i].Name, reports[i].Report));
                }
                FormattableString difference = Difference(reports[0].Report, reports[i].Report);
                return new Comparison(Agreement.Diverge, $"{reports[0].Name} and {reports[i].Name} differ: {difference}");
            }
        }
        return new Comparison(Agreement.Agree, reports.Count switch
        {
            1 => $"the transcript is valid",
            var count => $"all {count} transcripts are valid and agree",
        });
    }

    // In the atomic order, equal heads mean equal statements, and equal statements mean equal tallies: comparing heads is enough.
    private static FormattableString Difference(AuditReport mine, AuditReport theirs)
    {
        if (mine.Order != "atomic" && mine.Head == theirs.Head)
        {
            string one = Tally(mine), two = Tally(theirs);
            return one == two
                ? OfOneSet(mine, DecisionSentence.Of(mine.Decision), DecisionSentence.Of(theirs.Decision))
                : OfOneSet(mine, $"{one}", $"{two}");
        }
        if (mine.Order != "atomic")
            return $"{Tally(mine)} against {Tally(theirs)}, out of {mine.CloseIndex} and {theirs.CloseIndex} accepted statements";
        int same = 0;
        while (same < mine.Chains.Length && same < theirs.Chains.Length && mine.Chains[same] == theirs.Chains[same])
            same++;
        return $"their statements part at index {same + 1} ({Tally(mine)} against {Tally(theirs)})";
    }

    private static FormattableString OfOneSet(AuditReport report, FormattableString one, FormattableString two) =>
        $"{one} against {two}, out of the same {report.CloseIndex} statements in another order";

    internal static string Tally(AuditReport report)
    {
        var parts = new List<string>();
        for (int i = 0; i < report.Choices.Length; i++)
            parts.Add($"{report.Choices[i]} {report.Counts[i]}");
        return string.Join(", ", parts);
    }
}

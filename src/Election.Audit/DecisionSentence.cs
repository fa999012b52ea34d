namespace Election.Audit;

/// <summary>A decision in words for a person, out of the canonical text of docs/transcript.md, "Tally and decision".</summary>
public static class DecisionSentence
{
    private const string ElectedPrefix = "elected:";

    /// <summary>The words, without the full stop.</summary>
    public static FormattableString Of(string decision) => decision switch
    {
        "tie" => (FormattableString)$"a tie, nobody is elected",
        "none" => $"nobody reached the votes needed",
        "no-quorum" => $"no quorum, nothing is decided",
        _ when decision.StartsWith(ElectedPrefix, StringComparison.Ordinal) => $"elected {decision[ElectedPrefix.Length..]}",
        _ => $"{decision}",
    };
}

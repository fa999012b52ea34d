namespace Election.Audit;

/// <summary>Puts a decision, given in the canonical text of docs/transcript.md, "Tally and decision", into words for people.</summary>
public static class DecisionSentence
{
    private const string ElectedPrefix = "elected:";

    /// <summary>Returns the decision's words, without a full stop.</summary>
    public static FormattableString Of(string decision) => decision switch
    {
        "tie" => $"a tie, nobody is elected",
        "none" => $"nobody reached the votes needed",
        "no-quorum" => $"no quorum, nothing is decided",
        _ when decision.StartsWith(ElectedPrefix, StringComparison.Ordinal) => $"elected {decision[ElectedPrefix.Length..]}",
        _ => $"{decision}",
    };
}

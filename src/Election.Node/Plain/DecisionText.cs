using Election.Node.Language;

namespace Election.Node.Plain;

/// <summary>A decision in words for a person, out of the canonical text of docs/transcript.md, "Decision".</summary>
internal static class DecisionText
{
    private const string ElectedPrefix = "elected:";

    /// <summary>The words in the language of now; nothing for a decision that is not known.</summary>
    public static string? Of(string? decision) => decision is null ? null : Words.Of(SentenceOf(decision));

    /// <summary>The words.</summary>
    public static FormattableString SentenceOf(string decision) => decision switch
    {
        "tie" => (FormattableString)$"a tie, nobody is elected",
        "none" => $"nobody reached the votes needed",
        "no-quorum" => $"no quorum, nothing is decided",
        _ when decision.StartsWith(ElectedPrefix, StringComparison.Ordinal) => $"elected {decision[ElectedPrefix.Length..]}",
        _ => $"{decision}",
    };
}

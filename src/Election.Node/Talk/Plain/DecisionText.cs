using Election.Audit;

namespace Election.Node.Talk.Plain;

/// <summary>A decision in words.</summary>
internal static class DecisionText
{
    /// <summary>The sentence without its full stop; null for an unknown decision.</summary>
    public static Sentence? SentenceOf(string? decision) => decision is null ? null : DecisionSentence.Of(decision);
}

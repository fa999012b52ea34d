using Election.Audit;
using Election.Node.Talk.Language;

namespace Election.Node.Talk.Plain;

/// <summary>A decision as it is said in the language of now.</summary>
internal static class DecisionText
{
    /// <summary>The words; nothing for a decision that is not known.</summary>
    public static string? Of(string? decision) => decision is null ? null : Words.Of(DecisionSentence.Of(decision));
}

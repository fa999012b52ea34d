using Election.Voting.Counting;

namespace Election.Node.Plain;

/// <summary>A decision in words for a person; the canonical text is <see cref="Decision"/>'s.</summary>
internal static class DecisionText
{
    /// <summary>The words; nothing for a decision that is not known.</summary>
    public static string? Of(string? decision) => decision is null ? null
        : decision.StartsWith(Decision.ElectedPrefix, StringComparison.Ordinal) ? $"elected {decision[Decision.ElectedPrefix.Length..]}"
        : decision == Decision.Tie.Text ? "a tie, nobody is elected"
        : decision == Decision.NoQuorum.Text ? "no quorum, nothing is decided"
        : decision;
}

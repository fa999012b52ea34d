using System.Diagnostics;
using System.Globalization;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>
/// A rule by which votes become a decision. Closed: <see cref="PluralityRule"/>, <see cref="FirstToRule"/> and
/// <see cref="LastVoteWinsRule"/>. A sum does not depend on the order of its parts; the other two rules do depend on it, so nodes that
/// deliver the same votes in another order may decide otherwise.
/// </summary>
public abstract record CountingRule
{
    private const string PluralityText = "plurality";
    private const string LastVoteWinsText = "last-vote-wins";
    private const string FirstToPrefix = "first-to-";

    private protected CountingRule()
    {
    }

    /// <summary>The default rule.</summary>
    public static CountingRule Plurality { get; } = new PluralityRule();

    /// <summary>The default re-vote policy under this rule: whether a voter may vote again.</summary>
    public ReVotePolicy ReVote => this is LastVoteWinsRule ? ReVotePolicy.Changeable : ReVotePolicy.Final;

    /// <summary>
    /// Returns the word used on the command line and in documents: <c>plurality</c>, <c>first-to-3</c>, <c>last-vote-wins</c>.
    /// </summary>
    public sealed override string ToString() => this switch
    {
        PluralityRule => PluralityText,
        FirstToRule { Weight: var weight } => FirstToPrefix + weight.ToString(CultureInfo.InvariantCulture),
        LastVoteWinsRule => LastVoteWinsText,
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads a word as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">The operator's text.</param>
    /// <returns>The rule, or the fault in one clause.</returns>
    public static Parsed<CountingRule> Read(string text)
    {
        if (text == PluralityText)
            return Plurality;
        if (text == LastVoteWinsText)
            return new LastVoteWinsRule();
        if (!text.StartsWith(FirstToPrefix, StringComparison.Ordinal))
            return Sentence.Of($"choose {PluralityText}, {FirstToPrefix}K (for example {FirstToPrefix}3) or {LastVoteWinsText}");
        string number = text[FirstToPrefix.Length..];
        bool isWeight = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int weight)
            && number[0] != '0' && weight <= FirstToRule.MaxWeight;
        return isWeight ? new FirstToRule(weight)
            : Sentence.Of($"the number of votes in {FirstToPrefix}K is a whole number from 1 to {FirstToRule.MaxWeight}");
    }
}

/// <summary>Elects the choice with more weight than any other; a draw at the top is a tie, which nothing breaks.</summary>
public sealed record PluralityRule : CountingRule;

/// <summary>
/// Elects the first choice whose weight reaches a number, in the order of delivery, at the moment it does; votes after it are counted and
/// change nothing. Votes are final, so that the number stays reached.
/// </summary>
/// <param name="Weight">The number, 1 to <see cref="MaxWeight"/>.</param>
public sealed record FirstToRule(int Weight) : CountingRule
{
    /// <summary>The largest total weight of a roll, and so the most that a choice can reach.</summary>
    public const int MaxWeight = Manifest.MaxRoll * Voter.MaxWeight;
}

/// <summary>
/// Applies plurality to the vote of each voter that was delivered last. In the atomic order a voter's votes come in the order of their
/// numbers; in the weaker orders a vote overtaken by its successor comes last, and counts.
/// </summary>
public sealed record LastVoteWinsRule : CountingRule;

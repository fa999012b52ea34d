using System.Diagnostics;
using System.Globalization;

namespace Election.Voting.Setup;

/// <summary>
/// How votes become a decision. Closed: <see cref="PluralityRule"/>, <see cref="FirstToRule"/> and <see cref="LastVoteWinsRule"/>. A sum
/// does not ask in which order its parts came; the other two do, so that nodes with the same votes in another order may decide otherwise.
/// </summary>
public abstract record CountingRule
{
    private const string PluralityText = "plurality";
    private const string LastVoteWinsText = "last-vote-wins";
    private const string FirstToPrefix = "first-to-";

    private protected CountingRule()
    {
    }

    /// <summary>The rule where nobody names one.</summary>
    public static CountingRule Plurality { get; } = new PluralityRule();

    /// <summary>Whether a voter may change its mind under this rule, where the operator says no more than the rule.</summary>
    public ReVotePolicy ReVote => this is LastVoteWinsRule ? ReVotePolicy.Changeable : ReVotePolicy.Final;

    /// <summary>The words of the command line and of documents: <c>plurality</c>, <c>first-to-3</c>, <c>last-vote-wins</c>.</summary>
    public sealed override string ToString() => this switch
    {
        PluralityRule => PluralityText,
        FirstToRule { Weight: var weight } => FirstToPrefix + weight.ToString(CultureInfo.InvariantCulture),
        LastVoteWinsRule => LastVoteWinsText,
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads the words as <see cref="ToString"/> writes them.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="rule">The rule, when it is one.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    public static bool TryParse(string text, out CountingRule? rule, out Sentence reason)
    {
        rule = text switch
        {
            PluralityText => Plurality,
            LastVoteWinsText => new LastVoteWinsRule(),
            _ => null,
        };
        reason = $"choose {PluralityText}, {FirstToPrefix}K (for example {FirstToPrefix}3) or {LastVoteWinsText}";
        if (rule is not null || !text.StartsWith(FirstToPrefix, StringComparison.Ordinal))
            return rule is not null;
        string number = text[FirstToPrefix.Length..];
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int weight) && number[0] != '0' && weight <= FirstToRule.MaxWeight)
            rule = new FirstToRule(weight);
        else
            reason = $"the number of votes in {FirstToPrefix}K is a whole number from 1 to {FirstToRule.MaxWeight}";
        return rule is not null;
    }
}

/// <summary>The choice with more weight than any other; a draw at the top is a tie, and nothing breaks it.</summary>
public sealed record PluralityRule : CountingRule;

/// <summary>
/// The first choice whose weight reaches a number, in the order of delivery, and at that moment; votes after it are counted and change
/// nothing. Votes are final, so that what was reached stays reached.
/// </summary>
/// <param name="Weight">The number: 1 to <see cref="MaxWeight"/>.</param>
public sealed record FirstToRule(int Weight) : CountingRule
{
    /// <summary>The most that a roll can weigh, and so the most that a choice can reach.</summary>
    public const int MaxWeight = Manifest.MaxRoll * Voter.MaxWeight;
}

/// <summary>
/// Plurality over the vote of each voter that was delivered last. In the atomic order a voter's votes come in the order of their numbers;
/// in the weaker orders one that was overtaken by its successor comes last, and counts.
/// </summary>
public sealed record LastVoteWinsRule : CountingRule;

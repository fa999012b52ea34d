using Election.Voting.Setup;

namespace Election.Voting.Counting;

/// <summary>What was decided, as canonical text: <c>elected:</c> and the choice, <c>tie</c>, <c>none</c>, or <c>no-quorum</c>.</summary>
/// <param name="Text">The text.</param>
public readonly record struct Decision(string Text)
{
    /// <summary>What stands before the choice.</summary>
    public const string ElectedPrefix = "elected:";

    /// <summary>A draw at the top, nought all included.</summary>
    public static Decision Tie => new("tie");

    /// <summary>The turnout is below the quorum; whatever the counts are, nothing is decided.</summary>
    public static Decision NoQuorum => new("no-quorum");

    /// <summary>No choice has reached the number of votes that the rule asks for.</summary>
    public static Decision None => new("none");

    /// <summary>The choice won.</summary>
    public static Decision Elected(string choice) => new(ElectedPrefix + choice);

    /// <summary>Applies the manifest's rule and quorum.</summary>
    /// <param name="manifest">The rule, the quorum and the choices.</param>
    /// <param name="tally">As many counts as the manifest has choices.</param>
    /// <param name="first">The place of the choice that was the first to reach the number of <see cref="FirstToRule"/>; null while none
    /// has. Other rules do not ask.</param>
    public static Decision Of(Manifest manifest, Tally tally, int? first = null)
    {
        if (manifest.Quorum is { } quorum && tally.Turnout < quorum)
            return NoQuorum;
        if (manifest.Rule is FirstToRule)
            return first is { } winner ? Elected(manifest.Choices[winner]) : None;
        return OfMost(manifest, tally);
    }

    /// <summary>
    /// Whether the tally can have come with this decision. Where the rule asks who was first, several decisions can belong to one tally:
    /// which of them it was, only the statements in their order tell.
    /// </summary>
    public bool CanComeOf(Manifest manifest, Tally tally)
    {
        if (manifest.Rule is not FirstToRule { Weight: var weight })
            return this == Of(manifest, tally);
        bool someoneReached = false;
        for (int i = 0; i < tally.Counts.Length; i++)
        {
            if (tally.Counts[i] < weight)
                continue;
            someoneReached = true;
            if (this == Of(manifest, tally, i))
                return true;
        }
        return !someoneReached && this == Of(manifest, tally);
    }

    private static Decision OfMost(Manifest manifest, Tally tally)
    {
        int best = 0;
        bool drawn = false;
        for (int i = 1; i < tally.Counts.Length; i++)
        {
            drawn = tally.Counts[i] == tally.Counts[best] || (drawn && tally.Counts[i] < tally.Counts[best]);
            if (tally.Counts[i] > tally.Counts[best])
                best = i;
        }
        return drawn ? Tie : Elected(manifest.Choices[best]);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

using Election.Voting.Setup;

namespace Election.Voting.Counting;

/// <summary>
/// The decision of an election, as canonical text: <c>elected:</c> and the choice, <c>tie</c>, <c>none</c>, or <c>no-quorum</c>.
/// </summary>
/// <param name="Text">The canonical text.</param>
public readonly record struct Decision(string Text)
{
    /// <summary>The prefix before the choice.</summary>
    public const string ElectedPrefix = "elected:";

    /// <summary>A draw at the top, even with no votes at all.</summary>
    public static Decision Tie => new("tie");

    /// <summary>The turnout is below the quorum: nothing is decided, whatever the counts are.</summary>
    public static Decision NoQuorum => new("no-quorum");

    /// <summary>No choice has reached the number of votes that the rule requires.</summary>
    public static Decision None => new("none");

    /// <summary>The choice won.</summary>
    public static Decision Elected(string choice) => new(ElectedPrefix + choice);

    /// <summary>Applies the manifest's rule and quorum.</summary>
    /// <param name="manifest">The manifest, with the rule, the quorum and the choices.</param>
    /// <param name="tally">A tally with as many counts as the manifest has choices.</param>
    /// <param name="first">
    /// The place of the choice that reached the number of <see cref="FirstToRule"/> first; null while none has. Other rules ignore it.
    /// </param>
    public static Decision Of(Manifest manifest, Tally tally, int? first = null)
    {
        if (manifest.Quorum is { } quorum && tally.Turnout < quorum)
            return NoQuorum;
        if (manifest.Rule is FirstToRule)
            return first is { } winner ? Elected(manifest.Choices[winner]) : None;
        return OfMost(manifest, tally);
    }

    /// <summary>
    /// True if the tally is possible with this decision. Under first-to-K several decisions can belong to one tally: only the statements in
    /// their order tell which choice was first.
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

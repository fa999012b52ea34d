using Election.Voting.Setup;

namespace Election.Voting.Counting;

/// <summary>What a tally decides, as canonical text: <c>elected:</c> and the choice, <c>tie</c>, or <c>no-quorum</c>.</summary>
/// <param name="Text">The text.</param>
public readonly record struct Decision(string Text)
{
    /// <summary>What stands before the choice.</summary>
    public const string ElectedPrefix = "elected:";

    /// <summary>A draw at the top, nought all included.</summary>
    public static Decision Tie => new("tie");

    /// <summary>The turnout is below the quorum; whatever the counts are, nothing is decided.</summary>
    public static Decision NoQuorum => new("no-quorum");

    /// <summary>The choice won.</summary>
    public static Decision Elected(string choice) => new(ElectedPrefix + choice);

    /// <summary>Applies the manifest's rule and quorum.</summary>
    /// <param name="manifest">The rule, the quorum and the choices.</param>
    /// <param name="tally">As many counts as the manifest has choices.</param>
    public static Decision Of(Manifest manifest, Tally tally)
    {
        if (manifest.Quorum is { } quorum && tally.Turnout < quorum)
            return NoQuorum;
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

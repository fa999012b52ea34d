using System.Collections.Immutable;

namespace Election.Voting.Counting;

/// <summary>The weights counted. Equal by value.</summary>
/// <param name="Counts">The weight of the votes for each choice, in the manifest's order.</param>
/// <param name="Abstentions">The weight of the abstentions.</param>
public sealed record Tally(ImmutableArray<long> Counts, long Abstentions)
{
    /// <summary>The total weight of votes and abstentions.</summary>
    public long Turnout
    {
        get
        {
            long sum = Abstentions;
            foreach (long count in Counts)
                sum += count;
            return sum;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Tally? other) =>
        other is not null && Abstentions == other.Abstentions && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Abstentions, Turnout);
}

using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>Deals votes to nodes by seed: the same seed deals the same votes, in a simulation as in a run of real processes.</summary>
public static class VoteDeal
{
    // Each use of a run's seed has its own sequence.
    private const ulong DealStream = 0x5645_4e54_414c;
    private const ulong OwnStream = 0x4155_544f;

    /// <summary>
    /// Deals exactly these votes, in an order drawn by seed (Fisher and Yates, in Durstenfeld's form; Knuth, TAOCP 2, 3.4.2, algorithm P).
    /// </summary>
    /// <param name="counts">For each choice, the number of nodes that vote for it.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>For each node, the place of its choice.</returns>
    public static ImmutableArray<int> Exactly(ReadOnlySpan<int> counts, ulong seed)
    {
        var votes = new List<int>();
        for (int choice = 0; choice < counts.Length; choice++)
            votes.AddRange(Enumerable.Repeat(choice, counts[choice]));
        var draws = new SplitMix64(SplitMix64.Mix(seed) ^ DealStream);
        for (int last = votes.Count - 1; last > 0; last--)
        {
            int other = (int)draws.Next((ulong)last + 1);
            (votes[last], votes[other]) = (votes[other], votes[last]);
        }
        return [.. votes];
    }

    /// <summary>Draws the choice of one node that votes by itself: uniform, from the run's seed and the node's id alone.</summary>
    /// <param name="id">The node.</param>
    /// <param name="choices">The number of choices.</param>
    /// <param name="seed">The run's seed.</param>
    public static int Drawn(MemberId id, int choices, ulong seed) =>
        (int)new SplitMix64(SplitMix64.Mix(seed) ^ OwnStream ^ id.Tag.Value).Next((ulong)choices);
}

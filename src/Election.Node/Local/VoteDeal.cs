using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Node.Local;

/// <summary>Which node votes for what: drawn by seed, so that a replay deals the same votes.</summary>
internal static class VoteDeal
{
    // Each use of the run's seed has its own sequence.
    private const ulong DealStream = 0x5645_4e54_414c;
    private const ulong AutoStream = 0x4155_544f;

    /// <summary>
    /// Deals exactly these votes, in an order drawn by seed (Fisher and Yates, in Durstenfeld's form; Knuth, TAOCP 2, 3.4.2, algorithm P).
    /// </summary>
    /// <returns>For each node the index of its choice.</returns>
    public static ImmutableArray<int> Deal(ImmutableArray<int> counts, ulong seed)
    {
        int[] votes = [.. counts.SelectMany((count, choice) => Enumerable.Repeat(choice, count))];
        var draws = new SplitMix64(SplitMix64.Mix(seed) ^ DealStream);
        for (int last = votes.Length - 1; last > 0; last--)
        {
            int other = (int)draws.Next((ulong)last + 1);
            (votes[last], votes[other]) = (votes[other], votes[last]);
        }
        return [.. votes];
    }

    /// <summary>The choice of one node that votes by itself: uniform, from the run's seed and the node's id alone.</summary>
    public static int Auto(MemberId id, int choices, ulong seed) =>
        (int)new SplitMix64(SplitMix64.Mix(seed) ^ AutoStream ^ id.Tag.Value).Next((ulong)choices);
}

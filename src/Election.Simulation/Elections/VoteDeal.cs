using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Simulation.Elections;

/// <summary>Who votes for what, by seed. The same seed deals the same votes, in a simulation as in a run of real processes.</summary>
public static class VoteDeal
{
    private const ulong Purpose = 0x7665_7465_6465_616C;

    /// <summary>Each node votes for a choice drawn by itself.</summary>
    /// <returns>Per node the choice's place.</returns>
    public static ImmutableArray<int> Drawn(int nodes, int choices, ulong seed)
    {
        var random = new SplitMix64(seed ^ Purpose);
        ImmutableArray<int>.Builder votes = ImmutableArray.CreateBuilder<int>(nodes);
        for (int i = 0; i < nodes; i++)
            votes.Add((int)random.Next((ulong)choices));
        return votes.MoveToImmutable();
    }

    /// <summary>Exactly so many votes for each choice, shuffled over the nodes (Fisher and Yates).</summary>
    /// <param name="counts">Per choice how many nodes vote for it; their sum is the number of nodes.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Per node the choice's place.</returns>
    public static ImmutableArray<int> Exactly(ReadOnlySpan<int> counts, ulong seed)
    {
        var votes = new List<int>();
        for (int choice = 0; choice < counts.Length; choice++)
            votes.AddRange(Enumerable.Repeat(choice, counts[choice]));
        var random = new SplitMix64(seed ^ Purpose);
        for (int i = votes.Count - 1; i > 0; i--)
        {
            int other = (int)random.Next((ulong)i + 1);
            (votes[i], votes[other]) = (votes[other], votes[i]);
        }
        return [.. votes];
    }
}

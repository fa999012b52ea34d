using System.Globalization;
using Election.Groups.Model;
using Election.Node.Talk;

namespace Election.Node.Runs.Simulated;

/// <summary>A range of seeds, both ends included, written <c>1..1000</c>.</summary>
/// <param name="First">The first seed.</param>
/// <param name="Last">The last seed; the range has at most <see cref="MostSeeds"/> seeds.</param>
internal sealed record SeedRange(ulong First, ulong Last)
{
    /// <summary>The most elections of one sweep, which take more than a day.</summary>
    public const int MostSeeds = 10_000_000;

    /// <summary>The number of seeds.</summary>
    public int Count => (int)(Last - First + 1);

    /// <summary>Reads the operator's text.</summary>
    public static Parsed<SeedRange> Read(string text)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots > 0 && Seed(text[..dots], out ulong first) && Seed(text[(dots + 2)..], out ulong last)
            && first <= last && last - first < MostSeeds
            ? new SeedRange(first, last)
            : Sentence.Of($"{Quoted.Of(text)} is not a range of seeds: write for example 1..1000, at most {MostSeeds} seeds up to {
                Values.MaxSeed}");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}..{Last}");

    private static bool Seed(string text, out ulong seed) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed) && seed <= Values.MaxSeed;
}

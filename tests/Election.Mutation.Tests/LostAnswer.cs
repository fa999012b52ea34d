using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Elections;

namespace Election.Mutation.Tests;

/// <summary>
/// A family of elections of three in which one, n1, proposes, and hears nobody until the other two have passed the barrier and counted votes
/// between them; then n3 loses its journal while n1 still proposes, and n2, who alone knows what was counted, is not heard.
/// </summary>
internal static class LostAnswer
{
    private const ulong Purpose = 0x6C6F7374616E73;

    /// <summary>One of the family.</summary>
    public static ElectionScenario Of(int seed)
    {
        var random = new SplitMix64(SplitMix64.Mix((ulong)seed) ^ Purpose);
        int deaf = 200 + Below(150);
        int died = 2200 + Below(600);
        int back = died + 20 + Below(150);
        int hears = back + Below(60);
        int alone = back + Below(60);
        string[] faults =
        [
            $"{deaf}ms..{hears}ms:*>n1:drop", $"n3:crash@{died}ms", $"n3:restart@+{back - died}ms", "n3:lose-journal",
            $"{alone}ms..{alone + 4000}ms:n2<>*:drop",
        ];
        return new ElectionScenario
        {
            Nodes = 3,
            Seed = (ulong)seed,
            VoteWithin = TimeSpan.FromMilliseconds(300),
            Network = new() { HasDigest = false },
            Faults = [.. faults.Select(text => FaultSpec.TryParse(text, out FaultSpec? spec, out string reason)
                ? spec! : throw new ArgumentException(reason))],
        };

        int Below(int bound) => (int)random.Next((ulong)bound);
    }
}

using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>An entry of the roll.</summary>
/// <param name="Name">The voter's name; see <see cref="Names"/>.</param>
/// <param name="Key">The key that signs the voter's votes.</param>
/// <param name="Weight">The weight of the voter's vote, 1 to <see cref="MaxWeight"/>.</param>
public sealed record Voter(string Name, PublicKey Key, int Weight)
{
    /// <summary>The largest weight of one voter.</summary>
    public const int MaxWeight = 1_000_000;
}

using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>An entry of the roll.</summary>
/// <param name="Name">Its name; see <see cref="Names"/>.</param>
/// <param name="Key">The key that signs its votes.</param>
/// <param name="Weight">How much its vote weighs: 1 to <see cref="MaxWeight"/>.</param>
public sealed record Voter(string Name, PublicKey Key, int Weight)
{
    /// <summary>The most that one voter can weigh.</summary>
    public const int MaxWeight = 1_000_000;
}

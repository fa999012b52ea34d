using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Voting.Setup;

/// <summary>
/// The terms of an election: the question, the voters and the rules. It is the context that the barrier's proposal carries and the election
/// id covers. Its bytes are laid out in docs/transcript.md, "Manifest"; they hold a list of contests, of which this version has exactly
/// one.
/// </summary>
public sealed record Manifest
{
    /// <summary>The largest number of voters on a roll.</summary>
    public const int MaxRoll = 256;

    /// <summary>The election's title, one line; see <see cref="Names"/>.</summary>
    public required string Title { get; init; }

    /// <summary>The choices, in the order in which they are shown and counted; see <see cref="ChoiceList"/>.</summary>
    public required ImmutableArray<string> Choices { get; init; }

    /// <summary>The rule by which votes become a decision.</summary>
    public CountingRule Rule { get; init; } = CountingRule.Plurality;

    /// <summary>The order in which votes are delivered.</summary>
    public DeliveryOrder Order { get; init; } = DeliveryOrder.Atomic;

    /// <summary>
    /// The turnout, in weight and abstentions included, below which the decision is <c>no-quorum</c>; null for none, otherwise at least 1.
    /// </summary>
    public int? Quorum { get; init; }

    /// <summary>The policy on whether a voter may vote again.</summary>
    public ReVotePolicy ReVote { get; init; } = ReVotePolicy.Final;

    /// <summary>The member whose requests count as the chair's; null for none.</summary>
    public MemberId? Chair { get; init; }

    /// <summary>The voters; empty for an open roll, which is START's members with weight 1 each.</summary>
    public ImmutableArray<Voter> Roll { get; init; } = [];

    /// <summary>Distinguishes two elections on the same terms.</summary>
    public Hash256 Nonce { get; init; }

    /// <summary>Returns null if every field is within its bounds; otherwise one clause that names the field and its fault.</summary>
    public Sentence? Objection() => ManifestRules.FirstFault(this);

    /// <summary>Returns the canonical bytes.</summary>
    /// <exception cref="InvalidOperationException">
    /// The manifest is not well formed: its maker did not call <see cref="Objection"/>.
    /// </exception>
    public byte[] Encode() => Objection() is { } objection
        ? throw new InvalidOperationException(objection.ToString()) : ManifestCodec.Encode(this);

    /// <summary>
    /// Reads canonical bytes; <see langword="false"/> for anything else, trailing bytes and names that are not NFC included.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Manifest? manifest)
    {
        manifest = ManifestCodec.Decode(bytes);
        if (manifest is not null && manifest.Objection() is null && ManifestCodec.Encode(manifest).AsSpan().SequenceEqual(bytes))
            return true;
        manifest = null;
        return false;
    }

    /// <summary>
    /// Returns the first field, in the order of the layout, in which the other differs, ignoring the nonce; null if there is none.
    /// </summary>
    public ManifestDifference? FirstDifference(Manifest other) => ManifestDifference.First(this, other);

    /// <summary>True if every field is equal, the nonce included.</summary>
    public bool Equals(Manifest? other) => other is not null && Nonce == other.Nonce && FirstDifference(other) is null;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Nonce, Title);
}

using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Voting.Counting;

/// <summary>
/// The voters and their weights: the manifest's roll, or, if it is open, START's members with weight 1 each, named by their ids.
/// </summary>
public sealed class Electorate
{
    private readonly Dictionary<Hash256, int> _places;

    private Electorate(ImmutableArray<Voter> voters, Dictionary<Hash256, int> places)
    {
        Voters = voters;
        _places = places;
        foreach (Voter voter in voters)
            TotalWeight += voter.Weight;
    }

    /// <summary>The voters, in the order of the roll or of the members.</summary>
    public ImmutableArray<Voter> Voters { get; }

    /// <summary>The sum of all weights.</summary>
    public long TotalWeight { get; }

    /// <summary>Sets up the electorate; a node does so before it agrees to be READY.</summary>
    /// <param name="manifest">A well-formed manifest.</param>
    /// <param name="proposal">The proposal, with the members.</param>
    /// <returns>The electorate, or one clause: two members have one key, or the chair is not a member.</returns>
    public static Parsed<Electorate> Create(Manifest manifest, Proposal proposal)
    {
        var holders = new Dictionary<Hash256, MemberId>();
        ImmutableArray<Voter>.Builder members = ImmutableArray.CreateBuilder<Voter>();
        bool hasChair = manifest.Chair is null;
        foreach (Member member in proposal.Members)
        {
            if (!holders.TryAdd(member.Key.Fingerprint, member.Id))
                return Sentence.Of($"{holders[member.Key.Fingerprint]} and {member.Id} hold one key: each node needs its own");
            hasChair |= member.Id == manifest.Chair;
            members.Add(new Voter(member.Id.Text, member.Key, 1));
        }
        if (!hasChair)
            return Sentence.Of($"the chair {manifest.Chair} is not a member");
        ImmutableArray<Voter> voters = manifest.Roll.IsEmpty ? members.ToImmutable() : manifest.Roll;
        var places = new Dictionary<Hash256, int>();
        for (int i = 0; i < voters.Length; i++)
            places.Add(voters[i].Key.Fingerprint, i);
        return new Electorate(voters, places);
    }

    /// <summary>Returns the voter's place in <see cref="Voters"/>, or -1.</summary>
    /// <param name="signer">The fingerprint of a key.</param>
    public int PlaceOf(Hash256 signer) => _places.GetValueOrDefault(signer, -1);
}

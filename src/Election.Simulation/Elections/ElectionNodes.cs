using System.Buffers.Binary;
using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>The nodes of a simulated election, and what each of their lives is built from.</summary>
internal sealed class ElectionNodes
{
    private const ulong GroupTag = 0x53494D_00000001;
    private const ulong NodePurpose = 0x6E6F6465;
    private const ulong NoncePurpose = 0x6E6F6E6365;
    private const ulong MomentPurpose = 0x6D6F6D656E74;

    private readonly ElectionScenario _scenario;
    private readonly ISignatureScheme _signatures;
    private readonly ImmutableArray<int> _votes;

    /// <summary>Prepares the nodes.</summary>
    /// <param name="scenario">The election.</param>
    /// <param name="signatures">Whose keys they have.</param>
    /// <param name="votes">Each member's choice in its first life.</param>
    public ElectionNodes(ElectionScenario scenario, ISignatureScheme signatures, ImmutableArray<int> votes)
    {
        _scenario = scenario;
        _signatures = signatures;
        _votes = votes;
    }

    /// <summary>The members, then the observers.</summary>
    public NodeSetup[] Setups =>
    [
        .. Enumerable.Range(0, _votes.Length).Select(i => Setup(ElectionSimulation.IdOf(i), _votes[i])),
        .. Enumerable.Range(0, _scenario.Observers).Select(i => Setup(ElectionSimulation.ObserverIdOf(i), null)),
    ];

    /// <summary>What a member votes for in each of its lives.</summary>
    public static ImmutableArray<int> VotesOf(int first, int lives, ElectionScenario scenario) =>
        [.. Enumerable.Range(0, scenario.ChangesMind ? lives : 1).Select(life => (first + life) % scenario.Choices.Length)];

    private NodeSetup Setup(MemberId id, int? vote)
    {
        PublicKey key = _signatures.KeyOf(id);
        return new NodeSetup(id, key, life => new NodeCore(Options(id, key, vote, life)));
    }

    private NodeCoreOptions Options(MemberId id, PublicKey key, int? vote, int life) => _scenario.Adjust(new NodeCoreOptions
    {
        Id = id,
        Incarnation = Incarnation.Of(life, 0),
        Role = vote is null ? NodeRole.Observer : NodeRole.Voter,
        Key = key,
        Algorithm = _signatures.Algorithm,
        Manifest = new Manifest { Title = _scenario.Title, Choices = _scenario.Choices, Order = _scenario.Order, Nonce = NonceOf(id, life) },
        GroupTag = GroupTag,
        Expect = _scenario.Nodes,
        Seed = ElectionSimulation.Purpose(_scenario.Seed, NodePurpose),
        Votes = vote is { } first ? [new PlannedVote(VotesOf(first, life, _scenario)[^1], MomentOf(id))] : [],
        Linger = _scenario.Linger,
        Checks = _scenario.Checks,
        Messages = vote is null ? 0 : _scenario.Messages,
    });

    private TimeSpan MomentOf(MemberId id) =>
        new SplitMix64(ElectionSimulation.Purpose(_scenario.Seed, MomentPurpose) ^ id.Tag.Value).NextBetween(TimeSpan.Zero, _scenario.VoteWithin);

    // Each life of a node proposes with a nonce of its own, as each start of the program does.
    private Hash256 NonceOf(MemberId id, int life)
    {
        Span<byte> nonce = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, ElectionSimulation.Purpose(_scenario.Seed, NoncePurpose) + (ulong)(life - 1));
        BinaryPrimitives.WriteUInt64BigEndian(nonce[sizeof(ulong)..], id.Tag.Value);
        return Hash256.Of(nonce);
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>Builds the nodes of a simulated election, and each of their lives.</summary>
internal sealed class ElectionNodes
{
    private const ulong GroupTag = 0x53494D_00000001;
    private const ulong NodePurpose = 0x6E6F6465;
    private const ulong NoncePurpose = 0x6E6F6E6365;
    private const ulong MomentPurpose = 0x6D6F6D656E74;

    private static readonly TimeSpan s_usualCloseAfter = TimeSpan.FromSeconds(30);

    private readonly ElectionScenario _scenario;
    private readonly ISignatureScheme _signatures;
    private readonly ImmutableArray<int> _votes;
    private readonly GivenStart? _given;
    private readonly Dictionary<MemberId, NodeCore> _cores = [];

    /// <summary>Prepares the nodes.</summary>
    /// <param name="scenario">The election.</param>
    /// <param name="signatures">The signature scheme of the nodes.</param>
    /// <param name="votes">Each member's choice in its first life.</param>
    public ElectionNodes(ElectionScenario scenario, ISignatureScheme signatures, ImmutableArray<int> votes)
    {
        _scenario = scenario;
        _signatures = signatures;
        _votes = votes;
        _given = scenario.HasNoBarrier ? StartOfAll() : null;
    }

    /// <summary>The members, then the observers.</summary>
    public NodeSetup[] Setups =>
    [
        .. Enumerable.Range(0, _votes.Length).Select(i => Setup(ElectionSimulation.IdOf(i), _votes[i])),
        .. Enumerable.Range(0, _scenario.Observers).Select(i => Setup(ElectionSimulation.ObserverIdOf(i), null)),
    ];

    /// <summary>The state of a node in its latest life; null before its first.</summary>
    public NodeSnapshot? SnapshotOf(SimulatedNode node) => _cores.GetValueOrDefault(node.Id)?.Snapshot();

    /// <summary>Returns a member's choices for a number of lives; there is one extra for a life that never began.</summary>
    public static ImmutableArray<int> VotesOf(MemberId id, int first, int lives, ElectionScenario scenario) =>
        [.. Enumerable.Range(1, lives).SelectMany(life => ChoicesIn(id, first, life, scenario))
            .SelectMany(choice => SaidFor(id, choice, scenario)).Distinct()];

    private static int[] SaidFor(MemberId id, int choice, ElectionScenario scenario) =>
        scenario.Lies(id) ? [choice, (choice + 1) % scenario.Choices.Length] : [choice];

    private static IEnumerable<int> ChoicesIn(MemberId id, int first, int life, ElectionScenario scenario)
    {
        if (scenario.Script.TryGetValue(id, out ImmutableArray<PlannedVote> script))
            return script.Select(vote => vote.Choice).OfType<int>();
        int inThisLife = scenario.ChangesMind ? first + life - 1 : first;
        return Enumerable.Range(inThisLife, ChangesInLife(scenario) ? 2 : 1).Select(choice => choice % scenario.Choices.Length);
    }

    private static bool ChangesInLife(ElectionScenario scenario) => scenario.ChangesMind && scenario.Rule.ReVote == ReVotePolicy.Changeable;

    private NodeSetup Setup(MemberId id, int? vote)
    {
        PublicKey key = _signatures.KeyOf(id);
        bool lies = vote is not null && _scenario.Lies(id);
        return new NodeSetup(id, key, (life, journal) =>
        {
            var core = new NodeCore(Options(id, key, vote, life, journal));
            _cores[id] = core;
            return lies ? new EquivocatingNode(core, _scenario.Choices.Length) : core;
        });
    }

    private NodeCoreOptions Options(MemberId id, PublicKey key, int? vote, int life, JournalId journal) =>
        _scenario.Adjust(new NodeCoreOptions
    {
        Id = id,
        Incarnation = Incarnation.Of(life, 0),
        Journal = journal,
        Role = vote is null ? NodeRole.Observer : id == _scenario.Chair ? NodeRole.Chair : NodeRole.Voter,
        Key = key,
        VoterKey = _scenario.VoterAt(id) is var voter && voter != id ? _signatures.KeyOf(voter) : null,
        Algorithm = _signatures.Algorithm,
        Manifest = ManifestOf(id, life),
        GroupTag = GroupTag,
        Expect = _scenario.Nodes,
        Seed = ElectionSimulation.Purpose(_scenario.Seed, NodePurpose),
        Votes = vote is { } first ? PlanOf(id, first, life) : [],
        CloseAfter = CloseAfterAt(id),
        Given = _given,
        VotesUntil = LastMoment(),
        Linger = _scenario.Linger,
        Checks = _scenario.Checks,
        Messages = vote is null ? 0 : _scenario.Messages,
    });

    private GivenStart StartOfAll()
    {
        Member[] members = [.. Enumerable.Range(0, _scenario.Nodes).Select(ElectionSimulation.IdOf).Order()
            .Select(id => new Member(id, _signatures.KeyOf(id)))];
        var proposal = new Proposal(members, ManifestOf(members[0].Id, 1).Encode());
        return GivenStart.Make(proposal, (key, message) => _signatures.Sign(key, message));
    }

    private Manifest ManifestOf(MemberId id, int life) => new()
    {
        Title = _scenario.Title,
        Choices = _scenario.Choices,
        Order = _scenario.Order,
        Rule = _scenario.Rule,
        ReVote = _scenario.Rule.ReVote,
        Chair = _scenario.Chair,
        Roll = _scenario.Terminals.IsEmpty ? [] : [.. Enumerable.Range(0, _scenario.Nodes).Select(ElectionSimulation.IdOf)
            .Where(member => _scenario.VoterAt(member) == member).Select(member => new Voter(member.Text, _signatures.KeyOf(member), 1))],
        Nonce = NonceOf(id, life),
    };

    private TimeSpan? CloseAfterAt(MemberId id)
    {
        TimeSpan? given = _scenario.CloseAfter ?? ScriptedClosing.Of(_scenario.Rule, LastMoment());
        return given is { } after && ScriptedClosing.IsFor(id, _scenario.Chair) ? after : s_usualCloseAfter;
    }

    private TimeSpan LastMoment()
    {
        TimeSpan drawn = ChangesInLife(_scenario) ? 2 * _scenario.VoteWithin : _scenario.VoteWithin;
        return _scenario.Script.Values.Select(votes => votes[^1].After).Append(drawn).Max();
    }

    private ImmutableArray<PlannedVote> PlanOf(MemberId id, int first, int life)
    {
        if (_scenario.Script.TryGetValue(id, out ImmutableArray<PlannedVote> script))
            return script;
        var random = new SplitMix64(ElectionSimulation.Purpose(_scenario.Seed, MomentPurpose) ^ id.Tag.Value);
        TimeSpan moment = TimeSpan.Zero;
        var plan = ImmutableArray.CreateBuilder<PlannedVote>();
        foreach (int choice in ChoicesIn(id, first, life, _scenario))
        {
            moment += random.NextBetween(TimeSpan.Zero, _scenario.VoteWithin);
            plan.Add(new PlannedVote(choice, moment));
        }
        return plan.ToImmutable();
    }

    // Each life of a node proposes with a nonce of its own, as each start of the program does.
    private Hash256 NonceOf(MemberId id, int life)
    {
        Span<byte> nonce = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, ElectionSimulation.Purpose(_scenario.Seed, NoncePurpose) + (ulong)(life - 1));
        BinaryPrimitives.WriteUInt64BigEndian(nonce[sizeof(ulong)..], id.Tag.Value);
        return Hash256.Of(nonce);
    }
}

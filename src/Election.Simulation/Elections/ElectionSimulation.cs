using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>
/// Runs the node as it is (<see cref="NodeCore"/>) over a simulated network, from the barrier to the last message, and checks the promises
/// while it runs and when it is over. Pure: runs of different scenarios may go side by side on different threads.
/// </summary>
public static class ElectionSimulation
{
    private const ulong GroupTag = 0x53494D_00000001;
    private const ulong NetworkPurpose = 0x6E6574;
    private const ulong NodePurpose = 0x6E6F6465;
    private const long FirstIncarnation = 1;
    private const ulong NoncePurpose = 0x6E6F6E6365;

    /// <summary>Runs a scenario to its end.</summary>
    /// <exception cref="ArgumentException">The scenario makes no sense: no node, or votes that are not one for each node and choice.</exception>
    /// <exception cref="InvalidOperationException">A node broke one of its own invariants.</exception>
    public static ElectionRun Run(ElectionScenario scenario)
    {
        ImmutableArray<int> votes = Deal(scenario);
        var faults = new FaultPlan(scenario.Faults, scenario.Seed);
        SimulationOptions network = scenario.Network with { Seed = Purpose(scenario, NetworkPurpose), Faults = faults };
        var watch = new PromiseWatch(scenario.Order, network.Signatures, scenario.Observer);
        IEnumerable<NodeSetup> members = votes.Select((vote, i) => Setup(scenario, network, IdOf(i), new PlannedVote(vote, TimeSpan.Zero)));
        IEnumerable<NodeSetup> observers = Enumerable.Range(0, scenario.Observers).Select(i => Setup(scenario, network, ObserverIdOf(i), null));
        NodeSetup[] setups = [.. members, .. observers];
        var group = new SimulatedGroup(network, setups, watch);
        watch.Watch([.. group.Nodes.Take(scenario.Nodes)]);
        if (faults.NamesLeader)
            watch.FollowLeader(group);
        scenario.Prepare(group);
        SimulationEnd end = group.Run();
        ImmutableArray<NodeOutcome> nodes = [.. group.Nodes.Select(node => Outcome(node, node.Index < votes.Length ? votes[node.Index] : null))];
        return new ElectionRun
        {
            Scenario = scenario,
            End = end,
            Verdict = VerdictOf(nodes),
            Nodes = nodes,
            Violations = watch.Conclude(group, nodes),
            History = group.History,
            Elapsed = ElapsedOf(group),
            EndedAt = group.Now,
            Events = group.EventCount,
        };
    }

    /// <summary>The name of the member with this number, from 0: <c>n1</c> and so on.</summary>
    public static MemberId IdOf(int member) => MemberId.Parse("n" + (member + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>The name of the observer with this number, from 0: <c>o1</c> and so on.</summary>
    public static MemberId ObserverIdOf(int observer) => MemberId.Parse("o" + (observer + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The run's verdict: divergence outweighs all; then a member that never closed; then a missing majority. Nodes that died and observers
    /// that never heard a close change nothing.
    /// </summary>
    internal static Verdict VerdictOf(IReadOnlyList<NodeOutcome> nodes)
    {
        Verdict[] order = [Verdict.Diverged, Verdict.Stalled, Verdict.NoResult];
        foreach (Verdict verdict in order)
        {
            if (nodes.Any(node => node.CrashedAt is null && node.IsMember && (node.Snapshot?.Verdict ?? Verdict.Stalled) == verdict))
                return verdict;
        }
        return Verdict.Certified;
    }

    private static ImmutableArray<int> Deal(ElectionScenario scenario)
    {
        if (scenario.Observers is < 0 or > SimulatedGroup.MaxNodes - Proposal.MaxMembers)
            throw new ArgumentException($"An election has 0 to {SimulatedGroup.MaxNodes - Proposal.MaxMembers} observers.", nameof(scenario));
        if (scenario.Nodes is < 1 or > Proposal.MaxMembers)
            throw new ArgumentException($"An election has 1 to {Proposal.MaxMembers} nodes, not {scenario.Nodes}.", nameof(scenario));
        if (scenario.Votes.IsEmpty)
            return [.. Enumerable.Range(0, scenario.Nodes).Select(i => VoteDeal.Drawn(IdOf(i), scenario.Choices.Length, scenario.Seed))];
        return scenario.Votes.Length == scenario.Choices.Length && scenario.Votes.Sum() == scenario.Nodes
            ? VoteDeal.Exactly(scenario.Votes.AsSpan(), scenario.Seed)
            : throw new ArgumentException("The votes are one number for each choice, and one vote for each node.", nameof(scenario));
    }

    private static NodeSetup Setup(ElectionScenario scenario, SimulationOptions network, MemberId id, PlannedVote? vote)
    {
        PublicKey key = network.Signatures.KeyOf(id);
        Span<byte> nonce = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, Purpose(scenario, NoncePurpose));
        BinaryPrimitives.WriteUInt64BigEndian(nonce[sizeof(ulong)..], id.Tag.Value);
        NodeCoreOptions options = scenario.Adjust(new NodeCoreOptions
        {
            Id = id,
            Incarnation = Incarnation.Of(FirstIncarnation, 0),
            Role = vote is null ? NodeRole.Observer : NodeRole.Voter,
            Key = key,
            Algorithm = network.Signatures.Algorithm,
            Manifest = new Manifest { Title = scenario.Title, Choices = scenario.Choices, Order = scenario.Order, Nonce = Hash256.Of(nonce) },
            GroupTag = GroupTag,
            Expect = scenario.Nodes,
            Seed = Purpose(scenario, NodePurpose),
            Votes = vote is null ? [] : [vote],
        });
        return new NodeSetup(id, key, () => new NodeCore(options));
    }

    private static ulong Purpose(ElectionScenario scenario, ulong purpose) => SplitMix64.Mix(scenario.Seed + SplitMix64.Mix(purpose));

    private static NodeOutcome Outcome(SimulatedNode node, int? vote) =>
        new(node.Id, vote, (node.Node as NodeCore)?.Snapshot(), node.Transcript, node.FinishedAt, node.CrashedAt, [.. node.Notices]);

    private static TimeSpan? ElapsedOf(SimulatedGroup group)
    {
        TimeSpan? started = null, certified = null;
        foreach (SimulatedNode node in group.Nodes)
        {
            if ((node.Node as NodeCore)?.Snapshot() is not { } snapshot)
                continue;
            TimeSpan? start = snapshot.StartedAt is { } s ? node.VirtualTimeOf(s) : null;
            TimeSpan? end = snapshot.CertifiedAt is { } c ? node.VirtualTimeOf(c) : null;
            started = started is null || start < started ? start ?? started : started;
            certified = certified is null || end > certified ? end ?? certified : certified;
        }
        return certified - started;
    }
}

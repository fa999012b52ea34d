using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Elections;

/// <summary>
/// Runs the real node (<see cref="NodeCore"/>) over a simulated network, from the barrier to the last message, and checks the promises
/// during the run and at its end. Pure: runs of different scenarios may use different threads in parallel.
/// </summary>
public static class ElectionSimulation
{
    private const ulong NetworkPurpose = 0x6E6574;

    /// <summary>Runs a scenario to its end.</summary>
    /// <exception cref="ArgumentException">
    /// The scenario is inconsistent: no node, votes that are not one for each node and choice, or a restart without a crash.
    /// </exception>
    /// <exception cref="InvalidOperationException">A node broke one of its own invariants.</exception>
    public static ElectionRun Run(ElectionScenario scenario)
    {
        ImmutableArray<int> votes = Deal(scenario);
        var faults = new FaultPlan(scenario.Faults, scenario.Seed);
        if (SimulatedGroup.ObjectionTo(faults) is { } objection)
            throw new ArgumentException(objection.ToString(), nameof(scenario));
        SimulationOptions network = scenario.Network with
        {
            Seed = Purpose(scenario.Seed, NetworkPurpose), Faults = faults,
        };
        var electors = new ElectionNodes(scenario, network.Signatures, votes);
        var meter = new RunMeter(electors, scenario.Nodes);
        var watch = new PromiseWatch(scenario, network.Signatures, meter, scenario.Observer);
        var group = new SimulatedGroup(network, electors.Setups, watch);
        watch.Watch([.. group.Nodes.Take(scenario.Nodes)], faults);
        if (faults.NamesLeader)
            watch.FollowLeader(group);
        scenario.Prepare(group);
        SimulationEnd end = group.Run();
        ImmutableArray<NodeOutcome> nodes =
            [.. group.Nodes.Select(node => Outcome(node, electors.SnapshotOf(node), scenario, votes, meter))];
        return new ElectionRun
        {
            Scenario = scenario,
            End = end,
            Verdict = RunVerdict.Of([.. nodes.Select(node => node.End())]),
            Nodes = nodes,
            Violations = watch.Conclude(group, nodes),
            History = group.History,
            Elapsed = ElapsedOf(group, electors),
            Latencies = meter.Latencies(),
            Coverage = CoverageOf(group, nodes, meter),
            Repairs = meter.RepairsWith(nodes),
            EndedAt = group.Now,
            Events = group.EventCount,
        };
    }

    /// <summary>Returns the id of the member with this number, from 0: <c>n1</c> and so on.</summary>
    public static MemberId IdOf(int member) => MemberId.Parse("n" + (member + 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>Returns the id of the observer with this number, from 0: <c>o1</c> and so on.</summary>
    public static MemberId ObserverIdOf(int observer) => MemberId.Parse("o" + (observer + 1).ToString(CultureInfo.InvariantCulture));

    internal static ulong Purpose(ulong seed, ulong purpose) => SplitMix64.Mix(seed + SplitMix64.Mix(purpose));

    private static ImmutableArray<int> Deal(ElectionScenario scenario)
    {
        if (scenario.Observers is < 0 or > SimulatedGroup.MaxNodes - Proposal.MaxMembers)
            throw new ArgumentException($"An election has 0 to {SimulatedGroup.MaxNodes - Proposal.MaxMembers} observers.",
                nameof(scenario));
        if (scenario.Nodes is < 1 or > Proposal.MaxMembers)
            throw new ArgumentException($"An election has 1 to {Proposal.MaxMembers} nodes, not {scenario.Nodes}.", nameof(scenario));
        if (scenario.Votes.IsEmpty)
            return [.. Enumerable.Range(0, scenario.Nodes).Select(i => VoteDeal.Drawn(IdOf(i), scenario.Choices.Length, scenario.Seed))];
        return scenario.Votes.Length == scenario.Choices.Length && scenario.Votes.Sum() == scenario.Nodes
            ? VoteDeal.Exactly(scenario.Votes.AsSpan(), scenario.Seed)
            : throw new ArgumentException("The votes are one number for each choice, and one vote for each node.", nameof(scenario));
    }

    private static NodeOutcome Outcome(
        SimulatedNode node, NodeSnapshot? snapshot, ElectionScenario scenario, ImmutableArray<int> votes, RunMeter meter)
    {
        ImmutableArray<int> planned = node.Index < votes.Length
            ? ElectionNodes.VotesOf(node.Id, votes[node.Index], node.Crashes + 1, scenario) : [];
        return new NodeOutcome(node.Id, planned, snapshot, node.Transcript, node.FinishedAt, node.CrashedAt, [.. node.Notices])
        {
            EarlierVerdict = meter.EarlierVerdictOf(node.Id),
            LostJournal = node.Journal.WasLost,
        };
    }

    private static Coverage CoverageOf(SimulatedGroup group, ImmutableArray<NodeOutcome> nodes, RunMeter meter)
    {
        Coverage coverage = nodes.Where(node => node is { Snapshot: not null, CrashedAt: null })
            .Aggregate(meter.EarlierLives, (sum, node) => sum.Plus(Coverage.Of(node.Snapshot!)));
        return coverage with
        {
            TornTail = group.Nodes.Sum(node => node.Journal.TornTails),
            Learner = coverage.Learner + group.Nodes.Count(node => node.Journal.WasLost && node.Life > 1),
        };
    }

    private static TimeSpan? ElapsedOf(SimulatedGroup group, ElectionNodes electors)
    {
        TimeSpan? started = null, certified = null;
        foreach (SimulatedNode node in group.Nodes)
        {
            if (electors.SnapshotOf(node) is not { } snapshot)
                continue;
            TimeSpan? start = snapshot.StartedAt is { } s ? node.VirtualTimeOf(s) : null;
            TimeSpan? end = snapshot.CertifiedAt is { } c ? node.VirtualTimeOf(c) : null;
            started = started is null || start < started ? start ?? started : started;
            certified = certified is null || end > certified ? end ?? certified : certified;
        }
        return certified - started;
    }
}

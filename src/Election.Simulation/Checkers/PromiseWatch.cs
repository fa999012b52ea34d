using System.Collections.Immutable;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Simulation.Elections;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Simulation.Checkers;

/// <summary>Looks on while an election runs and asks every checker that its order promises to satisfy.</summary>
internal sealed class PromiseWatch : ISimulationObserver
{
    /// <summary>The most violations kept: the first ones say what went wrong.</summary>
    public const int MaxViolations = 100;

    private readonly DeliveryOrder _order;
    private readonly ISignatureScheme _signatures;
    private readonly ISimulationObserver? _next;
    private readonly PrefixOrder _prefix = new();
    private readonly Dictionary<MemberId, List<LoggedEntry>> _entries = [];
    private readonly List<Violation> _violations = [];
    private IReadOnlyList<SimulatedNode> _members = [];
    private SimulatedGroup? _leaderOf;

    public PromiseWatch(DeliveryOrder order, ISignatureScheme signatures, ISimulationObserver? next)
    {
        _next = next;
        _order = order;
        _signatures = signatures;
    }

    /// <summary>Sets the members: theirs are the disks that count. Called once, before the run.</summary>
    public void Watch(IReadOnlyList<SimulatedNode> members) => _members = members;

    /// <summary>Tells the group's faults who leads, from now on.</summary>
    public void FollowLeader(SimulatedGroup group) => _leaderOf = group;

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        _next?.OnEffect(node, effect, now);
        if (effect.Kind == EffectKind.Publish && _leaderOf is not null && IsLeading(node))
            _leaderOf.Leader = node.Id.Tag;
        if (effect.Kind != EffectKind.Transcript || LoggedEntry.Read(effect.Bytes) is not { } entry)
            return;
        if (!_entries.TryGetValue(node.Id, out List<LoggedEntry>? entries))
            _entries.Add(node.Id, entries = []);
        entries.Add(entry);
        if (_order != DeliveryOrder.Atomic)
            return;
        Note(_prefix.Deliver(node.Id, entry, effect.Bytes.Span, now));
        Note(Durability.Deliver(_members, node, entry, now));
    }

    /// <summary>Checks what can only be checked at the end, and gives everything found.</summary>
    public ImmutableArray<Violation> Conclude(SimulatedGroup group, IReadOnlyList<NodeOutcome> nodes)
    {
        var integrity = new Integrity(_signatures, nodes);
        foreach (NodeOutcome node in nodes.Where(node => node.Snapshot is not null))
        {
            foreach (Violation violation in integrity.Check(node, _entries.GetValueOrDefault(node.Id, []), group.Now))
                Note(violation);
        }
        bool mayDiverge = _order != DeliveryOrder.Atomic;
        foreach (Violation violation in EqualResults.Check(nodes, mayDiverge, _signatures, group.Now))
            Note(violation);
        foreach (Violation violation in Audited.Check(nodes, mayDiverge, _signatures, group.Now))
            Note(violation);
        if (!mayDiverge)
            CheckAgreement(nodes, group.Now);
        return [.. _violations];
    }

    /// <summary>Promise 2 at the end: who closed has delivered all that any node ever did, a dead one included.</summary>
    private void CheckAgreement(IReadOnlyList<NodeOutcome> nodes, TimeSpan now)
    {
        NodeOutcome most = nodes.MaxBy(node => _prefix.DeliveredBy(node.Id))!;
        foreach (NodeOutcome node in nodes.Where(node => node.Snapshot?.CloseIndex is not null))
        {
            if (_prefix.DeliveredBy(node.Id) < _prefix.DeliveredBy(most.Id))
                Note(new Violation(now, "uniform agreement", $"{node.Id} closed without entries that {most.Id} delivered"));
        }
    }

    private static bool IsLeading(SimulatedNode node) => node.Node is NodeCore core && core.Snapshot().Mode == AtomicState.Leading;

    private void Note(Violation? violation)
    {
        if (violation is not null && _violations.Count < MaxViolations)
            _violations.Add(violation);
    }
}

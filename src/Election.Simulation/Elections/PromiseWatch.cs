using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Traces.Recording;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Simulation.Elections;

/// <summary>Observes a running election with every checker whose promise the delivery order makes.</summary>
internal sealed class PromiseWatch : ISimulationObserver
{
    /// <summary>The largest number of violations kept: the first ones show what went wrong.</summary>
    public const int MaxViolations = 100;

    private readonly DeliveryOrder _order;
    private readonly ISignatureScheme _signatures;
    private readonly ISimulationObserver? _next;
    private readonly PrefixOrder _prefix = new();
    private readonly ElectionScenario _scenario;
    private readonly OneBody _bodies;
    private readonly OneLeader _reigns = new();
    private readonly List<Violation> _violations = [];
    private readonly Dictionary<MemberId, List<LoggedEntry>> _entries = [];
    private readonly RunMeter _meter;
    private int _members;
    private DiskWatch? _disks;
    private MinoritySilence? _silence;
    private SimulatedGroup? _leaderOf;
    private TimeSpan _now;

    public PromiseWatch(ElectionScenario scenario, ISignatureScheme signatures, RunMeter meter, ISimulationObserver? next)
    {
        _scenario = scenario;
        _order = scenario.Order;
        // A voter with two terminals may sign two statements under one number: neither terminal knows what the other is about to sign. So
        // may a liar.
        _bodies = new OneBody([.. scenario.Terminals.Take(1)
            .Concat(Enumerable.Range(0, scenario.Nodes).Select(ElectionSimulation.IdOf).Where(scenario.Lies))
            .Select(node => signatures.KeyOf(scenario.VoterAt(node)).Fingerprint)]);
        _meter = meter;
        _next = next;
        _signatures = signatures;
    }

    /// <summary>Sets the members whose disks count. Called once, before the run.</summary>
    public void Watch(IReadOnlyList<SimulatedNode> members, FaultPlan plan)
    {
        _members = members.Count;
        _silence = new MinoritySilence(plan, members.Select(member => member.Id));
        _disks = new DiskWatch(members, OnRecord);
    }

    /// <summary>From now on, tells the group's faults which node leads.</summary>
    public void FollowLeader(SimulatedGroup group) => _leaderOf = group;

    /// <inheritdoc/>
    public void OnStart(SimulatedNode node, TimeSpan now)
    {
        _next?.OnStart(node, now);
        _prefix.Begin(node.Id);
        _entries.Remove(node.Id);
        SetUp(node, true, now);
    }

    /// <inheritdoc/>
    public void OnCrash(SimulatedNode node, TimeSpan now)
    {
        _next?.OnCrash(node, now);
        _meter.OnCrash(node, now);
        SetUp(node, false, now);
    }

    /// <inheritdoc/>
    public void OnPause(SimulatedNode node, TimeSpan now)
    {
        _next?.OnPause(node, now);
        SetUp(node, !node.IsPaused, now);
    }

    /// <inheritdoc/>
    public void OnReceive(SimulatedNode node, ReadOnlySpan<byte> datagram, TimeSpan now) => _next?.OnReceive(node, datagram, now);

    /// <inheritdoc/>
    public void OnFault(SimulatedNode node, ReadOnlySpan<byte> datagram, FaultKinds faults, TimeSpan now) =>
        _next?.OnFault(node, datagram, faults, now);

    /// <inheritdoc/>
    public void OnEffect(SimulatedNode node, in Effect effect, TimeSpan now)
    {
        _next?.OnEffect(node, effect, now);
        _meter.OnEffect(node, effect, now);
        _now = now;
        switch (effect.Kind)
        {
            case EffectKind.Publish:
                OnPublish(node, now);
                break;
            case EffectKind.Transcript:
                OnLine(node, effect.Bytes, now);
                break;
            case EffectKind.Finish:
                SetUp(node, false, now);
                break;
        }
    }

    /// <summary>Runs the checks that need the end of the run, and returns all violations.</summary>
    public ImmutableArray<Violation> Conclude(SimulatedGroup group, IReadOnlyList<NodeOutcome> nodes)
    {
        _disks!.Look();
        var integrity = new Integrity(_scenario.Rule.ReVote == ReVotePolicy.Final, _scenario.VoterAt, _signatures, nodes);
        foreach (NodeOutcome node in nodes.Where(node => node is { Snapshot: not null, CrashedAt: null }))
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

    private void SetUp(SimulatedNode node, bool isUp, TimeSpan now)
    {
        if (node.Index < _members)
            _silence!.Set(node.Index, isUp, now);
    }

    private void OnPublish(SimulatedNode node, TimeSpan now)
    {
        if (node.Node?.Standing is not { IsLeading: true } standing)
            return;
        Note(_reigns.Leads(node.Id, standing.Epoch, now));
        if (_leaderOf is not null)
            _leaderOf.Leader = node.Id.Tag;
    }

    private void OnLine(SimulatedNode node, ReadOnlyMemory<byte> line, TimeSpan now)
    {
        if ((_prefix.Known(node.Id, line.Span) ?? LoggedEntry.Read(line)) is not { } entry)
            return;
        if (!_entries.TryGetValue(node.Id, out List<LoggedEntry>? entries))
            _entries.Add(node.Id, entries = []);
        entries.Add(entry);
        if (node.Index < _members && entries.Count > _prefix.FurthestOf(node.Id))
            _meter.OnDelivery(entry, now);
        if (_order != DeliveryOrder.Atomic)
            return;
        bool isNew = _prefix.DeliveredBy(node.Id) == _prefix.Most;
        Note(_prefix.Deliver(node.Id, entry, line.Span, now));
        if (!isNew)
            return;
        Note(Durability.Deliver(_disks!, node, entry, now));
        Note(_silence!.Deliver(node.Id, entry.Index, now));
        Note(_bodies.Deliver(entry, now));
    }

    private void OnRecord(SimulatedNode node, JournalRecord record)
    {
        if (record.Kind == JournalRecordKind.OwnStatement && SignedStatement.TryDecode(record.Bytes.Span, out SignedStatement? own))
            Note(_bodies.See(own!.Statement, $"in {node.Id}'s journal", _now));
    }

    /// <summary>
    /// Checks promise 2 at the end: a node that closed has delivered everything that any node ever delivered, crashed ones included.
    /// </summary>
    private void CheckAgreement(IReadOnlyList<NodeOutcome> nodes, TimeSpan now)
    {
        foreach (NodeOutcome node in nodes.Where(node => node is { CrashedAt: null, Snapshot.CloseIndex: not null }))
        {
            int delivered = _prefix.DeliveredBy(node.Id);
            if (delivered < _prefix.Most)
                Note(new Violation(now, "uniform agreement", $"{node.Id} closed after {delivered} entries; {_prefix.Most} were delivered"));
        }
    }

    private void Note(Violation? violation)
    {
        if (violation is not null && _violations.Count < MaxViolations)
            _violations.Add(violation);
    }
}

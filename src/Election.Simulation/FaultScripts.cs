using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Carries the <see cref="NodeSchedule"/> of a plan to simulated nodes, as a local run does to processes.</summary>
internal sealed class FaultScripts
{
    /// <summary>The node of a fault that befalls the leader.</summary>
    public const int WhoeverLeads = -1;

    private readonly NodeSchedule _schedule;
    private readonly CrashScript[] _scripts;
    private readonly Queue<TimeSpan> _leaderPauses = new();

    /// <summary>Reads a plan for these nodes.</summary>
    public FaultScripts(FaultPlan plan, ImmutableArray<MemberId> ids)
    {
        _schedule = new NodeSchedule(plan.Specs, ids);
        _scripts = [.. Enumerable.Range(0, ids.Length).Select(node => _schedule.ScriptOf(node, null))];
        WatchSteps = _schedule.Crashes.Any(crash => NodeSchedule.TimeOf(crash) is null || NodeSchedule.IsOfLeader(crash));
    }

    /// <summary>True if a step can bring a crash about: <see cref="Strike"/> is then asked after each.</summary>
    public bool WatchSteps { get; }

    /// <summary>The crashes at a time, each of one node or of <see cref="WhoeverLeads"/>.</summary>
    public IEnumerable<(int Node, TimeSpan At)> CrashTimes() =>
        from crash in _schedule.Crashes
        where NodeSchedule.TimeOf(crash) is not null
        from node in NodesOf(((NodeWhere)crash.Where).Node)
        select (node, NodeSchedule.TimeOf(crash)!.Value);

    /// <summary>The pauses, each of one node or of <see cref="WhoeverLeads"/>.</summary>
    public IEnumerable<(int Node, PauseAction Pause)> Pauses() =>
        from pause in _schedule.Pauses
        from node in NodesOf(pause.Where)
        select (node, pause.Pause);

    /// <summary>A further life of a node begins.</summary>
    public void BeginLife(int node, TimeSpan now) => _scripts[node] = _schedule.ScriptOf(node, now);

    /// <summary>The crash a node dies of now, or null.</summary>
    public FaultSpec? Strike(SimulatedNode node, TimeSpan now) =>
        _scripts[node.Index] is { IsEmpty: false } script ? script.Strike(new NodeStanding(now, node.Node?.Standing ?? default)) : null;

    /// <summary>A node died of a crash, and nobody dies of it any more who was meant only as leader.</summary>
    /// <returns>The node's return, or null when it stays dead.</returns>
    public Comeback? Spend(int node, FaultSpec crash)
    {
        foreach (CrashScript script in NodeSchedule.IsOfLeader(crash) ? _scripts : [])
            script.Spend(crash);
        return _schedule.Strike(node, crash);
    }

    /// <summary>A leader's pause came while nobody leads: it waits for the first who does.</summary>
    public void AwaitLeader(TimeSpan length) => _leaderPauses.Enqueue(length);

    /// <summary>The length of a pause that waited for a leader, if the node is one.</summary>
    public TimeSpan? TakeLeaderPause(SimulatedNode node) =>
        _leaderPauses.Count > 0 && node.Node!.Standing.IsLeading ? _leaderPauses.Dequeue() : null;

    private IEnumerable<int> NodesOf(FaultNode where) => where.Kind == FaultNodeKind.Leader
        ? [WhoeverLeads] : Enumerable.Range(0, _scripts.Length).Where(node => _schedule.Names(where, node));
}

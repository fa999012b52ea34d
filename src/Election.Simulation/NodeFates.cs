using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>
/// The faults that a plan prescribes for nodes: crashes at times and at events, restarts, pauses, lost disks. The k-th crash of a node by
/// specifications that name it (or all) is followed by the k-th restart given in the same way; <c>leader</c>'s crash by <c>leader</c>'s
/// restart. A crash at an event happens to a node once in a run; one for <c>leader</c> happens once in all.
/// </summary>
internal sealed class NodeFates
{
    /// <summary>Stands for the node that leads when the fault strikes.</summary>
    public const int WhoeverLeads = -1;

    private readonly ImmutableArray<FaultSpec> _specs;
    private readonly MemberId[] _ids;
    private readonly List<Doom> _dooms = [];
    private readonly int[] _ownRestarts;
    private readonly bool[] _diskLost;
    private int _leaderRestarts;

    /// <summary>Reads a plan for these nodes.</summary>
    public NodeFates(FaultPlan plan, IEnumerable<MemberId> ids)
    {
        _specs = plan.Specs;
        _ids = [.. ids];
        _ownRestarts = new int[_ids.Length];
        _diskLost = new bool[_ids.Length];
        foreach (FaultSpec spec in _specs)
        {
            if (spec.What is CrashAction crash && (crash.Event ?? (spec.When as EventWhen)?.Event) is { } e)
                _dooms.Add(new Doom(((NodeWhere)spec.Where).Node, e, new bool[_ids.Length]));
        }
    }

    /// <summary>
    /// Returns the reason, in one sentence, that a plan's specifications cannot be carried out together; null if they can. A restart or a
    /// lost disk needs a crash of the same node that can come before it.
    /// </summary>
    public static Sentence? Objection(ImmutableArray<FaultSpec> specs)
    {
        foreach (FaultSpec spec in specs)
        {
            FaultNode? node = (spec.Where as NodeWhere)?.Node;
            if (spec.What is RestartAction && Count<CrashAction>(specs, node!.Value) < Count<RestartAction>(specs, node.Value))
                return $"'{spec}' needs a crash of {node} before it: add one, for example {node}:crash@1s, or leave the restart out";
            if (spec.What is LoseJournalAction && Count<RestartAction>(specs, node!.Value) == 0)
                return $"'{spec}' needs a restart of {node}, which finds the journal gone: add one, for example {node}:restart@+1s";
        }
        return null;
    }

    /// <summary>Returns the crashes at a time, each with its node or <see cref="WhoeverLeads"/>.</summary>
    public IEnumerable<(int Node, TimeSpan At)> Crashes()
    {
        foreach (FaultSpec spec in _specs)
        {
            if (spec is not { What: CrashAction { Event: null } crash, When: not EventWhen })
                continue;
            foreach (int node in NodesOf(spec))
                yield return (node, crash.Time ?? TimeSpan.Zero);
        }
    }

    /// <summary>Returns the pauses, each with its node or <see cref="WhoeverLeads"/>.</summary>
    public IEnumerable<(int Node, PauseAction Pause)> Pauses()
    {
        foreach (FaultSpec spec in _specs)
        {
            if (spec.What is not PauseAction pause)
                continue;
            foreach (int node in NodesOf(spec))
                yield return (node, pause);
        }
    }

    /// <summary>True if a node that has just been stepped crashes now, before the step's effects are carried out.</summary>
    /// <param name="node">The node's place.</param>
    /// <param name="self">The node.</param>
    /// <param name="gauge">Reads the node's progress.</param>
    /// <param name="asLeader">True if it crashes because it leads.</param>
    public bool DiesNow(int node, INode self, INodeGauge gauge, out bool asLeader)
    {
        asLeader = false;
        foreach (Doom doom in _dooms)
        {
            bool ofLeader = doom.Of.Kind == FaultNodeKind.Leader;
            if (doom.Happened[ofLeader ? 0 : node] || !(ofLeader ? gauge.IsLeading(self) : IsMeant(doom.Of, node))
                || gauge.Count(self, doom.At.Kind) < doom.At.Count)
                continue;
            doom.Happened[ofLeader ? 0 : node] = true;
            asLeader = ofLeader;
            return true;
        }
        return false;
    }

    /// <summary>True if any crash waits for an event.</summary>
    public bool WaitsForEvents => _dooms.Count > 0;

    /// <summary>Takes the time until a crashed node starts again; null for never.</summary>
    public TimeSpan? TakeRestart(int node, bool asLeader)
    {
        int skip = asLeader ? _leaderRestarts++ : _ownRestarts[node]++;
        foreach (FaultSpec spec in _specs)
        {
            if (spec is not { What: RestartAction restart, Where: NodeWhere where })
                continue;
            bool isMeant = asLeader ? where.Node.Kind == FaultNodeKind.Leader : IsMeant(where.Node, node);
            if (isMeant && skip-- == 0)
                return restart.After;
        }
        return null;
    }

    /// <summary>True, at most once, if a node that starts again has lost its disk.</summary>
    public bool TakeLostDisk(int node, bool asLeader)
    {
        bool lost = _specs.Any(spec => spec is { What: LoseJournalAction, Where: NodeWhere where }
            && (asLeader ? where.Node.Kind == FaultNodeKind.Leader : IsMeant(where.Node, node)));
        bool now = lost && !_diskLost[node];
        _diskLost[node] |= now;
        return now;
    }

    private static int Count<T>(ImmutableArray<FaultSpec> specs, FaultNode node) where T : NodeAction =>
        specs.Count(spec => spec.What is T && spec.Where is NodeWhere where && (where.Node == node || where.Node.IsAll));

    private IEnumerable<int> NodesOf(FaultSpec spec)
    {
        FaultNode where = ((NodeWhere)spec.Where).Node;
        return where.Kind == FaultNodeKind.Leader ? [WhoeverLeads] : Enumerable.Range(0, _ids.Length).Where(node => IsMeant(where, node));
    }

    private bool IsMeant(FaultNode where, int node) => where.IsAll || (where.Kind == FaultNodeKind.Named && where.Id == _ids[node]);

    private sealed record Doom(FaultNode Of, FaultEvent At, bool[] Happened);
}

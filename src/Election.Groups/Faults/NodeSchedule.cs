using System.Collections.Immutable;
using Election.Groups.Model;

namespace Election.Groups.Faults;

/// <summary>A crashed node's return.</summary>
/// <param name="After">The time since the crash.</param>
/// <param name="LosesJournal">True if the node finds its journal gone.</param>
public readonly record struct Comeback(TimeSpan After, bool LosesJournal);

/// <summary>
/// The effect of a plan on the nodes of one run: the crashes still ahead of a node, the restart that follows a crash, the pauses. This is
/// the one reading of a plan, for simulated nodes and real processes alike; docs/faults.md states its rules. Pure; one caller at a time.
/// </summary>
public sealed class NodeSchedule
{
    private readonly ImmutableArray<FaultSpec> _specs;
    private readonly ImmutableArray<MemberId> _ids;
    private readonly List<FaultSpec>[] _struck;
    private readonly int[] _ownRestarts;
    private readonly bool[] _journalLost;
    private int _leaderRestarts;

    /// <summary>The schedule of a run that begins now.</summary>
    /// <param name="specs">The run's faults; those of links and those that have no time of their own are left out.</param>
    /// <param name="ids">The nodes; each is called by its place here, from 0.</param>
    public NodeSchedule(ImmutableArray<FaultSpec> specs, ImmutableArray<MemberId> ids)
    {
        _specs = [.. specs.Where(spec => spec is { What: NodeAction, Where: NodeWhere })];
        _ids = ids;
        _struck = [.. ids.Select(_ => new List<FaultSpec>())];
        _ownRestarts = new int[ids.Length];
        _journalLost = new bool[ids.Length];
    }

    /// <summary>The crashes of the plan, in the order given.</summary>
    public IEnumerable<FaultSpec> Crashes => _specs.Where(spec => spec.What is CrashAction);

    /// <summary>The pauses of the plan, in the order given. A leader's pause waits until somebody leads.</summary>
    public IEnumerable<(FaultNode Where, PauseAction Pause)> Pauses => _specs.Where(spec => spec.What is PauseAction)
        .Select(spec => (((NodeWhere)spec.Where).Node, (PauseAction)spec.What));

    /// <summary>
    /// Returns the reason why the plan's faults cannot be carried out together, as a sentence, or null: each restart needs a crash that can
    /// take it, and a lost journal needs a restart that finds it gone.
    /// </summary>
    public static Sentence? Objection(ImmutableArray<FaultSpec> specs)
    {
        foreach (FaultSpec spec in specs)
        {
            if (spec.Where is not NodeWhere { Node: var node })
                continue;
            if (spec.What is RestartAction && CrashesThatTake(specs, node) < Count<RestartAction>(specs, node))
            {
                return node.IsAll
                    ? Sentence.Of(
                        $"'{spec}' needs a crash that no other restart follows: add one, for example n1:crash@1s, or leave the restart out")
                    : $"'{spec}' needs a crash of {node} before it: add one, for example {node}:crash@1s, or leave the restart out";
            }
            if (spec.What is LoseJournalAction && !MayComeBack(specs, node))
                return $"'{spec}' needs a restart of {node}, which finds the journal gone: add one, for example {node}:restart@+1s";
        }
        return null;
    }

    /// <summary>True if a specification means the node by its id or means all.</summary>
    public bool Names(FaultNode where, int node) => where.IsAll || where == FaultNode.Named(_ids[node]);

    /// <summary>
    /// True if a life of the node may still die of a crash. A crash strikes a node once over all its lives, a leader's crash once in the
    /// run; and a crash whose time came while the node was down came too late.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="crash">A crash of the plan.</param>
    /// <param name="bornAt">The age of the run at which this life begins; null for the node's first.</param>
    public bool IsAhead(int node, FaultSpec crash, TimeSpan? bornAt) => !_struck[node].Contains(crash)
        && (bornAt is null || TimeOf(crash) is not { } time || time > bornAt);

    /// <summary>Returns the crashes that a life of the node may meet; <paramref name="bornAt"/> as for <see cref="IsAhead"/>.</summary>
    public CrashScript ScriptOf(int node, TimeSpan? bornAt) =>
        new(new FaultPlan([.. Crashes.Where(crash => IsAhead(node, crash, bornAt))], 0), _ids[node], LeaderRule.Any);

    /// <summary>The time of a crash that waits for a time, as an age of the run; null for one that waits for an event.</summary>
    public static TimeSpan? TimeOf(FaultSpec crash) => crash is { What: CrashAction { Event: null } at, When: not EventWhen }
        ? at.Time ?? TimeSpan.Zero : null;

    /// <summary>True if a specification means the leader.</summary>
    public static bool IsOfLeader(FaultSpec spec) => spec.Where is NodeWhere { Node.Kind: FaultNodeKind.Leader };

    /// <summary>Notes that a node dies of a crash, which is spent from then on. Called once for each death.</summary>
    /// <returns>The node's return, or null when it stays dead.</returns>
    public Comeback? Strike(int node, FaultSpec crash)
    {
        bool asLeader = IsOfLeader(crash);
        foreach (List<FaultSpec> struck in asLeader ? _struck : [_struck[node]])
            struck.Add(crash);
        if (TakeRestart(node, asLeader) is not { } after)
            return null;
        bool loses = !_journalLost[node] && _specs.Any(spec => spec is { What: LoseJournalAction, Where: NodeWhere { Node: var where } }
            && (Names(where, node) || (asLeader && where.Kind == FaultNodeKind.Leader)));
        _journalLost[node] |= loses;
        return new Comeback(after, loses);
    }

    // The most specific list that the plan has for this death, used up in the order given: the node's own, the leader's, the one for all.
    private TimeSpan? TakeRestart(int node, bool asLeader)
    {
        TimeSpan[] own = RestartsOf(FaultNode.Named(_ids[node]));
        if (own.Length > 0)
            return Take(own, ref _ownRestarts[node]);
        TimeSpan[] leaders = asLeader ? RestartsOf(FaultNode.Leader) : [];
        return leaders.Length > 0 ? Take(leaders, ref _leaderRestarts) : Take(RestartsOf(FaultNode.All), ref _ownRestarts[node]);
    }

    private static TimeSpan? Take(TimeSpan[] restarts, ref int taken) => taken < restarts.Length ? restarts[taken++] : null;

    private TimeSpan[] RestartsOf(FaultNode where) =>
    [
        .. _specs.Where(spec => spec.Where == new NodeWhere(where))
            .Select(spec => spec.What).OfType<RestartAction>().Select(restart => restart.After),
    ];

    // The most deaths of one node that can take a restart given for this one: equal crashes are one, as each strikes a node once.
    private static int CrashesThatTake(ImmutableArray<FaultSpec> specs, FaultNode where)
    {
        int leader = Crashed(FaultNode.Leader);
        if (where.Kind == FaultNodeKind.Leader)
            return leader;
        if (where.Kind == FaultNodeKind.Named)
            return Crashed(where) + Crashed(FaultNode.All) + leader;
        int ofAnyone = Crashed(FaultNode.All) + (Count<RestartAction>(specs, FaultNode.Leader) > 0 ? 0 : leader);
        return ofAnyone + specs.Select(spec => (spec.Where as NodeWhere)?.Node).OfType<FaultNode>()
            .Where(node => node.Kind == FaultNodeKind.Named && Count<RestartAction>(specs, node) == 0)
            .Select(Crashed).DefaultIfEmpty().Max();

        int Crashed(FaultNode node) =>
            specs.Where(spec => spec.What is CrashAction && spec.Where == new NodeWhere(node)).Distinct().Count();
    }

    private static bool MayComeBack(ImmutableArray<FaultSpec> specs, FaultNode node)
    {
        bool leaderDies = Count<CrashAction>(specs, FaultNode.Leader) > 0;
        if (node.Kind == FaultNodeKind.Leader)
            return leaderDies && specs.Any(spec => spec.What is RestartAction);
        if (node.IsAll || Count<RestartAction>(specs, node) > 0)
            return specs.Any(spec => spec.What is RestartAction);
        bool dies = leaderDies || Count<CrashAction>(specs, node) > 0 || Count<CrashAction>(specs, FaultNode.All) > 0;
        return (dies && Count<RestartAction>(specs, FaultNode.All) > 0)
            || (leaderDies && Count<RestartAction>(specs, FaultNode.Leader) > 0);
    }

    private static int Count<T>(ImmutableArray<FaultSpec> specs, FaultNode node) where T : NodeAction =>
        specs.Count(spec => spec.What is T && spec.Where == new NodeWhere(node));
}

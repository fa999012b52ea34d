using System.Diagnostics;
using Election.Groups.Faults;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>
/// What a run does to its own nodes because the operator's faults say so: it starts a crashed node again, lets a node stand still, and
/// tells the others what they cannot know: that the leader's crash has happened, and that somebody is about to come back. A node crashes by
/// itself.
/// </summary>
internal sealed class RunScript
{
    private readonly LocalSettings _settings;
    private readonly RunFolder _folder;
    private readonly FleetBoard _board;
    private readonly NodeFleet _fleet;
    private readonly NodeTalk _talk;
    private readonly DateTimeOffset _began;
    private readonly long _beganAt = Stopwatch.GetTimestamp();
    private readonly List<FaultSpec>[] _struck;
    private readonly HashSet<int> _awaited = [];
    private readonly HashSet<int> _still = [];
    private readonly Queue<PauseDue> _leaderPauses = new();

    /// <summary>The script of a run that begins now.</summary>
    public RunScript(LocalSettings settings, RunFolder folder, FleetBoard board, NodeFleet fleet, NodeTalk talk, DateTimeOffset began)
    {
        _began = began;
        _settings = settings;
        _folder = folder;
        _board = board;
        _fleet = fleet;
        _talk = talk;
        _struck = [.. settings.Ids.Select(_ => new List<FaultSpec>())];
    }

    /// <summary>Starts every node, and the clock of the faults.</summary>
    public void Begin()
    {
        for (int node = 0; node < _struck.Length; node++)
            Start(node);
        foreach (FaultSpec spec in _settings.Election.Faults)
        {
            if (spec is { What: PauseAction pause, Where: NodeWhere where })
                _fleet.After(Until(pause.Time), new PauseDue(where.Node, pause.Length));
        }
    }

    private TimeSpan Until(TimeSpan time)
    {
        TimeSpan rest = time - Stopwatch.GetElapsedTime(_beganAt);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>Takes what came from the nodes, after the board did.</summary>
    public void Take(FleetEvent news)
    {
        switch (news)
        {
            case CrashReport crash:
                Struck(crash);
                break;
            case EndReport end when _board.Nodes[end.Node] is { AwaitsRestart: true } && RestartOf(end.Node) is { } after:
                _fleet.After(after, new RestartDue(end.Node));
                break;
            case RestartDue due:
                Restart(due.Node);
                break;
            case PauseDue pause:
                Pause(pause);
                break;
            case ResumeReport resumed:
                _still.Remove(resumed.Node);
                _talk.Tell(resumed.Node, $"goes on");
                break;
            case ProgressReport { Progress.IsLeader: true } when _leaderPauses.TryDequeue(out PauseDue? pause):
                Pause(pause);
                break;
        }
        LetGo();
    }

    private void Start(int node) => _fleet.Start(node, NodeArguments.Of(_settings, _folder, node, _began, FaultsOf(node)));

    // A crash strikes once, the leader's once in the run; and one whose time came while the node was down came too late.
    private IEnumerable<FaultSpec> FaultsOf(int node)
    {
        TimeSpan age = Stopwatch.GetElapsedTime(_beganAt);
        bool isFirstLife = _struck[node].Count == 0;
        return _settings.Election.Faults.Where(spec => spec.What is not (RestartAction or PauseAction)
            && !_struck[node].Contains(spec)
            && (isFirstLife || spec.What is not CrashAction { Time: { } time } || time > age));
    }

    private void Struck(CrashReport crash)
    {
        FaultSpec fault = crash.Fault;
        _talk.Tell(crash.Node, $"crashes by its script ({fault})");
        bool isOfLeader = fault.Where is NodeWhere { Node.Kind: FaultNodeKind.Leader };
        foreach (List<FaultSpec> struck in isOfLeader ? _struck : [_struck[crash.Node]])
            struck.Add(fault);
        if (isOfLeader)
            _fleet.TellAll(new SpentInstruction(fault));
        if (RestartOf(crash.Node) is null)
            return;
        _board.Nodes[crash.Node].AwaitsRestart = true;
        Await(crash.Node);
    }

    /// <summary>How long after its latest crash a node is started again, or null: what names the node wins over what names all.</summary>
    private TimeSpan? RestartOf(int node)
    {
        if (_struck[node].Count == 0)
            return null;
        bool ledAsStruck = _struck[node][^1].Where is NodeWhere { Node.Kind: FaultNodeKind.Leader };
        TimeSpan? forAll = null, forLeader = null, forNode = null;
        foreach (FaultSpec spec in _settings.Election.Faults)
        {
            if (spec is not { What: RestartAction restart, Where: NodeWhere { Node: var where } })
                continue;
            if (where.IsAll)
                forAll = restart.After;
            else if (where.Kind == FaultNodeKind.Leader && ledAsStruck)
                forLeader = restart.After;
            else if (where == FaultNode.Named(_settings.Ids[node]))
                forNode = restart.After;
        }
        return forNode ?? forLeader ?? forAll;
    }

    private void Restart(int node)
    {
        NodeRecord record = _board.Nodes[node];
        record.AwaitsRestart = false;
        // Nobody is left that it could hear the rest from.
        if (_board.Nodes.All(other => other == record || other is { ExitCode: not null, AwaitsRestart: false }))
            return;
        record.BeginAgain();
        Start(node);
        _fleet.Tell(node, new StayInstruction(true));
        _talk.Tell(node, $"is started again");
    }

    private void Pause(PauseDue pause)
    {
        bool isOfLeader = pause.Where.Kind == FaultNodeKind.Leader;
        bool anyone = false;
        for (int node = 0; node < _struck.Length; node++)
        {
            NodeRecord record = _board.Nodes[node];
            bool isMeant = pause.Where.IsAll || pause.Where == FaultNode.Named(_settings.Ids[node])
                || (isOfLeader && !anyone && record.Progress is { IsLeader: true });
            if (!isMeant || record.ExitCode is not null || record.State == ElectionState.Crashed || !_still.Add(node))
                continue;
            anyone = true;
            Await(node);
            _fleet.Pause(node, pause.Length);
            _talk.Tell(node, $"stands still for {FaultTime.ToText(pause.Length)}");
        }
        if (isOfLeader && !anyone)
            _leaderPauses.Enqueue(pause);
    }

    private void Await(int node)
    {
        if (_awaited.Add(node))
            _fleet.TellAll(new StayInstruction(true));
    }

    /// <summary>Once everyone who was awaited has come to its end, nobody need stay any more.</summary>
    private void LetGo()
    {
        if (_awaited.Count > 0 && _awaited.RemoveWhere(HasComeBack) > 0 && _awaited.Count == 0)
            _fleet.TellAll(new StayInstruction(false));
    }

    private bool HasComeBack(int node)
    {
        NodeRecord record = _board.Nodes[node];
        if (record.AwaitsRestart || _still.Contains(node))
            return false;
        return record.ExitCode is not null
            || record.State is ElectionState.Certified or ElectionState.Diverged or ElectionState.NoResult or ElectionState.Stalled;
    }
}

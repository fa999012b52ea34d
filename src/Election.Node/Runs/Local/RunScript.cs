using System.Diagnostics;
using Election.Groups.Faults;
using Election.Voting.Core;

namespace Election.Node.Runs.Local;

/// <summary>
/// Carries out the operator's faults that a node cannot carry out itself: it restarts crashed nodes, pauses nodes, and tells the others
/// facts that they cannot know: that the leader's crash has happened, and that a node is about to come back. A node crashes by itself.
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
    private readonly NodeSchedule _schedule;
    private readonly TimeSpan?[] _comebacks;
    private readonly HashSet<int> _awaited = [];
    private readonly HashSet<int> _still = [];
    private readonly Queue<PauseDue> _leaderPauses = new();

    /// <summary>Creates the script of a run that starts now.</summary>
    public RunScript(LocalSettings settings, RunFolder folder, FleetBoard board, NodeFleet fleet, NodeTalk talk, DateTimeOffset began)
    {
        _began = began;
        _settings = settings;
        _folder = folder;
        _board = board;
        _fleet = fleet;
        _talk = talk;
        _schedule = new NodeSchedule(settings.Election.Faults, [.. settings.Ids]);
        _comebacks = new TimeSpan?[settings.Ids.Length];
    }

    /// <summary>Starts every node, and the clock of the faults.</summary>
    public void Begin()
    {
        for (int node = 0; node < _comebacks.Length; node++)
            Start(node, bornAt: null);
        foreach ((FaultNode where, PauseAction pause) in _schedule.Pauses)
            _fleet.After(Until(pause.Time), new PauseDue(where, pause.Length));
    }

    private TimeSpan Until(TimeSpan time)
    {
        TimeSpan rest = time - Stopwatch.GetElapsedTime(_beganAt);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>Handles an event of a node. The board must have applied it already.</summary>
    public void Take(FleetEvent news)
    {
        switch (news)
        {
            case CrashReport crash:
                Struck(crash);
                break;
            case EndReport end when _board.Nodes[end.Node] is { AwaitsRestart: true } && _comebacks[end.Node] is { } after:
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
                _talk.Tell(resumed.Node, $"resumes");
                break;
            case ProgressReport { Progress.IsLeader: true } when _leaderPauses.TryDequeue(out PauseDue? pause):
                Pause(pause);
                break;
        }
        LetGo();
    }

    private void Start(int node, TimeSpan? bornAt)
    {
        IEnumerable<FaultSpec> faults = _settings.Election.Faults.Where(spec => spec.What is not (RestartAction or PauseAction)
            && (spec.What is not CrashAction || _schedule.IsAhead(node, spec, bornAt)));
        _fleet.Start(node, NodeArguments.Of(_settings, _folder, node, _began, faults));
    }

    private void Struck(CrashReport crash)
    {
        _talk.Tell(crash.Node, $"crashes as scripted ({crash.Fault})");
        if (NodeSchedule.IsOfLeader(crash.Fault))
            _fleet.TellAll(new SpentInstruction(crash.Fault));
        _comebacks[crash.Node] = _schedule.Strike(crash.Node, crash.Fault)?.After;
        if (_comebacks[crash.Node] is null)
            return;
        _board.Nodes[crash.Node].AwaitsRestart = true;
        Await(crash.Node);
    }

    private void Restart(int node)
    {
        NodeRecord record = _board.Nodes[node];
        record.AwaitsRestart = false;
        // No other node is left to send it the rest.
        if (_board.Nodes.All(other => other == record || other is { ExitCode: not null, AwaitsRestart: false }))
            return;
        record.BeginAgain();
        Start(node, Stopwatch.GetElapsedTime(_beganAt));
        _fleet.Tell(node, new StayInstruction(true));
        _talk.Tell(node, $"is restarted");
    }

    private void Pause(PauseDue pause)
    {
        bool isOfLeader = pause.Where.Kind == FaultNodeKind.Leader;
        bool anyone = false;
        for (int node = 0; node < _comebacks.Length; node++)
        {
            NodeRecord record = _board.Nodes[node];
            bool isMeant = _schedule.Names(pause.Where, node)
                || (isOfLeader && !anyone && record.Progress is { IsLeader: true });
            if (!isMeant || record.ExitCode is not null || record.State == ElectionState.Crashed || !_still.Add(node))
                continue;
            anyone = true;
            Await(node);
            _fleet.Pause(node, pause.Length);
            _talk.Tell(node, $"is paused for {FaultTime.ToText(pause.Length)}");
        }
        if (isOfLeader && !anyone)
            _leaderPauses.Enqueue(pause);
    }

    private void Await(int node)
    {
        if (_awaited.Add(node))
            _fleet.TellAll(new StayInstruction(true));
    }

    /// <summary>Releases the nodes that stayed, once every awaited node has ended.</summary>
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

using System.Diagnostics;
using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Simulation;

/// <summary>Applies scheduled events to nodes, one at a time.</summary>
public sealed partial class SimulatedGroup
{
    private void Happen(SimulatedNode node, in VirtualEvent happening)
    {
        if (node.IsOver)
            return;
        switch (happening.Kind)
        {
            case VirtualEventKind.Start:
                Start(node, happening.Life);
                break;
            case VirtualEventKind.Crash:
                // Who stands still dies when it goes on, as a stopped process does.
                if (!node.IsPaused)
                    Strike(node);
                break;
            default:
                if (node.IsRunning && (happening.Life == 0 || happening.Life == node.Life))
                    HappenToRunning(node, happening);
                break;
        }
    }

    private void HappenToRunning(SimulatedNode node, in VirtualEvent happening)
    {
        switch (happening.Kind)
        {
            case VirtualEventKind.Arrive:
                OnArrival(node, happening.Bytes!);
                break;
            case VirtualEventKind.Synced:
                // The disk goes on while the node is paused; only the report has to wait.
                var journalled = new VirtualEvent
                {
                    Kind = VirtualEventKind.Journalled, Node = node.Index, Life = node.Life,
                    Token = new EffectToken(node.Journal.EndSync()),
                };
                HappenToRunning(node, journalled);
                break;
            case VirtualEventKind.Pause:
                Pause(node, happening.Length);
                break;
            case VirtualEventKind.Resume:
                Resume(node);
                break;
            default:
                if (node.IsPaused)
                    node.Hold(happening);
                else
                    Take(node, happening);
                break;
        }
    }

    private void Take(SimulatedNode node, in VirtualEvent happening)
    {
        switch (happening.Kind)
        {
            case VirtualEventKind.Timer:
                OnTimer(node);
                break;
            case VirtualEventKind.Receive:
                History.Add(Now, node, HistoryKind.Receive, happening.Bytes);
                _observer?.OnReceive(node, happening.Bytes, Now);
                Step(node, NodeInput.Datagram(happening.Bytes));
                break;
            case VirtualEventKind.Signed:
                Step(node, NodeInput.Signed(happening.Token, happening.Bytes));
                break;
            case VirtualEventKind.Verified:
                Step(node, NodeInput.Verified(happening.Token, happening.Valid));
                break;
            case VirtualEventKind.Journalled:
                Step(node, NodeInput.Journalled(happening.Token.Value));
                break;
            case VirtualEventKind.Command:
                Step(node, NodeInput.Of(happening.Command!));
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Start(SimulatedNode node, int life)
    {
        if (life != node.Life + 1)
            return;
        if (life > 1)
            _scripts.BeginLife(node.Index, Now);
        node.Begin();
        History.Add(Now, node, HistoryKind.Start, []);
        _observer?.OnStart(node, Now);
        // The node appends records while it recovers; it is fed only those that the journal held before.
        int recovered = node.Journal.Records.Count;
        for (int i = 0; i < recovered && node.IsRunning; i++)
            Step(node, NodeInput.Recovered(node.Journal.Records[i].Kind, node.Journal.Records[i].Bytes));
        if (node.IsRunning)
            Step(node, NodeInput.Timer());
    }

    private bool Strike(SimulatedNode node)
    {
        if (node.CrashedAt is not null || _scripts.Strike(node, Now) is not { } crash)
            return false;
        History.Add(Now, node, HistoryKind.Crash, []);
        node.Crash(Now, _random);
        if (_scripts.Spend(node.Index, crash) is not { } comeback)
            _over++;
        else
        {
            node.WillRestart = true;
            if (comeback.LosesJournal)
                node.Journal.Lose();
            _queue.Add(Now + comeback.After, new VirtualEvent { Kind = VirtualEventKind.Start, Node = node.Index, Life = node.Life + 1 });
        }
        _observer?.OnCrash(node, Now);
        return true;
    }

    private void Pause(SimulatedNode node, TimeSpan length)
    {
        if (node.IsPaused)
            return;
        node.Pause();
        History.Add(Now, node, HistoryKind.Pause, []);
        _observer?.OnPause(node, Now);
        _queue.Add(Now + length, new VirtualEvent { Kind = VirtualEventKind.Resume, Node = node.Index, Life = node.Life });
    }

    private void Resume(SimulatedNode node)
    {
        node.Resume();
        History.Add(Now, node, HistoryKind.Resume, []);
        _observer?.OnPause(node, Now);
        if (Strike(node))
            return;
        // Nothing promises whether the overdue timer or the datagrams waiting in the socket come first.
        bool timerFirst = _random.Next(2) == 0;
        if (timerFirst)
            Step(node, NodeInput.Timer());
        foreach (VirtualEvent held in node.TakeHeld())
        {
            if (held.Kind != VirtualEventKind.Timer && node.IsRunning)
                Take(node, held);
        }
        node.TimerAt = null;
        SetTimer(node);
    }

    private void OnArrival(SimulatedNode node, byte[] datagram)
    {
        FaultDecision decision = _network.Arrive(node.Index, datagram, Now, node.Node?.Standing ?? default);
        if (decision.Applied != FaultKinds.None)
        {
            History.Add(Now, node, HistoryKind.Fault, datagram, decision.Applied);
            _observer?.OnFault(node, datagram, decision.Applied, Now);
        }
        else
            HappenToRunning(node, new VirtualEvent { Kind = VirtualEventKind.Receive, Node = node.Index, Bytes = datagram });
    }

    private void OnTimer(SimulatedNode node)
    {
        if (node.TimerAt != Now)
            return;
        node.TimerAt = null;
        node.CountTimer(Now);
        if (node.TimersNow > MaxTimersPerInstant)
            throw Broken(node, $"it asked for more than {MaxTimersPerInstant} timers at one instant", null);
        if (node.Node!.NextDeadline <= node.ClockAt(Now))
            Step(node, NodeInput.Timer());
        else
            SetTimer(node);
    }

    private void Step(SimulatedNode node, in NodeInput input)
    {
        try
        {
            node.Node!.Step(input, node.ClockAt(Now), node.Outbox);
        }
        catch (InvalidOperationException broken)
        {
            throw Broken(node, broken.Message, broken);
        }
        if (_scripts.WatchSteps && Strike(node))
            return;
        if (_scripts.TakeLeaderPause(node) is { } length)
            _queue.Add(Now, new VirtualEvent { Kind = VirtualEventKind.Pause, Node = node.Index, Life = node.Life, Length = length });
        _effects.CarryOut(node, Now);
        _over += node.IsOver ? 1 : 0;
        SetTimer(node);
    }

    private void SetTimer(SimulatedNode node)
    {
        if (!node.IsRunning || node.Node!.NextDeadline is not { } deadline || deadline == Instant.Never)
            return;
        TimeSpan due = node.VirtualTimeOf(deadline);
        TimeSpan at = (due > Now ? due : Now) + _random.NextBetween(TimeSpan.Zero, _options.TimerLateness);
        if (node.TimerAt <= at)
            return;
        node.TimerAt = at;
        _queue.Add(at, new VirtualEvent { Kind = VirtualEventKind.Timer, Node = node.Index, Life = node.Life });
    }

    private InvalidOperationException Broken(SimulatedNode node, string why, Exception? inner) =>
        new($"Node {node.Id} broke an invariant at {Now.TotalMilliseconds} ms of virtual time "
            + $"(simulation seed {_options.Seed}): {why}", inner);
}

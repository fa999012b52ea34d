namespace Stateless.Tests;

public class ActionTests
{
    [Fact]
    public void Actions_run_in_the_order_they_were_configured()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Machine.Configure(State.Idle)
            .OnExit(() => recorded.Note("first out"))
            .OnExit(t => recorded.Note($"second out to {t.Destination}"))
            .Permit(Trigger.Go, State.Busy);
        recorded.Machine.Configure(State.Busy)
            .OnEntry(() => recorded.Note("first in"))
            .OnEntryFrom(Trigger.Go, () => recorded.Note("by go"))
            .OnEntry(t => recorded.Note($"last in from {t.Source} by {t.Trigger}, re-entry: {t.IsReentry}"));

        Assert.Equal(
            "first out, second out to Busy, Idle->Busy, first in, by go, last in from Idle by Go, re-entry: False, done Idle->Busy",
            recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void An_entry_action_for_one_trigger_runs_after_no_other()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy).Permit(Trigger.Tell, State.Busy);
        recorded.Machine.Configure(State.Busy)
            .OnEntryFrom(Trigger.Tell, t => recorded.Note($"by {t.Trigger}"))
            .Permit(Trigger.Back, State.Idle);

        Assert.Equal("Idle->Busy, done Idle->Busy", recorded.Fire(Trigger.Go));
        recorded.Fire(Trigger.Back);
        Assert.Equal("Idle->Busy, by Tell, done Idle->Busy", recorded.Fire(Trigger.Tell));
    }

    [Fact]
    public void The_state_is_the_old_one_in_exit_actions_and_the_new_one_in_entry_actions()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Machine.Configure(State.Idle)
            .OnExit(() => recorded.Note($"out of {recorded.Machine.State}"))
            .Permit(Trigger.Go, State.Busy);
        recorded.Machine.Configure(State.Busy).OnEntry(() => recorded.Note($"in {recorded.Machine.State}"));

        Assert.Equal("out of Idle, Idle->Busy, in Busy, done Idle->Busy", recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void Every_listener_is_told()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Machine.OnTransitioned(t => recorded.Note($"second {t.Trigger}"));
        recorded.Machine.OnTransitionCompleted(t => recorded.Note($"second done {t.Trigger}"));
        recorded.Machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy);

        Assert.Equal("Idle->Busy, second Go, done Idle->Busy, second done Go", recorded.Fire(Trigger.Go));
    }
}

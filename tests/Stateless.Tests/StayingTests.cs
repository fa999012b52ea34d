namespace Stateless.Tests;

public class StayingTests
{
    [Fact]
    public void An_ignored_trigger_does_nothing()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).Ignore(Trigger.Tell);

        Assert.Equal("", recorded.Fire(Trigger.Tell));
        Assert.True(recorded.Machine.CanFire(Trigger.Tell));
    }

    [Fact]
    public void A_trigger_ignored_under_a_guard_is_unhandled_when_the_guard_fails()
    {
        var ignores = true;
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).IgnoreIf(Trigger.Tell, () => ignores);

        Assert.Equal("", recorded.Fire(Trigger.Tell));
        ignores = false;
        Assert.Throws<InvalidOperationException>(() => recorded.Fire(Trigger.Tell));
    }

    [Fact]
    public void A_re_entry_exits_and_enters_the_same_state()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).PermitReentry(Trigger.Again);

        Assert.Equal("-Idle, Idle->Idle, +Idle, done Idle->Idle", recorded.Fire(Trigger.Again));
    }

    [Fact]
    public void A_re_entry_under_a_guard_needs_the_guard()
    {
        var allowed = false;
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).PermitReentryIf(Trigger.Again, () => allowed, "allowed");

        Assert.False(recorded.Machine.CanFire(Trigger.Again));
        allowed = true;
        Assert.Equal("-Idle, Idle->Idle, +Idle, done Idle->Idle", recorded.Fire(Trigger.Again));
    }

    [Fact]
    public void A_re_entry_into_a_superstate_leaves_the_substate_for_good()
    {
        var recorded = new RecordedMachine(State.Inner);
        recorded.Configure(State.Outer).PermitReentry(Trigger.Again);
        recorded.Configure(State.Inner).SubstateOf(State.Outer);

        Assert.Equal("-Inner, -Outer, Outer->Outer, +Outer, done Outer->Outer", recorded.Fire(Trigger.Again));
        Assert.Equal(State.Outer, recorded.Machine.State);
    }

    [Fact]
    public void An_internal_transition_runs_its_action_and_neither_exits_nor_enters()
    {
        var recorded = new RecordedMachine(State.Inner);
        recorded.Configure(State.Outer).InternalTransition(Trigger.Tell, t => recorded.Note($"{t.Trigger} at {t.Source}->{t.Destination}"));
        recorded.Configure(State.Inner).SubstateOf(State.Outer);

        Assert.Equal("Tell at Inner->Inner", recorded.Fire(Trigger.Tell));
    }

    [Fact]
    public void A_rule_inherited_from_a_superstate_that_leads_where_the_machine_is_does_nothing()
    {
        var recorded = new RecordedMachine(State.Inner);
        recorded.Configure(State.Outer).Permit(Trigger.Go, State.Inner);
        recorded.Configure(State.Inner).SubstateOf(State.Outer);

        Assert.Equal("", recorded.Fire(Trigger.Go));
    }
}

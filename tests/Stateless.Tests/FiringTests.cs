namespace Stateless.Tests;

public class FiringTests
{
    [Fact]
    public void A_permitted_trigger_exits_then_tells_listeners_then_enters_then_completes()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        recorded.Configure(State.Busy);

        Assert.Equal("-Idle, Idle->Busy, +Busy, done Idle->Busy", recorded.Fire(Trigger.Go));
        Assert.Equal(State.Busy, recorded.Machine.State);
    }

    [Fact]
    public void The_initial_state_is_not_entered()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle);

        Assert.Equal("", recorded.Seen);
        Assert.Equal(State.Idle, recorded.Machine.State);
    }

    [Fact]
    public void A_trigger_fired_in_an_entry_action_waits_until_the_running_one_is_complete()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        recorded.Configure(State.Busy)
            .OnEntry(() => recorded.Machine.Fire(Trigger.Back))
            .OnEntry(() => recorded.Note($"in {recorded.Machine.State}"))
            .Permit(Trigger.Back, State.Idle);

        Assert.Equal(
            "-Idle, Idle->Busy, +Busy, in Busy, done Idle->Busy, -Busy, Busy->Idle, +Idle, done Busy->Idle",
            recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void Waiting_triggers_are_handled_in_the_order_they_were_fired()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        var heard = new List<Trigger>();
        machine.Configure(State.Idle)
            .InternalTransition(Trigger.Go, () =>
            {
                machine.Fire(Trigger.Tell);
                machine.Fire(Trigger.Back);
                heard.Add(Trigger.Go);
            })
            .InternalTransition(Trigger.Tell, () =>
            {
                machine.Fire(Trigger.Again);
                heard.Add(Trigger.Tell);
            })
            .InternalTransition(Trigger.Back, t => heard.Add(t.Trigger))
            .InternalTransition(Trigger.Again, t => heard.Add(t.Trigger));

        machine.Fire(Trigger.Go);

        Assert.Equal([Trigger.Go, Trigger.Tell, Trigger.Back, Trigger.Again], heard);
    }

    [Fact]
    public void An_immediate_trigger_is_handled_inside_the_action_that_fires_it()
    {
        var recorded = new RecordedMachine(State.Idle, FiringMode.Immediate);
        recorded.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        recorded.Configure(State.Busy)
            .OnEntry(() => recorded.Machine.Fire(Trigger.Back))
            .OnEntry(() => recorded.Note($"in {recorded.Machine.State}"))
            .Permit(Trigger.Back, State.Idle);

        Assert.Equal(
            "-Idle, Idle->Busy, +Busy, -Busy, Busy->Idle, +Idle, done Busy->Idle, in Idle, done Idle->Idle",
            recorded.Fire(Trigger.Go));
        Assert.Equal(State.Idle, recorded.Machine.State);
    }

    [Fact]
    public void What_waits_behind_a_failing_action_is_handled_at_the_next_firing()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Machine.Configure(State.Idle)
            .InternalTransition(Trigger.Go, () =>
            {
                recorded.Machine.Fire(Trigger.Tell);
                throw new FormatException();
            })
            .InternalTransition(Trigger.Tell, () => recorded.Note("tell"))
            .InternalTransition(Trigger.Again, () => recorded.Note("again"));

        Assert.Throws<FormatException>(() => recorded.Fire(Trigger.Go));
        Assert.Equal("", recorded.Seen);
        Assert.Equal("tell, again", recorded.Fire(Trigger.Again));
    }

    [Fact]
    public void A_trigger_that_no_rule_names_is_an_invalid_operation_and_changes_nothing()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).Permit(Trigger.Go, State.Busy);

        var refusal = Assert.Throws<InvalidOperationException>(() => recorded.Fire(Trigger.Back));

        Assert.Contains("Back", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Idle", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("", recorded.Seen);
        Assert.Equal(State.Idle, recorded.Machine.State);
    }

    [Fact]
    public void An_unhandled_trigger_goes_to_the_callback_instead_and_the_next_one_is_handled()
    {
        var recorded = new RecordedMachine(State.Idle);
        recorded.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        recorded.Machine.OnUnhandledTrigger((state, trigger) => recorded.Note($"{state} refuses {trigger}"));

        Assert.Equal("Idle refuses Back", recorded.Fire(Trigger.Back));
        Assert.Equal("-Idle, Idle->Busy, done Idle->Busy", recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void A_state_kept_outside_is_read_and_written_there()
    {
        var kept = State.Idle;
        var machine = new StateMachine<State, Trigger>(() => kept, state => kept = state);
        machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        machine.Configure(State.Busy).Permit(Trigger.Back, State.Idle);

        machine.Fire(Trigger.Go);
        Assert.Equal(State.Busy, kept);

        kept = State.Idle;
        Assert.Equal(State.Idle, machine.State);
        Assert.True(machine.CanFire(Trigger.Go));
    }

    [Fact]
    public void A_machine_shows_its_state_and_permitted_triggers()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy).Ignore(Trigger.Again);

        Assert.Equal("StateMachine { State = Idle, PermittedTriggers = { Go, Again }}", machine.ToString());
    }
}

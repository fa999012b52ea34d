namespace Stateless.Tests;

public class GuardTests
{
    private static bool HasQuorum() => false;

    [Fact]
    public void Exclusive_guards_choose_the_destination()
    {
        var quorum = false;
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle)
            .PermitIf(Trigger.Go, State.Busy, () => quorum, "quorum")
            .PermitIf(Trigger.Go, State.Sibling, () => !quorum, "no quorum");
        machine.Configure(State.Sibling).Permit(Trigger.Back, State.Idle);

        machine.Fire(Trigger.Go);
        Assert.Equal(State.Sibling, machine.State);

        machine.Fire(Trigger.Back);
        quorum = true;
        machine.Fire(Trigger.Go);
        Assert.Equal(State.Busy, machine.State);
    }

    [Fact]
    public void Two_rules_whose_guards_hold_at_once_are_an_invalid_operation()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle)
            .PermitIf(Trigger.Go, State.Busy, () => true)
            .PermitIf(Trigger.Go, State.Sibling, () => true);

        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Go));
        Assert.Throws<InvalidOperationException>(() => machine.CanFire(Trigger.Go));
        Assert.Equal(State.Idle, machine.State);
    }

    [Fact]
    public void A_refusal_names_the_unmet_guards_by_description_or_method()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle)
            .PermitIf(Trigger.Go, State.Busy, HasQuorum)
            .PermitIf(Trigger.Go, State.Sibling, () => false, "barrier passed");

        var refusal = Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Go));

        Assert.Contains("HasQuorum, barrier passed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_callback_for_unhandled_triggers_gets_the_unmet_guards_once_each()
    {
        ICollection<string>? unmet = null;
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.OnUnhandledTrigger((_, _, guards) => unmet = guards);
        machine.Configure(State.Idle)
            .PermitIf(Trigger.Go, State.Busy, () => false, "same")
            .PermitIf(Trigger.Go, State.Outer, () => false, "same")
            .PermitIf(Trigger.Go, State.Sibling, () => false, "other");

        machine.Fire(Trigger.Go);
        Assert.Equal(["same", "other"], unmet);

        machine.Fire(Trigger.Back);
        Assert.Null(unmet);
    }

    [Fact]
    public void Whether_a_trigger_can_fire_comes_with_the_guards_that_forbid_it()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle).PermitIf(Trigger.Go, State.Busy, HasQuorum).Ignore(Trigger.Tell);

        Assert.False(machine.CanFire(Trigger.Go, out var unmet));
        Assert.Equal(["HasQuorum"], unmet);
        Assert.True(machine.CanFire(Trigger.Tell, out var none));
        Assert.Empty(none!);
        Assert.False(machine.CanFire(Trigger.Back, out var unnamed));
        Assert.Null(unnamed);
    }

    [Fact]
    public void A_state_whose_guards_fail_leaves_the_trigger_to_its_superstate()
    {
        var machine = new StateMachine<State, Trigger>(State.Inner);
        machine.Configure(State.Outer).Permit(Trigger.Go, State.Busy);
        machine.Configure(State.Inner).SubstateOf(State.Outer).PermitIf(Trigger.Go, State.Idle, () => false);

        machine.Fire(Trigger.Go);

        Assert.Equal(State.Busy, machine.State);
    }

    [Fact]
    public void Unmet_guards_of_a_superstate_stand_for_those_of_the_state_itself()
    {
        var machine = new StateMachine<State, Trigger>(State.Inner);
        machine.Configure(State.Outer).PermitIf(Trigger.Go, State.Busy, () => false, "outer");
        machine.Configure(State.Inner).SubstateOf(State.Outer)
            .PermitIf(Trigger.Go, State.Idle, () => false, "inner")
            .PermitIf(Trigger.Tell, State.Idle, () => false, "only inner");

        machine.CanFire(Trigger.Go, out var both);
        machine.CanFire(Trigger.Tell, out var one);

        Assert.Equal(["outer"], both);
        Assert.Equal(["only inner"], one);
    }

    [Fact]
    public void Permitted_triggers_are_those_of_the_state_then_of_its_superstates()
    {
        var machine = new StateMachine<State, Trigger>(State.Inner);
        machine.Configure(State.Outer).Permit(Trigger.Back, State.Idle).Permit(Trigger.Go, State.Idle);
        machine.Configure(State.Inner).SubstateOf(State.Outer)
            .Ignore(Trigger.Tell)
            .Permit(Trigger.Go, State.Busy)
            .PermitIf(Trigger.Again, State.Idle, () => false);

#pragma warning disable CS0618 // Obsolete, and still public behaviour.
        Assert.Equal([Trigger.Tell, Trigger.Go, Trigger.Back], machine.PermittedTriggers);
        Assert.Equal([Trigger.Tell, Trigger.Go, Trigger.Back], machine.GetPermittedTriggers());
#pragma warning restore CS0618
    }
}

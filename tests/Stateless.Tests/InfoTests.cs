namespace Stateless.Tests;

public class InfoTests
{
    [Fact]
    public void States_are_listed_as_first_named_then_those_only_led_to()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Inner).SubstateOf(State.Outer).Permit(Trigger.Back, State.Sibling);
        machine.Configure(State.Idle).Permit(Trigger.Go, State.Inner).Permit(Trigger.Tell, State.Busy);

        var info = machine.GetInfo();

        Assert.Equal([State.Inner, State.Outer, State.Idle, State.Sibling, State.Busy], info.States.Select(s => (State)s.UnderlyingState));
        Assert.Equal(State.Idle, info.InitialState.UnderlyingState);
        Assert.Equal(typeof(State), info.StateType);
        Assert.Equal(typeof(Trigger), info.TriggerType);
    }

    [Fact]
    public void A_state_lists_its_place_its_transitions_and_its_actions()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Inner)
            .SubstateOf(State.Outer)
            .PermitIf(Trigger.Go, State.Busy, () => true, "ready")
            .InternalTransition(Trigger.Tell, () => { })
            .Ignore(Trigger.Back)
            .OnEntry(() => { }, "any")
            .OnEntryFrom(Trigger.Again, () => { }, "again")
            .OnExit(() => { }, "leave");

        var states = machine.GetInfo().States.ToDictionary(s => (State)s.UnderlyingState);
        var inner = states[State.Inner];

        Assert.Same(states[State.Outer], inner.Superstate);
        Assert.Equal([inner], states[State.Outer].Substates);
        Assert.Equal(
            ["Go Busy False ready", "Tell Inner True Function"],
            inner.FixedTransitions.Select(t =>
                $"{t.Trigger} {t.DestinationState} {t.IsInternalTransition} {t.GuardConditionsMethodDescriptions.Single().Description}"));
        Assert.Equal(["Go", "Tell"], inner.Transitions.Select(t => $"{t.Trigger.UnderlyingTrigger}"));
        Assert.Equal(["Back"], inner.IgnoredTriggers.Select(t => t.Trigger.ToString()));
        Assert.Equal(["any ", "again Again"], inner.EntryActions.Select(a => $"{a.Method.Description} {a.FromTrigger}"));
        Assert.Equal(["leave"], inner.ExitActions.Select(a => a.Description));
    }
}

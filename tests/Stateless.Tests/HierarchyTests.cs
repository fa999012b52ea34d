namespace Stateless.Tests;

public class HierarchyTests
{
    /// <summary>Outer holds Inner and Sibling, Inner holds Innermost; Idle and Busy stand alone.</summary>
    private static RecordedMachine Nested(State initial, FiringMode mode = FiringMode.Queued)
    {
        var recorded = new RecordedMachine(initial, mode);
        recorded.Configure(State.Idle);
        recorded.Configure(State.Outer);
        recorded.Configure(State.Inner).SubstateOf(State.Outer);
        recorded.Configure(State.Innermost).SubstateOf(State.Inner);
        recorded.Configure(State.Sibling).SubstateOf(State.Outer);
        return recorded;
    }

    [Theory]
    [InlineData(State.Idle, State.Innermost, "-Idle, Idle->Innermost, +Outer, +Inner, +Innermost, done Idle->Innermost")]
    [InlineData(State.Innermost, State.Idle, "-Innermost, -Inner, -Outer, Innermost->Idle, +Idle, done Innermost->Idle")]
    [InlineData(State.Innermost, State.Sibling, "-Innermost, -Inner, Innermost->Sibling, +Sibling, done Innermost->Sibling")]
    [InlineData(State.Innermost, State.Outer, "-Innermost, -Inner, Innermost->Outer, done Innermost->Outer")]
    [InlineData(State.Innermost, State.Inner, "-Innermost, Innermost->Inner, done Innermost->Inner")]
    [InlineData(State.Outer, State.Innermost, "Outer->Innermost, +Inner, +Innermost, done Outer->Innermost")]
    public void Substates_are_left_first_and_superstates_entered_first_and_common_ones_neither(State from, State to, string expected)
    {
        var recorded = Nested(from);
        recorded.Machine.Configure(from).Permit(Trigger.Go, to);

        Assert.Equal(expected, recorded.Fire(Trigger.Go));
        Assert.Equal(to, recorded.Machine.State);
    }

    [Fact]
    public void A_machine_is_in_its_state_and_in_all_states_above_it()
    {
        var machine = Nested(State.Inner).Machine;

        Assert.True(machine.IsInState(State.Inner));
        Assert.True(machine.IsInState(State.Outer));
        Assert.False(machine.IsInState(State.Innermost));
        Assert.False(machine.IsInState(State.Sibling));
        Assert.False(machine.IsInState(State.Idle));
    }

    [Fact]
    public void A_substate_inherits_rules_and_may_override_them()
    {
        var recorded = Nested(State.Innermost);
        recorded.Machine.Configure(State.Outer).Permit(Trigger.Go, State.Idle).Permit(Trigger.Back, State.Idle);
        recorded.Machine.Configure(State.Inner).Ignore(Trigger.Go);

        Assert.Equal("", recorded.Fire(Trigger.Go));
        Assert.Equal("-Innermost, -Inner, -Outer, Innermost->Idle, +Idle, done Innermost->Idle", recorded.Fire(Trigger.Back));
    }

    [Fact]
    public void Initial_transitions_lead_on_into_substates_and_tell_listeners_each_step()
    {
        var recorded = Nested(State.Idle);
        recorded.Machine.Configure(State.Idle).Permit(Trigger.Go, State.Outer);
        recorded.Machine.Configure(State.Outer).InitialTransition(State.Inner);
        recorded.Machine.Configure(State.Inner).InitialTransition(State.Innermost);

        Assert.Equal(
            "-Idle, Idle->Outer, +Outer, Outer->Inner, +Inner, Inner->Innermost, +Innermost, done Idle->Innermost",
            recorded.Fire(Trigger.Go));
        Assert.Equal(State.Innermost, recorded.Machine.State);
    }

    [Fact]
    public void A_substate_that_goes_to_its_superstate_comes_back_by_the_initial_transition()
    {
        var recorded = Nested(State.Sibling);
        recorded.Machine.Configure(State.Sibling).Permit(Trigger.Go, State.Outer);
        recorded.Machine.Configure(State.Outer).InitialTransition(State.Inner);

        Assert.Equal("-Sibling, Sibling->Outer, Outer->Inner, +Inner, done Sibling->Inner", recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void A_re_entered_superstate_follows_its_initial_transition()
    {
        var recorded = Nested(State.Inner);
        recorded.Machine.Configure(State.Outer).InitialTransition(State.Inner).PermitReentry(Trigger.Again);

        Assert.Equal("-Inner, -Outer, Outer->Outer, +Outer, Outer->Inner, +Inner, done Outer->Outer", recorded.Fire(Trigger.Again));
        Assert.Equal(State.Inner, recorded.Machine.State);
    }

    [Fact]
    public void The_state_is_still_the_superstate_while_an_initial_transition_is_under_way()
    {
        var recorded = Nested(State.Idle);
        recorded.Machine.Configure(State.Idle).Permit(Trigger.Go, State.Outer);
        recorded.Machine.Configure(State.Outer).InitialTransition(State.Inner);
        recorded.Machine.Configure(State.Inner).OnEntry(t => recorded.Note($"from {t.Source} in {recorded.Machine.State}"));

        Assert.Equal("-Idle, Idle->Outer, +Outer, Outer->Inner, +Inner, from Idle in Outer, done Idle->Inner", recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void In_immediate_mode_an_entry_action_may_move_on_before_the_initial_transition()
    {
        var recorded = Nested(State.Idle, FiringMode.Immediate);
        recorded.Machine.Configure(State.Idle).Permit(Trigger.Go, State.Outer);
        recorded.Machine.Configure(State.Outer)
            .InitialTransition(State.Inner)
            .Permit(Trigger.Tell, State.Sibling)
            .OnEntryFrom(Trigger.Go, () => recorded.Machine.Fire(Trigger.Tell));

        Assert.Equal(
            "-Idle, Idle->Outer, +Outer, Outer->Sibling, +Sibling, done Outer->Sibling, done Idle->Sibling",
            recorded.Fire(Trigger.Go));
        Assert.Equal(State.Sibling, recorded.Machine.State);
    }

    [Fact]
    public void An_initial_transition_to_a_state_that_is_no_direct_substate_is_an_invalid_operation()
    {
        var machine = Nested(State.Idle).Machine;
        machine.Configure(State.Idle).Permit(Trigger.Go, State.Outer);
        machine.Configure(State.Outer).InitialTransition(State.Innermost);

        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Go));
    }
}

namespace Stateless.Tests;

public class ConfigurationTests
{
    private readonly StateMachine<State, Trigger> _machine = new(State.Idle);

    [Fact]
    public void A_move_to_the_state_itself_must_be_a_re_entry_or_be_ignored()
    {
        Assert.Throws<ArgumentException>(() => _machine.Configure(State.Idle).Permit(Trigger.Go, State.Idle));
        Assert.Throws<ArgumentException>(() => _machine.Configure(State.Idle).PermitIf(Trigger.Go, State.Idle, () => true));
    }

    [Fact]
    public void A_hierarchy_cannot_be_a_circle()
    {
        _machine.Configure(State.Inner).SubstateOf(State.Outer);
        _machine.Configure(State.Innermost).SubstateOf(State.Inner);

        Assert.Throws<ArgumentException>(() => _machine.Configure(State.Outer).SubstateOf(State.Outer));
        Assert.Throws<ArgumentException>(() => _machine.Configure(State.Outer).SubstateOf(State.Innermost));
    }

    [Fact]
    public void A_state_has_one_initial_transition_and_not_to_itself()
    {
        Assert.Throws<ArgumentException>(() => _machine.Configure(State.Outer).InitialTransition(State.Outer));
        _machine.Configure(State.Outer).InitialTransition(State.Inner);
        Assert.Throws<InvalidOperationException>(() => _machine.Configure(State.Outer).InitialTransition(State.Inner));
    }

    [Fact]
    public void Configuring_a_state_again_adds_to_it()
    {
        _machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        _machine.Configure(State.Idle).Ignore(Trigger.Tell);

        Assert.True(_machine.CanFire(Trigger.Go));
        Assert.True(_machine.CanFire(Trigger.Tell));
    }

    [Fact]
    public void A_configuration_knows_its_state_and_machine()
    {
        var configuration = _machine.Configure(State.Busy);

        Assert.Equal(State.Busy, configuration.State);
        Assert.Same(_machine, configuration.Machine);
    }
}

namespace Stateless.Tests;

public class ParameterTests
{
    private readonly RecordedMachine _recorded = new(State.Idle);
    private readonly StateMachine<State, Trigger>.TriggerWithParameters<int> _go;
    private readonly StateMachine<State, Trigger>.TriggerWithParameters<string, int> _tell;

    public ParameterTests()
    {
        _go = _recorded.Machine.SetTriggerParameters<int>(Trigger.Go);
        _tell = _recorded.Machine.SetTriggerParameters<string, int>(Trigger.Tell);
    }

    private StateMachine<State, Trigger> Machine => _recorded.Machine;

    [Fact]
    public void Entry_actions_get_the_argument_and_the_transition()
    {
        Machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        Machine.Configure(State.Busy)
            .OnEntryFrom(_go, epoch => _recorded.Note($"epoch {epoch}"))
            .OnEntryFrom(_go, (epoch, t) => _recorded.Note($"epoch {epoch} from {t.Source} with {t.Parameters.Length}"));

        Machine.Fire(_go, 7);

        Assert.Equal("Idle->Busy, epoch 7, epoch 7 from Idle with 1, done Idle->Busy", _recorded.Seen);
    }

    [Fact]
    public void Two_arguments_reach_entry_actions_and_internal_transitions()
    {
        Machine.Configure(State.Idle).Permit(Trigger.Tell, State.Busy);
        Machine.Configure(State.Busy)
            .OnEntryFrom(_tell, (name, count) => _recorded.Note($"{name} {count}"))
            .InternalTransition(_tell, (name, count, t) => _recorded.Note($"{name} {count} again at {t.Source}"));

        Machine.Fire(_tell, "n1", 2);
        Machine.Fire(_tell, "n2", 3);

        Assert.Equal("Idle->Busy, n1 2, done Idle->Busy, n2 3 again at Busy", _recorded.Seen);
    }

    [Fact]
    public void An_internal_transition_gets_the_argument()
    {
        Machine.Configure(State.Idle).InternalTransition(_go, (epoch, t) => _recorded.Note($"{epoch} at {t.Source}"));

        Machine.Fire(_go, 3);

        Assert.Equal("3 at Idle", _recorded.Seen);
    }

    [Fact]
    public void Guards_judge_the_arguments()
    {
        Machine.Configure(State.Idle)
            .PermitIf(_go, State.Busy, epoch => epoch > 1, "higher epoch")
            .PermitIf(_tell, State.Sibling, (name, count) => name == "n1" && count == 2);

        Assert.False(Machine.CanFire(_go, 1));
        Assert.True(Machine.CanFire(_go, 2));
        Assert.False(Machine.CanFire(_tell, "n1", 1));
        Assert.True(Machine.CanFire(_tell, "n1", 2));
        Assert.Throws<InvalidOperationException>(() => Machine.Fire(_go, 1));

        Machine.Fire(_go, 2);
        Assert.Equal(State.Busy, Machine.State);
    }

    [Fact]
    public void Fired_without_arguments_actions_see_default_values()
    {
        Machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy);
        Machine.Configure(State.Busy).OnEntryFrom(_go, epoch => _recorded.Note($"epoch {epoch}"));

        Assert.Equal("Idle->Busy, epoch 0, done Idle->Busy", _recorded.Fire(Trigger.Go));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_and_nothing_moves()
    {
        Machine.Configure(State.Idle).Permit(Trigger.Go, State.Busy).Permit(Trigger.Tell, State.Busy);
        StateMachine<State, Trigger>.TriggerWithParameters untypedGo = _go;
        StateMachine<State, Trigger>.TriggerWithParameters untypedTell = _tell;

        Assert.Throws<ArgumentException>(() => Machine.Fire(untypedGo, "seven"));
        Assert.Throws<ArgumentException>(() => Machine.Fire(untypedGo, 7, 8));
        Assert.Throws<ArgumentException>(() => Machine.Fire(untypedTell, "n1"));
        Assert.Equal(State.Idle, Machine.State);

        Machine.Fire(untypedTell, "n1", 2);
        Assert.Equal(State.Busy, Machine.State);
    }

    [Fact]
    public void The_parameters_of_a_trigger_are_declared_once()
    {
        Assert.Throws<InvalidOperationException>(() => Machine.SetTriggerParameters<string>(Trigger.Go));
        Assert.Equal([typeof(string), typeof(int)], _tell.ArgumentTypes);
        Assert.Equal(Trigger.Tell, _tell.Trigger);
    }
}

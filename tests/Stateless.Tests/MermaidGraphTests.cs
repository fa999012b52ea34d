using Stateless.Graph;

namespace Stateless.Tests;

public class MermaidGraphTests
{
    private static bool HasQuorum() => true;

    private static void Announce()
    {
    }

    [Fact]
    public void A_diagram_shows_moves_guards_trigger_actions_re_entry_internal_and_ignored_triggers()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle)
            .OnExit(Announce)
            .Permit(Trigger.Go, State.Busy)
            .PermitIf(Trigger.Tell, State.Busy, HasQuorum)
            .PermitIf(Trigger.Tell, State.Sibling, () => false, "no quorum")
            .Ignore(Trigger.Back);
        machine.Configure(State.Busy)
            .OnEntry(Announce)
            .OnEntry(() => { }, "append effects")
            .OnEntryFrom(Trigger.Go, () => { })
            .OnEntryFrom(Trigger.Again, Announce)
            .PermitReentry(Trigger.Again)
            .InternalTransition(Trigger.Tell, Announce)
            .IgnoreIf(Trigger.Go, HasQuorum)
            .Permit(Trigger.Back, State.Idle);

        AssertDiagram(
            machine,
            """
            stateDiagram-v2
            	Idle --> Busy : Go / Function
            	Idle --> Busy : Tell [HasQuorum]
            	Idle --> Sibling : Tell [no quorum]
            	Idle --> Idle : Back
            	Busy --> Busy : Again / Announce, append effects, Announce
            	Busy --> Busy : Tell [Function]
            	Busy --> Idle : Back
            	Busy --> Busy : Go [HasQuorum]
            [*] --> Idle
            """);
    }

    [Fact]
    public void A_diagram_draws_each_superstate_as_a_block_of_its_direct_substates()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        machine.Configure(State.Idle).Permit(Trigger.Go, State.Inner);
        machine.Configure(State.Innermost).SubstateOf(State.Inner).Permit(Trigger.Back, State.Idle);
        machine.Configure(State.Inner).SubstateOf(State.Outer).InitialTransition(State.Innermost);
        machine.Configure(State.Sibling).SubstateOf(State.Outer);

        AssertDiagram(
            machine,
            """
            stateDiagram-v2
            	direction LR
            	state Outer {
            		Inner
            		Sibling
            	}
            	state Inner {
            		Innermost
            	}
            	Idle --> Inner : Go
            	Innermost --> Idle : Back
            [*] --> Idle
            """,
            MermaidGraphDirection.LeftToRight);
    }

    [Theory]
    [InlineData(MermaidGraphDirection.LeftToRight, "LR")]
    [InlineData(MermaidGraphDirection.RightToLeft, "RL")]
    [InlineData(MermaidGraphDirection.TopToBottom, "TB")]
    [InlineData(MermaidGraphDirection.BottomToTop, "BT")]
    public void A_diagram_has_the_direction_asked_for(MermaidGraphDirection direction, string code)
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);

        AssertDiagram(machine, $"stateDiagram-v2\n\tdirection {code}\n[*] --> Idle", direction);
    }

    [Fact]
    public void Names_that_the_notation_cannot_hold_get_an_alias_each()
    {
        var machine = new StateMachine<string, string>("no quorum");
        machine.Configure("no quorum").Permit("majority seen", "noquorum").Permit("time: out", "no-quorum");
        machine.Configure("noquorum").SubstateOf("all of it");

        AssertDiagram(
            machine,
            """
            stateDiagram-v2
            	allofit : all of it
            	noquorum_1 : no quorum
            	noquorum_2 : no-quorum
            	state allofit {
            		noquorum
            	}
            	noquorum_1 --> noquorum : majority seen
            	noquorum_1 --> noquorum_2 : time: out
            [*] --> noquorum_1
            """);
    }

    [Fact]
    public void A_guard_that_takes_arguments_is_named_by_its_description_alone()
    {
        var machine = new StateMachine<State, Trigger>(State.Idle);
        var go = machine.SetTriggerParameters<int>(Trigger.Go);
        var tell = machine.SetTriggerParameters<int>(Trigger.Tell);
        machine.Configure(State.Idle)
            .PermitIf(go, State.Busy, int.IsPositive)
            .PermitIf(tell, State.Busy, int.IsPositive, "positive");
        machine.Configure(State.Busy).OnEntryFrom(go, epoch => { }, "note epoch");

        AssertDiagram(
            machine,
            """
            stateDiagram-v2
            	Idle --> Busy : Go / note epoch [Function]
            	Idle --> Busy : Tell [positive]
            [*] --> Idle
            """);
    }

    private static void AssertDiagram<TState, TTrigger>(
        StateMachine<TState, TTrigger> machine, string expected, MermaidGraphDirection? direction = null)
        where TState : notnull
        where TTrigger : notnull
    {
        var lines = expected.Split('\n').Select(line => line.TrimEnd('\r'));

        Assert.Equal(string.Join(Environment.NewLine, lines), MermaidGraph.Format(machine.GetInfo(), direction));
    }
}

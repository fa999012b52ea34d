using Election.Groups.Layers.Atomic;
using Election.Groups.Tests.Support;
using Stateless.Graph;
using Stateless;

namespace Election.Groups.Tests.Layers;

public sealed class AtomicModeTests
{
    [Fact]
    public void The_diagram_in_the_docs_is_the_machine() =>
        Diagram.MustMatch("AtomicMode", MermaidGraph.Format(new AtomicMode(() => true, () => false).Machine.GetInfo()));

    [Theory]
    [InlineData(true, false, AtomicState.Leading)]
    [InlineData(false, true, AtomicState.Following)]
    [InlineData(false, false, AtomicState.ViewChange)]
    public void A_node_begins_by_what_it_knows_of_the_leader(bool leads, bool hasLeader, AtomicState expected)
    {
        StateMachine<AtomicState, AtomicTrigger> machine = new AtomicMode(() => leads, () => hasLeader).Machine;
        machine.Fire(AtomicTrigger.Start);
        Assert.Equal(expected, machine.State);
        machine.Fire(AtomicTrigger.Stop);
        machine.Fire(AtomicTrigger.Stop);
        Assert.Equal(AtomicState.Stopped, machine.State);
    }

    [Theory]
    [InlineData(true, AtomicState.Following)]
    [InlineData(false, AtomicState.ViewChange)]
    public void A_leader_that_heard_no_majority_does_not_lead_again_by_itself(bool anotherLeads, AtomicState expected)
    {
        bool leads = true;
        StateMachine<AtomicState, AtomicTrigger> machine = new AtomicMode(() => leads, () => anotherLeads).Machine;
        machine.Fire(AtomicTrigger.Start);
        machine.Fire(AtomicTrigger.LoseQuorum);
        Assert.Equal(AtomicState.Isolated, machine.State);

        leads = false;
        machine.Fire(AtomicTrigger.RegainQuorum);

        Assert.Equal(expected, machine.State);
    }
}

using Election.Groups.Layers.Atomic;
using Election.Groups.Tests.Support;
using Stateless;
using Stateless.Graph;

namespace Election.Groups.Tests.Layers;

public sealed class AtomicModeTests
{
    [Fact]
    public void The_diagram_in_the_docs_is_the_machine() =>
        Diagram.MustMatch("AtomicMode", MermaidGraph.Format(new AtomicMode(() => true).Machine.GetInfo()));

    [Theory]
    [InlineData(true, AtomicState.Leading)]
    [InlineData(false, AtomicState.Following)]
    public void A_node_leads_or_follows_from_the_start_and_again_after_it_was_isolated(bool isLeader, AtomicState expected)
    {
        StateMachine<AtomicState, AtomicTrigger> machine = new AtomicMode(() => isLeader).Machine;
        machine.Fire(AtomicTrigger.Start);
        Assert.Equal(expected, machine.State);
        machine.Fire(AtomicTrigger.LoseQuorum);
        Assert.Equal(AtomicState.Isolated, machine.State);
        machine.Fire(AtomicTrigger.RegainQuorum);
        Assert.Equal(expected, machine.State);
        machine.Fire(AtomicTrigger.Stop);
        machine.Fire(AtomicTrigger.RegainQuorum);
        Assert.Equal(AtomicState.Stopped, machine.State);
    }
}

using Election.Groups.Tests.Support;
using Election.Voting.Core;
using Stateless.Graph;
using Stateless;

namespace Election.Voting.Tests.Core;

public sealed class LifecycleTests
{
    [Fact]
    public void The_diagram_in_the_docs_is_the_machine() =>
        Diagram.MustMatch("Lifecycle", MermaidGraph.Format(Lifecycle.Create().GetInfo()));

    [Fact]
    public void Nothing_but_late_evidence_leads_out_of_a_verdict()
    {
        ElectionState[] verdicts = [ElectionState.Certified, ElectionState.Diverged, ElectionState.NoResult, ElectionState.Stalled];
        foreach (ElectionState verdict in verdicts)
        {
            foreach (ElectionTrigger trigger in Enum.GetValues<ElectionTrigger>())
            {
                StateMachine<ElectionState, ElectionTrigger> machine = At(verdict);
                bool isLateEvidence = verdict == ElectionState.Certified && trigger == ElectionTrigger.Diverge;
                if (machine.CanFire(trigger))
                    machine.Fire(trigger);
                Assert.Equal(isLateEvidence ? ElectionState.Diverged : verdict, machine.State);
            }
        }
    }

    private static StateMachine<ElectionState, ElectionTrigger> At(ElectionState verdict)
    {
        ElectionTrigger last = verdict switch
        {
            ElectionState.Certified => ElectionTrigger.Certify,
            ElectionState.Diverged => ElectionTrigger.Diverge,
            ElectionState.NoResult => ElectionTrigger.GiveUp,
            _ => ElectionTrigger.Stall,
        };
        StateMachine<ElectionState, ElectionTrigger> machine = Lifecycle.Create();
        foreach (ElectionTrigger trigger in new[] { ElectionTrigger.Gather, ElectionTrigger.Start, ElectionTrigger.Open,
            ElectionTrigger.Close, last })
            machine.Fire(trigger);
        return machine;
    }
}

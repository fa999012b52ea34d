using Election.Simulation.Elections;
using Election.Simulation.Traces;

namespace Election.Simulation.Tests.Traces;

/// <summary>Traces of simulated elections keep what the atomic order promises, whatever goes wrong.</summary>
public sealed class TraceRecorderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("loss=30%")]
    [InlineData("loss=20% reorder=20% dup=20%")]
    [InlineData("200ms..900ms:partition=n1,n2,n3/n4,n5 loss=10%")]
    [InlineData("n2:crash@0.4s n2:restart@+1s loss=10%")]
    [InlineData("leader:crash@order=3 loss=10%")]
    [InlineData("n4:pause@0.3s+700ms")]
    public void An_atomic_election_keeps_integrity_reliability_and_total_order(string faults)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Trace trace = GoldenDiagramTests.Recorded(Scenario(seed, faults));
            TraceReport report = TraceChecker.Check(trace);
            Assert.Equal("atomic", trace.Run.Order);
            foreach (Guarantee promised in GuaranteeText.PromisedBy("atomic")!.Value)
                Assert.True(report[promised].Finding == Finding.Holds, $"seed {seed}, {promised}: {report[promised].GapAware.Sentence}");
        }
    }

    [Fact]
    public void What_befell_the_nodes_and_the_network_stands_in_the_trace()
    {
        Trace trace = GoldenDiagramTests.Recorded(
            Scenario(3, "loss=30% n2:crash@0.4s n2:restart@+1s n4:pause@0.3s+700ms 200ms..900ms:partition=n1,n2,n3/n4,n5"));
        HashSet<TraceEventKind> kinds = [.. trace.Events.Select(one => one.Kind)];
        TraceEventKind[] expected =
        [
            TraceEventKind.Send, TraceEventKind.Resend, TraceEventKind.Receive, TraceEventKind.Lose, TraceEventKind.Deliver,
                TraceEventKind.Order, TraceEventKind.Commit, TraceEventKind.Crash,
            TraceEventKind.Restart, TraceEventKind.Pause, TraceEventKind.Resume, TraceEventKind.Partition, TraceEventKind.Heal,
        ];
        Assert.Superset(expected.ToHashSet(), kinds);
        Assert.All(trace.Events.Where(one => one.Kind is TraceEventKind.Receive or TraceEventKind.Lose), one => Assert.True(one.Cause > 0));
    }

    [Fact]
    public void Two_runs_of_one_scenario_leave_the_same_bytes()
    {
        Assert.Equal(Bytes(), Bytes());

        static List<byte[]> Bytes()
        {
            ElectionScenario scenario = Scenario(9, "loss=20%");
            var recorder = new TraceRecorder(scenario);
            ElectionSimulation.Run(scenario with { Observer = recorder });
            return [.. recorder.Traces().Select(one => one.Trace.ToArray())];
        }
    }

    private static ElectionScenario Scenario(ulong seed, string faults) => new()
    {
        Nodes = 5, Seed = seed, VoteWithin = TimeSpan.FromSeconds(1),
        Faults = [.. faults.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(GoldenDiagramTests.Spec)],
    };
}

using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;
using Election.Voting.Core;

namespace Election.Simulation.Tests;

public sealed class SweepTests
{
    private static readonly ElectionScenario s_plain = new() { Nodes = 5, Seed = 0 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void What_is_drawn_is_within_what_the_group_promises_to_survive(int nodes)
    {
        var kinds = new HashSet<Type>();
        for (ulong seed = 1; seed <= 400; seed++)
        {
            ElectionScenario drawn = ScenarioDraw.Draw(s_plain with { Nodes = nodes }, seed);
            var plan = new FaultPlan(drawn.Faults, seed);
            Assert.Null(SimulatedGroup.ObjectionTo(plan));
            Assert.All(drawn.Faults, spec => Assert.True(SimulatedGroup.Obeys(spec), spec.ToString()));
            int victims = drawn.Faults.Where(spec => spec.What is CrashAction).Select(spec => spec.Where).Distinct().Count();
            Assert.InRange(victims, 0, (nodes - 1) / 2);
            Assert.All(drawn.Faults,
                spec => Assert.True(spec is { What: LossAction { Chance.PartsPerMillion: <= 300_000 } or not LossAction }));
            Assert.All(drawn.Faults.Where(spec => spec.What is PartitionAction or DropAction),
                spec => Assert.IsType<WindowWhen>(spec.When));
            Assert.All(Forever(drawn.Faults), crash => Assert.NotNull(((CrashAction)crash.What).Event));
            kinds.UnionWith(drawn.Faults.Select(spec => spec.What.GetType()));
        }
        if (nodes >= 3)
            Assert.Equal(12, kinds.Count);
    }

    [Fact]
    public void Equal_seeds_draw_equal_elections_and_the_replay_line_reads_back_to_the_same()
    {
        ElectionScenario drawn = ScenarioDraw.Draw(s_plain, 7);
        Assert.Equal(drawn.ReplayLine, ScenarioDraw.Draw(s_plain, 7).ReplayLine);
        Assert.NotEqual(drawn.ReplayLine, ScenarioDraw.Draw(s_plain, 8).ReplayLine);
        Assert.All(drawn.Faults, spec => Assert.True(FaultSpec.Read(spec.ToString()).TryGet(out FaultSpec? again) && again == spec));
    }

    [Fact]
    public void The_shortest_trace_drops_faults_windows_and_nodes_while_the_same_promise_is_broken()
    {
        ElectionScenario scenario = s_plain with
        {
            Nodes = 7,
            VoteWithin = TimeSpan.FromSeconds(1),
            ChangesMind = true,
            Faults = Specs("loss=10%", "n2:crash@1s", "n2:restart@+1s", "1s..2.6s:n1>n3:drop", "dup=3%", "n1:pause@1s+100ms"),
        };
        int runs = 0;
        SweepRun Broken(ElectionScenario tried)
        {
            runs++;
            bool cut = tried.Faults.Any(spec => spec is { What: DropAction, When: WindowWhen when }
                && (when.To - when.From).TotalMilliseconds >= 300);
            string promise = !cut ? "" : tried.Faults.Length == 2 ? "another" : "no loss";
            return new SweepRun
            {
                Scenario = tried, Verdict = Verdict.Certified, Violations = promise.Length == 0 ? []
                    : [new Violation(default, promise, $"")],
            };
        }
        SweepRun shortest = ShortestTrace.Of(Broken(scenario), Broken);
        Assert.Equal("election sim --nodes 3 --seed 0 --fault \"1s..1.4s:n1>n3:drop\"", WithoutOthers(shortest.Scenario).ReplayLine);
        Assert.Equal("no loss", shortest.BrokenPromise);
        Assert.InRange(runs, 5, ShortestTrace.MaxRuns + 1);
    }

    [Theory]
    [InlineData(0, ShortestTrace.MaxRuns)]
    [InlineData(ShortestTrace.MaxEvents / 20, 20)]
    public void The_search_for_the_shortest_trace_has_an_end(long eventsOfRun, int mostRuns)
    {
        int runs = 0;
        SweepRun Broken(ElectionScenario tried) => new()
        {
            Scenario = tried, Verdict = Verdict.Stalled, Violations = [], Events = eventsOfRun, Stalled = $"{++runs}",
        };
        ImmutableArray<FaultSpec> many = [.. Enumerable.Range(0, 60).Select(i => Specs($"{i}s..{i + 80000}s:n1>n2:drop")[0])];
        ShortestTrace.Of(Broken(s_plain with { Nodes = 128, Faults = many }), Broken);
        Assert.InRange(runs, 2, mostRuns + 1);
    }

    [Fact]
    public void A_summary_counts_a_run_once_and_gives_quantiles_over_all_votes()
    {
        var summary = new SweepSummary();
        Assert.Null(summary.Latency(0.5));
        Assert.Null(summary.PerVote(7));
        for (int i = 1; i <= 100; i++)
            summary.Add(Run([]) with { Latencies = [TimeSpan.FromMilliseconds(101 - i)], Datagrams = 3 });
        summary.Add(Run([new Violation(default, "a", $""), new Violation(default, "b", $"")]) with { Stalled = $"too" });
        summary.Add(Run([]) with { Stalled = $"alone", Coverage = new Coverage(1, 0, 0, 0, 0, 1) });
        Assert.Equal((102, 1, 1), (summary.Runs, summary.Violations, summary.Stalled));
        Assert.Equal(["a", SweepRun.ProgressPromise], summary.Broken.Select(run => run.BrokenPromise));
        Assert.Equal([50, 99, 100], new[] { 0.5, 0.99, 1 }.Select(share => (int)summary.Latency(share)!.Value.TotalMilliseconds));
        Assert.Equal(3, summary.PerVote(summary.Datagrams));
        Assert.Equal(1, summary.Coverage.Learner);
        for (int i = 0; i < 2 * SweepSummary.MaxBroken; i++)
            summary.Add(Run([]) with { Stalled = $"again" });
        Assert.Equal(SweepSummary.MaxBroken, summary.Broken.Count);
    }

    [Fact]
    public void What_a_node_throws_is_a_broken_promise_and_a_scenario_without_sense_is_not()
    {
        SweepRun run = SweepRun.Of(s_plain with { Adjust = _ => throw new InvalidOperationException("a wheel is off") });
        Assert.Equal((SweepRun.InvariantPromise, "a wheel is off"), (run.BrokenPromise, run.Violations[0].Sentence.InEnglish()));
        Assert.Throws<ArgumentException>(() => SweepRun.Of(s_plain with { Nodes = 0 }));
        Assert.Throws<ArgumentException>(() => SweepRun.Of(s_plain with { Faults = Specs("n1:restart@+1s") }));
    }

    private static SweepRun Run(ImmutableArray<Violation> violations) =>
        new() { Scenario = s_plain, Verdict = Verdict.Certified, Violations = violations };

    // A crash is for good when fewer restarts than crashes are given for the same node.
    private static IEnumerable<FaultSpec> Forever(ImmutableArray<FaultSpec> faults) => faults.Where(spec => spec.What is CrashAction
        && faults.Count(other => other.Where == spec.Where && other.What is RestartAction)
            < faults.Count(other => other.Where == spec.Where && other.What is CrashAction));

    private static ElectionScenario WithoutOthers(ElectionScenario scenario) =>
        scenario with { Faults = [.. scenario.Faults.Where(spec => spec.What is DropAction)] };

    private static ImmutableArray<FaultSpec> Specs(params string[] texts) =>
        [.. texts.Select(text => FaultSpec.Read(text).OrThrow())];
}

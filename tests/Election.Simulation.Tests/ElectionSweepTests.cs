using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Checkers;
using Election.Simulation.Elections;
using Election.Voting.Core;

namespace Election.Simulation.Tests;

public sealed class ElectionSweepTests
{
    private const int Elections = 200;
    private const int Parts = 4;

    public static TheoryData<int> AllParts => [.. Enumerable.Range(0, Parts)];

    /// <summary>1 to 7 nodes; loss up to 30 %, doubling, delay, reordering and corruption, all drawn by the election's number.</summary>
    [Theory]
    [MemberData(nameof(AllParts))]
    public void Two_hundred_elections_under_faults_are_certified_with_every_vote_counted_and_no_promise_broken(int part)
    {
        var failures = new List<string>();
        for (int number = part; number < Elections; number += Parts)
        {
            ElectionScenario scenario = Scenario((ulong)number + 1);
            ElectionRun run = ElectionSimulation.Run(scenario);
            failures.AddRange(Complaints(run).Select(complaint => $"{scenario.ReplayLine}: {complaint}"));
        }
        Assert.Empty(failures);
    }

    private static IEnumerable<string> Complaints(ElectionRun run)
    {
        foreach (Violation violation in run.Violations)
            yield return violation.ToString();
        if (run.End != SimulationEnd.Finished || run.Verdict != Verdict.Certified)
            yield return $"{run.End}, {run.Verdict}: {string.Join("; ", run.Nodes.Select(node => $"{node.Id}: {node.Snapshot?.Reason}"))}";
        var expected = run.Scenario.Choices.Select(
            (_, choice) => (long)run.Nodes.Count(node => node.Votes.Contains(choice))).ToImmutableArray();
        foreach (NodeOutcome node in run.Nodes.Where(node => !expected.SequenceEqual(node.Snapshot!.Counts)))
            yield return $"{node.Id} counted {string.Join(' ', node.Snapshot!.Counts)} instead of {string.Join(' ', expected)}";
    }

    private static ElectionScenario Scenario(ulong seed)
    {
        var random = new SplitMix64(seed);
        string[] texts =
        [
            $"loss={random.Next(31)}%",
            $"dup={random.Next(11)}%",
            $"reorder={random.Next(31)}%",
            $"corrupt={random.Next(6)}%",
            string.Create(CultureInfo.InvariantCulture, $"delay={5 + random.Next(20)}ms+-{random.Next(6)}ms"),
        ];
        return new ElectionScenario
        {
            Nodes = (int)(seed % 7) + 1,
            Seed = seed,
            Faults = FaultPlan.Read(texts, seed).OrThrow().Specs,
        };
    }
}

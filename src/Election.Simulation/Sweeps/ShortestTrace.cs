using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Simulation.Elections;

namespace Election.Simulation.Sweeps;

/// <summary>
/// Shrinks a scenario that violates a promise, as long as it violates the same one: it drops faults, shortens windows and pauses, and drops
/// nodes. People look at what is left. Greedy, as in A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE
/// TSE 28(2), 2002, with a limit instead of its guarantee.
/// </summary>
public sealed class ShortestTrace
{
    /// <summary>The largest number of runs to spend.</summary>
    public const int MaxRuns = 300;

    /// <summary>The number of simulated events after which no other run begins, because a large group's runs are long.</summary>
    public const long MaxEvents = 50_000_000;

    private readonly string _promise;
    private readonly Func<ElectionScenario, SweepRun> _run;
    private int _runs;
    private long _events;

    private ShortestTrace(SweepRun found, Func<ElectionScenario, SweepRun> run)
    {
        _promise = found.BrokenPromise!;
        _run = run;
        Best = found;
    }

    private SweepRun Best { get; set; }

    private ElectionScenario Scenario => Best.Scenario;

    /// <summary>Returns the smallest run found that violates the same promise; the given run if nothing can be left out.</summary>
    /// <param name="found">A run that violates a promise.</param>
    public static SweepRun Of(SweepRun found) => Of(found, SweepRun.Of);

    internal static SweepRun Of(SweepRun found, Func<ElectionScenario, SweepRun> run)
    {
        var search = new ShortestTrace(found, run);
        bool smaller;
        do
            smaller = search.DropFaults() | search.DropNodes() | search.Calm() | search.Shorten();
        while (smaller);
        return search.Best;
    }

    private bool DropFaults()
    {
        bool any = false;
        for (int i = Scenario.Faults.Length - 1; i >= 0; i--)
        {
            if (i >= Scenario.Faults.Length || !IsHarmless(Scenario.Faults[i]))
                continue;
            FaultWhere where = Scenario.Faults[i].Where;
            // A crash is dropped together with its restarts.
            ImmutableArray<FaultSpec> without = Scenario.Faults.RemoveAt(i);
            any |= Try(Scenario with { Faults = without })
                || Try(Scenario with
                {
                    Faults = without.RemoveAll(spec => spec.Where == where && spec.What is RestartAction or LoseJournalAction),
                });
        }
        return any;
    }

    // Without its restart a crash makes a different scenario, in which progress is no longer promised.
    private bool IsHarmless(FaultSpec spec) => _promise != SweepRun.ProgressPromise || spec.What is not RestartAction;

    // With more victims than the group promises to survive, a lack of progress is no violation.
    private bool IsSurvivable(ElectionScenario scenario) => _promise != SweepRun.ProgressPromise
        || scenario.Faults.Where(spec => spec.What is CrashAction).Select(spec => spec.Where).Distinct().Count()
            <= (scenario.Nodes - 1) / 2;

    private bool DropNodes()
    {
        bool any = false;
        while (Scenario is { Nodes: > 1, Votes.IsEmpty: true } && !Names(ElectionSimulation.IdOf(Scenario.Nodes - 1))
            && Try(Scenario with { Nodes = Scenario.Nodes - 1 }))
            any = true;
        return any;
    }

    private bool Calm() => (Scenario.VoteWithin > TimeSpan.Zero && Try(Scenario with { VoteWithin = TimeSpan.Zero }))
        | (Scenario.ChangesMind && Try(Scenario with { ChangesMind = false }));

    private bool Shorten()
    {
        bool any = false;
        for (int i = 0; i < Scenario.Faults.Length; i++)
        {
            while (Half(Scenario.Faults[i]) is { } half && Try(Scenario with { Faults = Scenario.Faults.SetItem(i, half) }))
                any = true;
        }
        return any;
    }

    private bool Names(MemberId node) => new FaultPlan(Scenario.Faults, 0).NamedNodes.Contains(node);

    // Whole milliseconds, so that the line stays readable and the search ends.
    private static FaultSpec? Half(FaultSpec spec) => spec switch
    {
        { When: WindowWhen window } when HalfOf(window.To - window.From) is { } length =>
            spec with { When = window with { To = window.From + length } },
        { What: PauseAction pause } when HalfOf(pause.Length) is { } length => spec with { What = pause with { Length = length } },
        _ => null,
    };

    private static TimeSpan? HalfOf(TimeSpan length) =>
        length.TotalMilliseconds >= 2 ? TimeSpan.FromMilliseconds(Math.Floor(length.TotalMilliseconds / 2)) : null;

    private bool Try(ElectionScenario smaller)
    {
        bool mayRun = _runs < MaxRuns && _events < MaxEvents && IsSurvivable(smaller)
            && SimulatedGroup.ObjectionTo(new FaultPlan(smaller.Faults, 0)) is null;
        if (!mayRun)
            return false;
        _runs++;
        SweepRun run = _run(smaller);
        _events += run.Events;
        if (run.BrokenPromise != _promise)
            return false;
        Best = run;
        return true;
    }
}

using System.Diagnostics;
using Election.Node.Talk;
using Election.Simulation.Elections;
using Election.Simulation.Sweeps;

namespace Election.Node.Runs.Simulated;

/// <summary><c>election sim --seeds</c>: many elections, to check the promises.</summary>
internal static class Sweep
{
    /// <summary>The most broken runs for which a shorter one is sought: each search costs as much as hundreds of elections.</summary>
    public const int MostShortened = 3;

    private static readonly TimeSpan s_progressEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs the sweep and reports it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(SweepSettings settings, TextTerminal terminal, Interruption interruption)
    {
        var watch = Stopwatch.StartNew();
        var summary = new SweepSummary();
        TimeSpan told = TimeSpan.Zero;
        SweepRunner.Run(settings.Seeds.Count, number => SweepRun.Of(ScenarioOf(settings, settings.Seeds.First + (ulong)number)), Take,
            interruption.Token);
        SweepRun[] shortest = [.. summary.Broken.Take(MostShortened).Select(ShortestTrace.Of)];
        double seconds = watch.Elapsed.TotalSeconds;
        terminal.Tell(
            $"{seconds:0.0} s, {summary.Runs / seconds:0} elections a second on {Environment.ProcessorCount} cores");
        if (settings.IsJson)
        {
            terminal.Tell(SweepReport.SentenceOf(settings, summary));
            terminal.Out.WriteLine(SweepDocument.Of(settings.Plain.Nodes, settings.Seeds, summary, shortest).ToLine());
        }
        else
            SweepReport.Print(settings, summary, shortest, terminal);
        return summary.Violations > 0 ? ExitCode.Violated : summary.Stalled > 0 ? ExitCode.Stalled : ExitCode.Success;

        void Take(SweepRun run)
        {
            summary.Add(run);
            if (watch.Elapsed - told < s_progressEvery)
                return;
            told = watch.Elapsed;
            terminal.Tell($"{SweepReport.SentenceOf(settings, summary)} so far");
        }
    }

    /// <summary>The election of one seed.</summary>
    public static ElectionScenario ScenarioOf(SweepSettings settings, ulong seed) =>
        settings.DrawsFaults ? ScenarioDraw.Draw(settings.Plain, seed) : settings.Plain with { Seed = seed };
}

using Election.Node.Talk;
using Election.Voting.Core;
using Spectre.Console;

namespace Election.Node.Runs.Local;

/// <summary>Shows the progress of a run on standard error: bars on a screen, otherwise a line for each change.</summary>
internal static class FleetProgressView
{
    /// <summary>Shows every standing until the sequence ends.</summary>
    public static Task ShowAsync(TextTerminal terminal, IAsyncEnumerable<FleetStanding> standings) =>
        terminal.IsErrorScreen ? ShowBarsAsync(terminal, standings) : ShowLinesAsync(terminal, standings);

    private static (string Name, int Done)[] Stages(FleetStanding standing, TextTerminal terminal) =>
        [
            (terminal.Say($"barrier"), standing.Found), (terminal.Say($"votes"), standing.Votes),
            (ElectionState.Closed.ToText(), standing.Closed), (ElectionState.Certified.ToText(), standing.Certified),
        ];

    private static string Line(string name, int done, int all) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name,-9} {done}/{all}");

    private static async Task ShowLinesAsync(TextTerminal terminal, IAsyncEnumerable<FleetStanding> standings)
    {
        FleetStanding shown = default;
        await foreach (FleetStanding standing in standings.ConfigureAwait(false))
        {
            (string Name, int Done)[] before = Stages(shown, terminal);
            (string Name, int Done)[] now = Stages(standing, terminal);
            for (int i = 0; i < now.Length; i++)
            {
                if (now[i].Done != before[i].Done)
                    await terminal.Error.WriteLineAsync(Line(now[i].Name, now[i].Done, standing.Nodes)).ConfigureAwait(false);
            }
            shown = standing;
        }
    }

    private static Task ShowBarsAsync(TextTerminal terminal, IAsyncEnumerable<FleetStanding> standings) => terminal.Progress().Progress()
        .AutoClear(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn())
        .StartAsync(async context =>
        {
            var bars = new ProgressTask[Stages(default, terminal).Length];
            await foreach (FleetStanding standing in standings.ConfigureAwait(false))
            {
                (string Name, int Done)[] stages = Stages(standing, terminal);
                for (int i = 0; i < bars.Length; i++)
                {
                    bars[i] ??= context.AddTask(stages[i].Name, maxValue: standing.Nodes);
                    bars[i].Description = Line(stages[i].Name, stages[i].Done, standing.Nodes);
                    bars[i].Value = stages[i].Done;
                }
            }
        });
}

using System.Collections.Immutable;
using System.Globalization;
using Election.Node.Runs.Single;
using Election.Node.Screen.Model;
using Election.Node.Screen.Views;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Spectre.Console;

namespace Election.Node.Tools.Bench;

/// <summary>
/// <c>bench screen</c>: a node delivers as much as it is given while someone watches it, on an in-memory terminal of two sizes and without
/// a screen. Keys are typed all the while, and the bench measures the time until a frame shows the effect of each.
/// </summary>
internal static class ScreenBench
{
    private const int Rate = 10_000;

    private static readonly ImmutableArray<(int Width, int Height)> s_sizes = [(80, 24), (200, 50)];

    // Compilation at first use must not count as a running cost.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_keyPace = TimeSpan.FromMilliseconds(90);

    /// <summary>Measures each size, and reports.</summary>
    /// <param name="time">The time for which each size is measured.</param>
    /// <param name="isJson">True to end with a JSON document.</param>
    /// <param name="terminal">Receives the report.</param>
    /// <param name="cancellation">Ends the bench early.</param>
    /// <returns>The exit code, always 0.</returns>
    public static async Task<int> RunAsync(TimeSpan time, bool isJson, TextTerminal terminal, CancellationToken cancellation)
    {
        await terminal.Error.WriteLineAsync(terminal.Say($"one node, {Rate} statements a second, each size {time.TotalSeconds:0} s"))
            .ConfigureAwait(false);
        var rows = ImmutableArray.CreateBuilder<ScreenFigures>();
        foreach ((int width, int height) in s_sizes)
            rows.Add(await MeasureAsync(width, height, time).WaitAsync(cancellation).ConfigureAwait(false));
        rows.Add(await MeasureHeadlessAsync(time).WaitAsync(cancellation).ConfigureAwait(false));
        terminal.Tables().Write(TableOf(rows, terminal.Language));
        if (!ThreadTime.IsExact)
            await terminal.Error.WriteLineAsync(terminal.Say(
                $"this system does not report the processor time of a thread: the shares are upper limits")).ConfigureAwait(false);
        if (isJson)
        {
            var document = new BenchDocument { Bench = "screen", Nodes = 1, Seed = BusyNode.Seed, Rate = Rate,
                Screen = rows.ToImmutable() };
            await terminal.Out.WriteLineAsync(document.ToLine()).ConfigureAwait(false);
        }
        return ExitCode.Success;
    }

    private static async Task<ScreenFigures> MeasureAsync(int width, int height, TimeSpan time)
    {
        var screen = new BusyScreen(width, height, static () => ThreadTime.Now);
        using var node = new BusyNode(
            busy => screen.Mailbox.Put(new NodePicture(busy.Core.Snapshot(), busy.Core.Detail(), [], default)), screen.Mailbox.Put);
        await screen.TypeWhileAsync(node.DeliverAsync(Rate, s_warmUp), s_keyPace).ConfigureAwait(false);
        (TimeSpan onLoop, TimeSpan onThread, int shows) = (node.ShowTime, screen.Time, node.Shows);
        (int answers, long frames, long cells) = (screen.Answers.Count, screen.Frames, screen.Cells);
        Task<long> delivering = node.DeliverAsync(Rate, time);
        await screen.TypeWhileAsync(delivering, s_keyPace).ConfigureAwait(false);
        await screen.EndAsync().ConfigureAwait(false);
        return new ScreenFigures
        {
            Size = string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"),
            Deliveries = PerSecond(await delivering.ConfigureAwait(false), time),
            Pictures = PerSecond(node.Shows - shows, time),
            Frames = PerSecond(screen.Frames - frames, time),
            CellsPerFrame = Math.Round((screen.Cells - cells) / (double)Math.Max(1, screen.Frames - frames), 1),
            PicturePercent = Percent(node.ShowTime - onLoop, time),
            ScreenPercent = Percent(screen.Time - onThread, time),
            KeyMs = Quantiles.Of(screen.Answers.Skip(answers).Select(answer => answer.TotalMilliseconds).DefaultIfEmpty()),
        };
    }

    private static async Task<ScreenFigures> MeasureHeadlessAsync(TimeSpan time)
    {
        var view = new PlainView(TextTerminal.Of(TextWriter.Null, TextWriter.Null));
        using var node = new BusyNode(busy => view.Show(busy.Core.Snapshot()), view.Say);
        await node.DeliverAsync(Rate, s_warmUp).ConfigureAwait(false);
        (TimeSpan onLoop, int shows) = (node.ShowTime, node.Shows);
        long delivered = await node.DeliverAsync(Rate, time).ConfigureAwait(false);
        return new ScreenFigures
        {
            Size = "headless",
            Deliveries = PerSecond(delivered, time),
            Pictures = PerSecond(node.Shows - shows, time),
            Frames = 0,
            CellsPerFrame = 0,
            PicturePercent = Percent(node.ShowTime - onLoop, time),
            ScreenPercent = 0,
        };
    }

    private static Table TableOf(IEnumerable<ScreenFigures> rows, Language language)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(new Text(language.Say($"screen"))));
        Sentence[] titles =
            [$"deliveries/s", $"pictures/s", $"frames/s", $"cells/frame", $"pictures, core", $"screen, core", $"key p50", $"key p99"];
        foreach (Sentence title in titles)
            table.AddColumn(new TableColumn(new Text(language.Say(title))).RightAligned());
        foreach (ScreenFigures row in rows)
        {
            string[] cells =
            [
                row.Size, Number(row.Deliveries), Number(row.Pictures), Number(row.Frames), Number(row.CellsPerFrame),
                Number(row.PicturePercent) + " %", Number(row.ScreenPercent) + " %",
                row.KeyMs is null ? "-" : Number(row.KeyMs.P50) + " ms", row.KeyMs is null ? "-" : Number(row.KeyMs.P99) + " ms",
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }
        return table;
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static double PerSecond(long count, TimeSpan time) => Math.Round(count / time.TotalSeconds, 1);

    private static double Percent(TimeSpan spent, TimeSpan time) => Math.Round(100 * (spent / time), 2);
}

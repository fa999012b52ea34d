using System.Collections.Immutable;
using System.Globalization;
using Election.Groups.Faults;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Spectre.Console;

namespace Election.Node.Tools.Bench;

/// <summary><c>bench latency</c> and <c>bench loss</c>: the time from casting a vote to counting it, once or at several losses.</summary>
internal static class LatencyBench
{
    /// <summary>The losses at which <c>bench loss</c> measures.</summary>
    public static readonly ImmutableArray<string> Losses = ["loss=0%", "loss=10%", "loss=30%"];

    /// <summary>Measures once, under the operator's own faults.</summary>
    public static Task<int> LatencyAsync(LatencySettings settings, bool isJson, TextTerminal terminal, CancellationToken cancellation) =>
        RunAsync("latency", [settings], isJson, terminal, cancellation);

    /// <summary>Measures once for each of <see cref="Losses"/>, in addition to the operator's faults.</summary>
    public static Task<int> LossAsync(LatencySettings settings, bool isJson, TextTerminal terminal, CancellationToken cancellation) =>
        RunAsync(
            "loss", [.. Losses.Select(loss => settings with { Faults = settings.Faults.Add(Read(loss)) })], isJson, terminal, cancellation);

    private static async Task<int> RunAsync(
        string bench, ImmutableArray<LatencySettings> all, bool isJson, TextTerminal terminal, CancellationToken cancellation)
    {
        LatencySettings first = all[0];
        await terminal.Error.WriteLineAsync(terminal.Say(
            $"{first.Nodes} nodes via {first.Via}, {first.Rate} votes a second, {first.Measured} votes measured, seed {first.Seed}"))
                .ConfigureAwait(false);
        var rows = ImmutableArray.CreateBuilder<LatencyFigures>();
        foreach (LatencySettings settings in all)
        {
            if (await LatencyMeasurement.RunAsync(settings, cancellation).ConfigureAwait(false) is not { } figures)
            {
                await terminal.Error.WriteLineAsync(terminal.Say(
                    $"not measured with {NameOf(settings.Faults)}: the nodes did not keep up, or came to no common result"))
                        .ConfigureAwait(false);
                return ExitCode.Stalled;
            }
            rows.Add(figures);
        }
        terminal.Tables().Write(TableOf(rows, terminal.Language));
        await terminal.Out.WriteLineAsync(terminal.Say(
            $"from casting a vote to counting it; median: at the median node, all: at the last node")).ConfigureAwait(false);
        if (isJson)
        {
            var document = new BenchDocument
            {
                Bench = bench,
                Nodes = first.Nodes,
                Seed = first.Seed,
                Rate = first.Rate,
                Latency = rows.ToImmutable(),
            };
            await terminal.Out.WriteLineAsync(document.ToLine()).ConfigureAwait(false);
        }
        return ExitCode.Success;
    }

    private static Table TableOf(IEnumerable<LatencyFigures> rows, Language language)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(new TableColumn(new Text(language.Say($"faults"))));
        Sentence[] titles =
            [$"votes", $"own p50", $"own p99", $"median p50", $"median p99", $"all p50", $"all p99", $"datagrams/vote"];
        foreach (Sentence title in titles)
            table.AddColumn(new TableColumn(new Text(language.Say(title))).RightAligned());
        foreach (LatencyFigures row in rows)
        {
            string[] cells =
            [
                row.Faults.IsEmpty ? "none" : string.Join(' ', row.Faults), row.Votes.ToString(CultureInfo.InvariantCulture),
                Milliseconds(row.OwnMs.P50), Milliseconds(row.OwnMs.P99), Milliseconds(row.MedianNodeMs.P50),
                Milliseconds(row.MedianNodeMs.P99), Milliseconds(row.AllNodesMs.P50), Milliseconds(row.AllNodesMs.P99),
                row.DatagramsPerVote.ToString("0.0", CultureInfo.InvariantCulture),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }
        return table;
    }

    private static string Milliseconds(double time) => time.ToString("0.00", CultureInfo.InvariantCulture) + " ms";

    private static Sentence NameOf(ImmutableArray<FaultSpec> faults) =>
        faults.IsEmpty ? Sentence.Of($"no fault") : $"{string.Join(' ', faults)}";

    private static FaultSpec Read(string text) => FaultSpec.Read(text).OrThrow();
}

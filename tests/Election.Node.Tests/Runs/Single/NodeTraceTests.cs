using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Commands;
using Election.Node.Runs.Options;
using Election.Node.Runs.Settings;
using Election.Node.Runs.Single;
using Election.Node.Tests.Runs.Local;
using Election.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Election.Node.Tests.Runs.Single;

/// <summary>A node's trace as a file.</summary>
public sealed class NodeTraceTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void A_trace_begins_anew_unless_the_node_comes_back_to_its_election()
    {
        NodeSettings settings = Settings();
        Die(Open(settings, goesOn: false));
        Die(Open(settings, goesOn: true));
        string[] kept = Lines(settings);
        Assert.Equal(["crash", "restart", "crash"], kept[1..].Select(EventOf));
        Open(settings, goesOn: false).Dispose();
        Assert.Single(Lines(settings));
    }

    [Fact]
    public void A_life_that_could_not_record_its_end_is_ended_by_the_next_after_the_last_whole_line()
    {
        NodeSettings settings = Settings();
        Open(settings, goesOn: false).Dispose();
        File.AppendAllText(settings.Trace!, "{\"t\":\"ev\",\"host\":\"n1\",\"n\":1,\"ev\":\"se");
        Open(settings, goesOn: true).Dispose();
        Assert.Equal(["crash", "restart"], Lines(settings)[1..].Select(EventOf));
    }

    [Fact]
    public void A_trace_that_is_full_says_so_and_takes_no_more()
    {
        NodeSettings settings = Settings();
        Die(Open(settings, goesOn: false));
        using (NodeTrace full = NodeTrace.Open(
            settings, settings.Trace!, new SharedClock(null), goesOn: true, _ => { }, mostEvents: 2, TimeProvider.System))
        {
            full.Note([], LogIndex.None);
            full.Note([], LogIndex.None);
        }
        string[] lines = Lines(settings);
        Assert.Equal(["crash", "restart", "note"], lines[1..].Select(EventOf));
        Assert.Contains("after 2 events no more are noted", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_waits_in_memory_no_longer_than_the_interval()
    {
        NodeSettings settings = Settings();
        // The split is recorded with the first event after it.
        settings = settings with { Election = settings.Election with { Faults = [Faults.Spec("100ms..10s:partition=n1/n2")] } };
        var time = new FakeTimeProvider();
        using NodeTrace trace = NodeTrace.Open(
            settings, settings.Trace!, new SharedClock(null, time), goesOn: false, _ => { }, NodeTrace.MostEvents, time);
        time.Advance(NodeTrace.FlushInterval - TimeSpan.FromTicks(1));
        Assert.Equal(0, Length(settings));
        time.Advance(TimeSpan.FromTicks(1));
        long header = Length(settings);
        Assert.NotEqual(0, header);
        time.Advance(NodeTrace.FlushInterval);
        Assert.Equal(header, Length(settings));
        trace.Lose([]);
        Assert.Equal(header, Length(settings));
        time.Advance(NodeTrace.FlushInterval);
        Assert.True(Length(settings) > header, "What was noted later is still not in the file.");
    }

    [Fact]
    public void No_more_bytes_wait_in_memory_than_the_limit_except_for_the_last_step()
    {
        const int Splits = 64;
        // Each second has a network split and its healing, which every node records in long events.
        string[] others = [.. Enumerable.Range(1, 20).Select(number => $"a-node-with-a-long-name-{number}")];
        string split = $"partition={string.Join(',', others[..10])}/{string.Join(',', others[10..])}";
        NodeSettings settings = Settings();
        settings = settings with { Election = settings.Election with
            { Faults = [.. Enumerable.Range(1, Splits).Select(second => Faults.Spec($"{second}s..{second}.5s:{split}"))] } };
        var time = new FakeTimeProvider();
        // Its timer uses another clock, which does not advance.
        using NodeTrace trace =
            NodeTrace.Open(settings, settings.Trace!, new SharedClock(null, time), goesOn: false, _ => { }, NodeTrace.MostEvents,
                new FakeTimeProvider());
        int steps = 0;
        for (; steps < Splits && Length(settings) == 0; steps++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            trace.Lose([]);
            trace.Note([], LogIndex.None);
        }
        long written = Length(settings), step = written / steps;
        Assert.InRange(written, NodeTrace.FlushBytes, NodeTrace.FlushBytes + (2 * step));
        Assert.InRange(Lines(settings).Length, steps, 2 * steps);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_refused_with_the_flag()
    {
        NodeSettings settings = Settings() with { Trace = _temp.Within("missing", "t.jsonl") };
        var refused = Assert.Throws<StartRefusedException>(() => Open(settings, goesOn: false));
        Assert.StartsWith("--trace: ", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private static NodeTrace Open(NodeSettings settings, bool goesOn) =>
        NodeTrace.Open(settings, settings.Trace!, new SharedClock(null), goesOn, _ => { });

    private static void Die(NodeTrace trace)
    {
        trace.Crash("it was stopped");
        trace.Dispose();
    }

    private static long Length(NodeSettings settings) => new FileInfo(settings.Trace!).Length;

    private static string[] Lines(NodeSettings settings)
    {
        // The trace may still be open for writing.
        using var file = new StreamReader(new FileStream(settings.Trace!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string EventOf(string line) => line.Split("\"ev\":\"")[1].Split('"')[0];

    private NodeSettings Settings()
    {
        var options = new NodeOptions();
        var command = new Command("node");
        options.AddTo(command);
        return options.Read(command.Parse(
            ["--id", "n1", "--expect", "3", "--auto", "--trace", _temp.Within("n1.trace.jsonl")], OptionWords.Syntax));
    }
}

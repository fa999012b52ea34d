using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Commands;
using Election.Node.Running;
using Election.Runtime;

namespace Election.Node.Tests.Running;

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
    public void A_life_that_could_not_note_its_end_is_ended_by_the_next_after_the_last_whole_line()
    {
        NodeSettings settings = Settings();
        Open(settings, goesOn: false).Dispose();
        File.AppendAllText(settings.Trace, "{\"t\":\"ev\",\"host\":\"n1\",\"n\":1,\"ev\":\"se");
        Open(settings, goesOn: true).Dispose();
        Assert.Equal(["crash", "restart"], Lines(settings)[1..].Select(EventOf));
    }

    [Fact]
    public void A_trace_that_is_full_says_so_and_takes_no_more()
    {
        NodeSettings settings = Settings();
        Die(Open(settings, goesOn: false));
        using (NodeTrace full = NodeTrace.Open(settings, new RunClock(null), goesOn: true, _ => { }, mostEvents: 2))
        {
            full.Note([], LogIndex.None);
            full.Note([], LogIndex.None);
        }
        string[] lines = Lines(settings);
        Assert.Equal(["crash", "restart", "note"], lines[1..].Select(EventOf));
        Assert.Contains("after 2 events no more are noted", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_refused_with_the_flag()
    {
        NodeSettings settings = Settings() with { Trace = _temp.Within("missing", "t.jsonl") };
        var refused = Assert.Throws<StartRefusedException>(() => Open(settings, goesOn: false));
        Assert.StartsWith("--trace: ", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private static NodeTrace Open(NodeSettings settings, bool goesOn) => NodeTrace.Open(settings, new RunClock(null), goesOn, _ => { });

    private static void Die(NodeTrace trace)
    {
        trace.Crash("it was stopped");
        trace.Dispose();
    }

    private static string[] Lines(NodeSettings settings) => File.ReadAllLines(settings.Trace);

    private static string EventOf(string line) => line.Split("\"ev\":\"")[1].Split('"')[0];

    private NodeSettings Settings()
    {
        var options = new NodeOptions();
        var command = new Command("node");
        options.AddTo(command);
        return options.Read(command.Parse(
            ["--id", "n1", "--expect", "3", "--auto", "--trace", _temp.Within("n1.trace.jsonl")], CommandLine.Syntax));
    }
}

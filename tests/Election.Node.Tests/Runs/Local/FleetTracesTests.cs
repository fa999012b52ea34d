using System.CommandLine;
using Election.Groups.Faults;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Runs.Local;

/// <summary>The completion of the nodes' traces after a run.</summary>
public sealed class FleetTracesTests : IDisposable
{
    private const string Header = "{\"t\":\"run\",\"schema\":\"election-trace/1\",\"host\":\"HOST\",\"processes\":[\"n1\",\"n2\",\"n3\"],"
        + "\"order\":\"atomic\",\"seed\":1}";

    private readonly TempFolder _temp = new();
    private readonly RunFolder _folder;
    private readonly List<Sentence> _warnings = [];

    public FleetTracesTests() => _folder = RunFolder.Claim(_temp.Within("run"));

    [Fact]
    public async Task A_line_that_a_killed_node_left_cut_off_is_dropped_and_its_death_is_noted()
    {
        FleetTraces traces = Traces();
        Write("n1", "\"ev\":\"send\",\"msg\":\"n1:0\",\"atUs\":10", "\"ev\":\"deliver\",\"msg\":\"n1:0\",\"atUs\":20");
        Write("n2", "\"ev\":\"receive\",\"msg\":\"n1:0\",\"cause\":\"n1\",\"atUs\":15",
            "\"ev\":\"deliver\",\"msg\":\"n1:0\",\"atUs\":25");
        Write("n3", "\"ev\":\"receive\",\"msg\":\"n1:0\",\"cause\":\"n1\",\"atUs\":15");
        await File.AppendAllTextAsync(_folder.Within("n3.trace.jsonl"), "{\"t\":\"ev\",\"host\":\"n3\",\"n\":2,\"ev\":\"del");
        traces.Take(new EndReport(2, ExitCode.Killed));
        traces.Complete(_warnings.Add);
        Assert.Empty(_warnings);
        string[] last = await File.ReadAllLinesAsync(_folder.Within("n3.trace.jsonl"));
        Assert.Equal(3, last.Length);
        Assert.Contains("\"vc\":{\"n1\":1,\"n3\":1},\"ev\":\"receive\",\"msg\":\"n1:0\",\"cause\":\"n1#1\"", last[1],
            StringComparison.Ordinal);
        Assert.Contains("\"ev\":\"crash\"", last[2], StringComparison.Ordinal);
        Assert.Contains("its process was killed", last[2], StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await Typed.Async("trace", "check", "--order", "reliable", _folder.Path)).Code);
    }

    [Fact]
    public void A_node_that_dies_by_its_script_notes_that_itself()
    {
        FleetTraces traces = Traces();
        Write("n1", "\"ev\":\"crash\",\"atUs\":10", "\"ev\":\"restart\",\"atUs\":20");
        FaultSpec fault = FaultSpec.Read("n1:crash@1s").OrThrow();
        traces.Take(new CrashReport(0, fault));
        traces.Take(new EndReport(0, ExitCode.Killed));
        traces.Complete(_warnings.Add);
        Assert.Empty(_warnings);
        Assert.Single(File.ReadLines(_folder.Within("n1.trace.jsonl")), line => line.Contains("\"crash\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_that_never_began_a_trace_has_one_without_events()
    {
        FleetTraces traces = Traces();
        Write("n1", "\"ev\":\"send\",\"msg\":\"n1:0\",\"atUs\":10");
        traces.Complete(_warnings.Add);
        Assert.Equal(Header.Replace("HOST", "n2", StringComparison.Ordinal) + "\n", File.ReadAllText(_folder.Within("n2.trace.jsonl")));
    }

    [Fact]
    public void Traces_that_do_not_fit_together_stay_unchanged_and_the_run_says_why()
    {
        FleetTraces traces = Traces();
        Write("n1", "\"ev\":\"receive\",\"msg\":\"n9:0\",\"atUs\":10");
        string before = File.ReadAllText(_folder.Within("n1.trace.jsonl"));
        traces.Complete(_warnings.Add);
        Assert.Equal(before, File.ReadAllText(_folder.Within("n1.trace.jsonl")));
        Assert.Equal("the traces are left as the nodes wrote them: n1.trace.jsonl, line 2: n9 is not a process of this trace; "
            + "its processes are n1, n2, n3", Assert.Single(_warnings).ToString());
    }

    public void Dispose()
    {
        _folder.Dispose();
        _temp.Dispose();
    }

    private FleetTraces Traces()
    {
        var local = new LocalOptions();
        var command = new Command("local");
        local.AddTo(command);
        return new FleetTraces(local.Read(command.Parse(["--nodes", "3", "--seed", "1"], OptionWords.Syntax)), _folder);
    }

    private void Write(string host, params string[] events) => File.WriteAllText(_folder.Within($"{host}.trace.jsonl"),
        Header.Replace("HOST", host, StringComparison.Ordinal) + "\n" + string.Concat(events.Select((one, i) =>
            $"{{\"t\":\"ev\",\"host\":\"{host}\",\"n\":{i + 1},{one}}}\n")));
}

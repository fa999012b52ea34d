using System.Text.Json;
using System.Text;
using Election.Simulation.Elections;
using Election.Traces.Model;
using Election.Traces.Recording;

namespace Election.Traces.Tests;

/// <summary>The facts added to traces that each process wrote by itself.</summary>
public sealed class TraceCompletionTests
{
    private const string Three = "n1 n2 n3";

    [Fact]
    public void A_copy_came_from_the_last_time_that_its_holder_sent_it_before_it_came()
    {
        JsonElement[] third = Completed([], Sender(), TraceText.Json("n2", Three), TraceText.Json("n3", Three,
            Event("lose", 15, "n1"), Event("receive", 25, "n1")))["n3"];
        Assert.Equal("n1#1", Text(third[0], "cause"));
        Assert.Equal("n1#2", Text(third[1], "cause"));
    }

    [Fact]
    public void Where_clocks_contradict_a_cause_the_first_time_it_was_sent_is_taken()
    {
        JsonElement[] third = Completed([], Sender(), TraceText.Json("n2", Three),
            TraceText.Json("n3", Three, Event("receive", 5, "n1")))["n3"];
        Assert.Equal("n1#1", Text(third[0], "cause"));
        Assert.Equal("""{"n1":1,"n3":1}""", third[0].GetProperty("vc").GetRawText());
    }

    [Fact]
    public void A_copy_whose_send_was_not_noted_names_only_the_process()
    {
        JsonElement[] third = Completed([], Sender(), TraceText.Json("n2", Three),
            TraceText.Json("n3", Three, Event("receive", 25, "n2")))["n3"];
        Assert.Equal("n2", Text(third[0], "cause"));
    }

    [Fact]
    public void What_others_noted_of_a_process_stands_where_its_time_puts_it_and_nothing_happens_while_it_stands_still()
    {
        TraceNote[] notes =
        [
            new("n3", TraceEventKind.Pause, 20), new("n3", TraceEventKind.Resume, 60), new("n3", TraceEventKind.Crash, 90, "killed"),
        ];
        JsonElement[] third = Completed(notes, Sender(), TraceText.Json("n2", Three), TraceText.Json("n3", Three,
            Event("lose", 15, "n1"), Event("receive", 50, "n1"), Event("deliver", 70)))["n3"];
        Assert.Equal(["lose", "pause", "resume", "receive", "deliver", "crash"], third.Select(one => Text(one, "ev")));
        Assert.Equal([15, 20, 50, 50, 70, 90], third.Select(one => one.GetProperty("atUs").GetInt32()));
        Assert.Equal([1, 2, 3, 4, 5, 6], third.Select(one => one.GetProperty("n").GetInt32()));
    }

    [Fact]
    public void Causes_that_are_said_with_their_number_still_name_the_same_event_after_a_note_before_it()
    {
        JsonElement[] third = Completed([new("n1", TraceEventKind.Pause, 5), new("n1", TraceEventKind.Resume, 7)], Sender(),
            TraceText.Json("n2", Three), TraceText.Json("n3", Three, Event("receive", 25, "n1#1")))["n3"];
        Assert.Equal("n1#3", Text(third[0], "cause"));
    }

    [Fact]
    public void Vector_clocks_know_the_event_that_sent_a_copy_and_all_that_it_knew()
    {
        var recorder = new TraceRecorder(Scenario());
        ElectionSimulation.Run(Scenario() with { Observer = recorder });
        Dictionary<string, JsonElement[]> traces = recorder.Traces().ToDictionary(one => one.Host, one => Events(one.Trace.Span));
        int causes = 0;
        foreach (JsonElement one in traces.Values.SelectMany(events => events).Where(one => Text(one, "ev") == "receive"))
        {
            string[] cause = Text(one, "cause")!.Split('#');
            JsonElement sent = traces[cause[0]][int.Parse(cause[1]) - 1];
            Assert.All(sent.GetProperty("vc").EnumerateObject(), known =>
                Assert.True(one.GetProperty("vc").GetProperty(known.Name).GetInt32() >= known.Value.GetInt32()));
            causes++;
        }
        Assert.True(causes > 10);
        Assert.All(traces, host => Assert.All(host.Value, one =>
            Assert.Equal(one.GetProperty("n").GetInt32(), one.GetProperty("vc").GetProperty(host.Key).GetInt32())));
    }

    [Fact]
    public void A_trace_with_too_many_clocks_gets_none()
    {
        (string Name, string Text)[] files = [Sender(), TraceText.Json("n2", Three), TraceText.Json("n3", Three)];
        Trace trace = TraceText.Read(files).Trace!;
        Assert.Contains("\"vc\"", Encoding.UTF8.GetString(TraceCompletion.Of(trace, [], mostClockEntries: 6)[0].Trace.Span),
            StringComparison.Ordinal);
        Assert.DoesNotContain("\"vc\"", Encoding.UTF8.GetString(TraceCompletion.Of(trace, [], mostClockEntries: 5)[0].Trace.Span),
            StringComparison.Ordinal);
    }

    private static (string Name, string Text) Sender() => TraceText.Json("n1", Three, Event("send", 10), Event("resend", 20));

    private static string Event(string kind, int atUs, string? cause = null) =>
        $"\"ev\":\"{kind}\",\"msg\":\"n1:1\",\"atUs\":{atUs}" + (cause is null ? "" : $",\"cause\":\"{cause}\"");

    private static ElectionScenario Scenario() => new()
    {
        Nodes = 4, Seed = 5, VoteWithin = TimeSpan.FromSeconds(1),
        Faults = [GoldenDiagramTests.Spec("loss=30%"), GoldenDiagramTests.Spec("n3:crash@0.4s"), GoldenDiagramTests.Spec("n3:restart@+1s")],
    };

    private static Dictionary<string, JsonElement[]> Completed(TraceNote[] notes, params (string Name, string Text)[] files)
    {
        (Trace? trace, TraceFault? fault) = TraceText.Read(files);
        Assert.Null(fault);
        return TraceCompletion.Of(trace!, notes).ToDictionary(one => one.Host, one => Events(one.Trace.Span));
    }

    private static JsonElement[] Events(ReadOnlySpan<byte> trace) =>
        [.. Encoding.UTF8.GetString(trace).TrimEnd('\n').Split('\n').Skip(1).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement one, string field) => one.GetProperty(field).GetString();
}

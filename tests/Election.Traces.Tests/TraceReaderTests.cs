using System.Buffers;
using System.Text;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Traces.Tests;

/// <summary>Invalid traces are refused with the file, the line and one clause.</summary>
public sealed class TraceReaderTests
{
    private const string Processes = "n1 n2";

    [Theory]
    [InlineData("\"ev\":\"send\",\"msg\":\"n1:1", "n1.trace.jsonl, line 2: the line is not valid JSON of this format")]
    [InlineData("\"ev\":\"sent\",\"msg\":\"n1:1\"", "n1.trace.jsonl, line 2: sent is not a kind of event; kinds are send, resend, receive")]
    [InlineData("\"ev\":\"send\"", "n1.trace.jsonl, line 2: a send must name its message")]
    [InlineData("\"ev\":\"send\",\"msg\":\"seven\"", "n1.trace.jsonl, line 2: seven names no message: write, for example, n1:7")]
    [InlineData("\"ev\":\"send\",\"msg\":\"n2:1\"", "n1.trace.jsonl, line 2: n1 broadcasts n2:1, a message of n2")]
    [InlineData("\"ev\":\"deliver\",\"msg\":\"n9:1\"",
        "n1.trace.jsonl, line 2: n9 is not a process of this trace; its processes are n1, n2")]
    [InlineData("\"ev\":\"deliver\",\"msg\":\"\\u001b[2J:1\"", "n1.trace.jsonl, line 2: '?[2J' is not a process of this trace")]
    [InlineData("\"ev\":\"receive\",\"msg\":\"n2:1\",\"cause\":\"n2\\u0023x\"", "n1.trace.jsonl, line 2: n2#x names no event")]
    [InlineData("\"ev\":\"receive\",\"msg\":\"n2:1\",\"cause\":\"n2#3\"",
        "n1.trace.jsonl, line 2: its cause n2#3 is not an event that sent n2:1")]
    [InlineData("\"ev\":\"note\",\"vc\":{\"n1\":5}", "n1.trace.jsonl, line 2: the vector clock counts 5 events here, and this is event 1")]
    [InlineData("\"ev\":\"note\",\"vc\":{\"n2\":5}",
        "n1.trace.jsonl, line 2: the vector clock knows 5 events of n2, whose trace ends after 1")]
    [InlineData("\"ev\":\"note\",\"deps\":{\"n2\":1}", "n1.trace.jsonl, line 2: only a send has deps, and this is a note")]
    [InlineData("\"ev\":\"send\",\"msg\":\"n1:1\",\"deps\":{\"n2\":2}",
        "n1.trace.jsonl, line 2: n1:1 declares 2 broadcasts of n2 as its causes, and there are 1")]
    [InlineData("\"ev\":\"send\",\"msg\":\"n1:1\",\"msg\":\"n1:2\"", "n1.trace.jsonl, line 2: the line is not valid JSON of this format")]
    public void A_line_that_does_not_read_is_named(string line, string expected) => Refused(
        expected, TraceText.Json("n1", Processes, line), TraceText.Json("n2", Processes, "\"ev\":\"send\",\"msg\":\"n2:1\""));

    [Fact]
    public void A_file_that_ends_in_the_middle_of_a_line_is_said_to()
    {
        (string name, string text) = TraceText.Json("n1", "n1", "\"ev\":\"send\",\"msg\":\"n1:1\"", "\"ev\":\"deliver\",\"msg\":\"n1:1\"");
        Refused("n1.trace.jsonl, line 3: the file ends in the middle of the line", (name, text[..^9]));
    }

    [Fact]
    public void Lines_that_are_missing_doubled_or_of_another_host_are_seen()
    {
        (string name, string text) = TraceText.Json("n1", "n1", "\"ev\":\"note\"", "\"ev\":\"note\"", "\"ev\":\"note\"");
        string[] lines = text.Split('\n');
        Refused("n1.trace.jsonl, line 3: event 3 of n1 stands where event 2 belongs",
            (name, string.Join('\n', lines[0], lines[1], lines[3])));
        Refused("n1.trace.jsonl, line 3: there is a second header", (name, string.Join('\n', lines[0], lines[1], lines[0])));
        Refused("n1.trace.jsonl, line 3: an empty line is not an event", (name, string.Join('\n', lines[0], lines[1], "", lines[2])));
        Refused("n1.trace.jsonl, line 2: this is the trace of n1, and the event is n2's",
            (name, text.Replace("\"t\":\"ev\",\"host\":\"n1\"", "\"t\":\"ev\",\"host\":\"n2\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{}\n", "x, line 1: the first line is not a header")]
    [InlineData("{\"t\":\"run\",\"schema\":\"election-trace/9\",\"host\":\"n1\"}\n", "x, line 1: its schema is election-trace/9")]
    [InlineData("{\"t\":\"run\",\"schema\":\"election-trace/1\"}\n", "x, line 1: the header names neither its host nor the processes")]
    [InlineData("hello\n", "x, line 1: hello is neither a broadcast, such as b 7, nor a delivery, such as d 1 7")]
    [InlineData("b 7\nd 1\n", "x, line 2: 'd 1' is neither")]
    [InlineData("b 7x\n", "x, line 1: 'b 7x' is neither")]
    [InlineData("b 99999999999999999999\n", "x, line 1: 'b 99999999999999999999' is neither")]
    [InlineData("b 7\nb 7\n", "x, line 2: x:7 is broadcast a second time; sending it again is a resend")]
    public void A_file_that_is_not_a_trace_is_refused(string text, string expected) => Refused(expected, ("x", text));

    [Fact]
    public void An_empty_file_is_a_process_that_did_nothing_in_the_two_line_form_and_no_trace_otherwise()
    {
        Assert.NotNull(TraceText.Read(("1", "b 1\n"), ("2", "")).Trace);
        Refused("n1.trace.jsonl, line 1: it is empty", ("n1.trace.jsonl", ""));
    }

    [Fact]
    public void A_file_of_json_lines_that_begins_with_something_else_is_not_taken_for_the_two_line_form()
    {
        (string name, string text) = TraceText.Json("n1", Processes);
        Refused("n2.trace.jsonl, line 1: the first line is not a header", (name, text), ("n2.trace.jsonl", "\u0001junk\n"));
        Refused("n2.trace.jsonl, line 1: the first line is not a header", (name, text), ("n2.trace.jsonl", "b 1\n"));
    }

    [Fact]
    public void A_process_whose_own_trace_is_missing_is_named() =>
        Refused("n1.trace.jsonl, line 1: n2 is a process of this trace, and its own trace is missing", TraceText.Json("n1", Processes));

    [Fact]
    public void Two_traces_of_one_host_and_traces_of_two_runs_are_refused()
    {
        (string name, string text) = TraceText.Json("n1", Processes);
        Refused("again, line 1: it is a second trace of n1", (name, text), ("again", text));
        Refused("n2.trace.jsonl, line 1: it belongs to a different run",
            (name, text.Replace("\"processes\"", "\"seed\":7,\"processes\"", StringComparison.Ordinal)),
            TraceText.Json("n2", Processes));
    }

    [Fact]
    public void Cyclic_causes_are_told_with_every_event_of_the_cycle()
    {
        (Trace? trace, TraceFault? fault) = TraceText.TryOf("d21 b1", "d11 b1");
        Assert.Null(trace);
        Assert.Equal("1, line 1: cyclic causes: 1#1, a deliver of 2:1, needs its broadcast 2#2, which comes after 2#1, a deliver of 1:1, "
            + "needs its broadcast 1#2, which comes after 1#1 itself", fault!.ToString());
        Refused("n1.trace.jsonl, line 2: cyclic causes: n1:1, which declares n2:1, which declares n1:1",
            TraceText.Json("n1", Processes, "\"ev\":\"send\",\"msg\":\"n1:1\",\"deps\":{\"n2\":1}"),
            TraceText.Json("n2", Processes, "\"ev\":\"send\",\"msg\":\"n2:1\",\"deps\":{\"n1\":1}"));
    }

    [Fact]
    public void A_host_that_goes_on_after_its_crash_without_a_restart_is_refused() => Refused(
        "n1.trace.jsonl, line 3: n1 continues after its crash without a restart",
            TraceText.Json("n1", "n1", "\"ev\":\"crash\"", "\"ev\":\"note\""));

    [Fact]
    public void A_line_longer_than_the_limit_is_refused_whatever_pieces_it_comes_in()
    {
        var builder = new TraceBuilder();
        var reader = new TraceReader(builder, "long", "1", ["1"]);
        byte[] piece = new byte[4096];
        piece.AsSpan().Fill((byte)'{');
        int pieces = 0;
        while (pieces < 1000 && reader.Take(piece))
            pieces++;
        Assert.Equal(LineSplitter.MaxLineBytes / piece.Length, pieces);
        Assert.Equal($"long, line 1: the line has more than {LineSplitter.MaxLineBytes} bytes", builder.Fault!.ToString());
    }

    [Fact]
    public void More_processes_than_the_limit_are_refused()
    {
        string names = string.Join(' ', Enumerable.Range(0, Trace.MaxHosts + 1).Select(i => $"p{i}"));
        Refused($"p0.trace.jsonl, line 1: a trace has at most {Trace.MaxHosts} processes", TraceText.Json("p0", names));
    }

    [Fact]
    public void More_events_than_the_limit_are_refused()
    {
        var builder = new TraceBuilder(mostEvents: 2);
        builder.BeginFile("x", "n1", []);
        Assert.True(Note(1) && Note(2));
        Assert.False(Note(3));
        Assert.Equal("x, line 3: a trace has at most 2 events", builder.Fault!.ToString());

        bool Note(int line) => builder.Add(new RawEvent { Line = line, Host = "n1", Kind = TraceEventKind.Note, AtUs = -1 });
    }

    [Fact]
    public void More_messages_times_streams_than_the_table_of_clocks_holds_are_refused()
    {
        const int hosts = 1000, each = 51;
        var builder = new TraceBuilder();
        for (int host = 0; host < hosts; host++)
        {
            builder.BeginFile($"f{host}", $"p{host}", []);
            for (int i = 1; i <= each; i++)
                builder.Add(new RawEvent { Line = i, Host = $"p{host}", Kind = TraceEventKind.Send, Message = $"p{host}:{i}", AtUs = -1 });
        }
        Assert.Null(builder.Build());
        Assert.Equal("51000 messages of 1000 streams are too many to check together: their product is at most 50000000",
            builder.Fault!.ToString());
    }

    [Fact]
    public void What_was_written_reads_as_it_was_and_the_two_line_form_loses_only_what_it_has_no_words_for()
    {
        var one = new ArrayBufferWriter<byte>();
        var writer = new TraceWriter(one, "n1", ["n1", "n2"], new TraceRun { Order = "causal", Seed = 42 });
        var message = new MessageName("n1", 1, 7);
        writer.Event(TraceEventKind.Send, 10, message, declared: new Dictionary<string, int> { ["n2"] = 0 }, text: "Pérez \"1\"");
        writer.Event(TraceEventKind.Deliver, 20, message, clock: new Dictionary<string, int> { ["n1"] = 2 });
        var other = new ArrayBufferWriter<byte>();
        writer = new TraceWriter(other, "n2", ["n1", "n2"], new TraceRun { Order = "causal", Seed = 42 });
        writer.Event(TraceEventKind.Receive, 15, message, new EventName("n1", 1));
        writer.Event(TraceEventKind.Deliver, 15, message);
        (Trace? trace, TraceFault? fault) = TraceText.Read(("1", Text(one)), ("2", Text(other)));
        Assert.Null(fault);
        Assert.Equal(new TraceRun { Order = "causal", Seed = 42 }, trace!.Run);
        Assert.Equal("Pérez \"1\"", trace.Texts[0]);
        Assert.Equal(0, trace.CauseOf(trace.Events[2]));
        string[] plain = [.. Enumerable.Range(0, 2).Select(host =>
        {
            var two = new ArrayBufferWriter<byte>();
            TraceWriter.WriteTwoLine(trace, host, two);
            return Text(two);
        })];
        Assert.Equal(["b 7\nd 1 7\n", "d 1 7\n"], plain);
        (Trace? again, fault) = TraceText.Read(("1", plain[0].Replace("\n", "\r\n", StringComparison.Ordinal)), ("2", plain[1]));
        Assert.Null(fault);
        Assert.Equal(3, again!.Events.Count);
    }

    [Fact]
    public void One_file_may_hold_the_events_of_all_processes()
    {
        (Trace? trace, TraceFault? fault) = TraceText.Read(("all", """
            {"t":"run","schema":"election-trace/1","processes":["n1","n2"]}
            {"t":"ev","host":"n1","n":1,"ev":"send","msg":"n1:1"}
            {"t":"ev","host":"n2","n":1,"ev":"deliver","msg":"n1:1"}
            """));
        Assert.Null(fault);
        Assert.Equal(["n1", "n2"], trace!.Hosts.AsEnumerable());
    }

    private static string Text(ArrayBufferWriter<byte> bytes) => Encoding.UTF8.GetString(bytes.WrittenSpan);

    private static void Refused(string expected, params (string Name, string Text)[] files)
    {
        (Trace? trace, TraceFault? fault) = TraceText.Read(files);
        Assert.Null(trace);
        Assert.StartsWith(expected, fault!.ToString(), StringComparison.Ordinal);
    }
}

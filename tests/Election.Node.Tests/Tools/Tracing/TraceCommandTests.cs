using System.Text.Json;
using Election.Node.Talk;
using Election.Node.Tests.Commands;

namespace Election.Node.Tests.Tools.Tracing;

/// <summary><c>election trace</c> as it is typed: exit codes, sentences, files.</summary>
public sealed class TraceCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public async Task A_simulated_run_leaves_traces_that_keep_what_the_atomic_order_promises()
    {
        string run = _temp.Within("run");
        await Typed.Async("sim", "--nodes", "3", "--seed", "42", "--fault", "loss=20%", "--out", run);
        Typed check = await Typed.Async("trace", "check", run);
        Assert.EndsWith("holds: integrity, reliable, total, prefix, uniform, no-loss, minority-silence\n", check.Out,
            StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, ""), (check.Code, check.Error));
    }

    [Fact]
    public async Task A_delivery_of_a_process_that_crashed_and_that_nobody_else_has_violates_uniform_agreement()
    {
        Typed check = await Typed.Async("trace", "check", Case("uniform"));
        Assert.Equal(ExitCode.Violated, check.Code);
        Assert.Contains("* uniform          violated  n1 delivers n1:1 and crashes, and n2 never delivers it.\n", check.Out,
            StringComparison.Ordinal);
        Assert.Contains("witness n1#2 (n1.trace.jsonl:3), n2#4 (the end of its trace)\n", check.Out, StringComparison.Ordinal);
        Assert.Contains("* prefix           violated  Delivery 1 of n1 is n1:1, and that of n2 is n2:1.\n", check.Out,
            StringComparison.Ordinal);
        Assert.EndsWith("violated: prefix, uniform (asked for: integrity, reliable, total, prefix, uniform)\n", check.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_promise_that_the_guarantees_page_makes_has_a_verdict()
    {
        Typed json = await Typed.Async("trace", "check", Case("uniform"), "--json");
        string[] verdicts = [.. JsonDocument.Parse(json.Out).RootElement.GetProperty("guarantees").EnumerateArray()
            .Select(one => one.GetProperty("guarantee").GetString()!)];
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guarantees.md"));
        string[] rows = [.. page.Split('\n').Where(line => line.StartsWith("| **", StringComparison.Ordinal))];
        Assert.Equal(7, rows.Length);
        Assert.All(rows, row => Assert.Contains(row.Split('|')[^2].Trim().Trim('`'), verdicts));
    }

    [Fact]
    public async Task Every_host_is_in_a_log_for_ShiViz_as_its_default_parser_reads_it()
    {
        Typed log = await Typed.Async("trace", "shiviz", Case("shiviz-space-host"));
        Assert.Equal(["Ana%20María", "o\"neil", "日本"],
            ShivizLog.Read(log.Out).Select(one => one.Host).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(6, ShivizLog.Read(log.Out).Count);
    }

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("a\u00A0b", "a%C2%A0b")]
    [InlineData("a\u2028b", "a%E2%80%A8b")]
    [InlineData("a\uFEFFb", "a%EF%BB%BFb")]
    [InlineData("a%20b", "a%2520b")]
    [InlineData("a/2", "a%2F2")]
    [InlineData("a{b}", "a{b}")]
    public async Task No_name_of_a_host_and_no_text_makes_the_parser_of_ShiViz_drop_an_event(string host, string expected)
    {
        string name = JsonSerializer.Serialize(host), text = JsonSerializer.Serialize("x\u2028y\r{z}\u0085");
        string[] files = Write(("h.trace.jsonl", $$"""
            {"t":"run","schema":"election-trace/1","host":{{name}}}
            {"t":"ev","host":{{name}},"n":1,"ev":"note","text":{{text}}}
            {"t":"ev","host":{{name}},"n":2,"ev":"crash"}
            {"t":"ev","host":{{name}},"n":3,"ev":"restart"}

            """));
        Typed log = await Typed.Async(["trace", "shiviz", .. files]);
        List<(string Event, string Host, string Clock)> read = ShivizLog.Read(log.Out);
        Assert.Equal([expected, expected, expected + "/2"], read.Select(one => one.Host));
        Assert.Equal("note x y (z) ", read[0].Event);
        Assert.All(read, one => Assert.Contains(one.Host,
            JsonDocument.Parse(one.Clock).RootElement.EnumerateObject().Select(entry => entry.Name)));
    }

    [Fact]
    public async Task A_violation_is_exit_1_with_both_events_and_where_they_stand()
    {
        string[] files = Write(("1.output", "b 1\nb 2\nd 1 1\nd 1 2\n"), ("2.output", "d 1 2\nd 1 1\n"));
        Typed check = await Typed.Async(["trace", "check", .. files]);
        Assert.Equal(ExitCode.Violated, check.Code);
        Assert.Contains("* fifo             violated  2 delivers 1:2 before 1:1, though 1 broadcast 1:1 first.\n", check.Out,
            StringComparison.Ordinal);
        Assert.Contains("witness 2#1 (2.output:1), 2#2 (2.output:2)\n", check.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await Typed.Async(["trace", "check", "--order", "reliable", .. files])).Code);
        Assert.Equal(ExitCode.Violated, (await Typed.Async(["trace", "check", "--require", "integrity,total", .. files])).Code);
        Typed json = await Typed.Async(["trace", "check", "--json", .. files]);
        JsonElement fifo = JsonDocument.Parse(json.Out).RootElement.GetProperty("guarantees")[2];
        Assert.Equal(["2#1", "2#2"], fifo.GetProperty("witness").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_guarantee_asked_for_but_never_tested_is_exit_2()
    {
        Typed check = await Typed.Async(["trace", "check", "--order", "fifo",
            .. Write(("1.output", "b 1\nd 1 1\n"), ("2.output", "d 1 1\n"))]);
        Assert.Equal(ExitCode.Inconclusive, check.Code);
        Assert.EndsWith("not put to the test: fifo (asked for: integrity, reliable, fifo)\n", check.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b 1\nd 3 1\n", "b 1\n", "line 2: 3 is not a process of this trace; its processes are 1, 2")]
    [InlineData("d 2 1\nb 1\n", "d 1 1\nb 1\n",
        "line 1: cyclic causes: 1#1, a deliver of 2:1, needs its broadcast 2#2, which comes after 2#1, ")]
    [InlineData("b 1\nd 1\n", "", "line 2: 'd 1' is neither a broadcast, such as b 7, nor a delivery, such as d 1 7")]
    [InlineData("{\"t\":\"run\",\"schema\":\"election-trace/1\",\"host\":\"n1\"}\n{\"t\":\"ev\",\"ho", "",
        "line 2: the file ends in the middle of the line")]
    public async Task A_file_that_is_not_a_trace_is_exit_64_with_file_and_line_for_every_command(string one, string other, string expected)
    {
        string[] files = Write(("1.output", one), ("2.output", other));
        foreach (string command in (string[])["check", "svg", "ascii", "html", "shiviz"])
        {
            Typed typed = await Typed.Async(["trace", command, .. files]);
            Assert.Equal((ExitCode.Usage, ""), (typed.Code, typed.Out));
            Assert.StartsWith($"election: {files[0]}, {expected}", typed.Error, StringComparison.Ordinal);
            Assert.Equal(1, typed.Error.Count(c => c == '\n'));
        }
    }

    [Fact]
    public async Task A_delivery_of_a_message_never_sent_is_a_verdict_with_its_line()
    {
        Typed check = await Typed.Async(["trace", "check", .. Write(("1.output", "b 1\nd 1 1\n"), ("2.output", "d 1 1\nd 1 9\n"))]);
        Assert.Equal(ExitCode.Violated, check.Code);
        Assert.Contains("2 delivers 1:9, which 1 never broadcast.", check.Out, StringComparison.Ordinal);
        Assert.Contains("witness 2#2 (2.output:2), 1#2 (the end of its trace)", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_files_and_folders_without_traces_are_named()
    {
        Typed missing = await Typed.Async("trace", "check", _temp.Within("missing"));
        Assert.Equal((ExitCode.Inconclusive, $"{_temp.Within("missing")}: cannot be read: there is no such file\n"),
            (missing.Code, missing.Error));
        Typed empty = await Typed.Async("trace", "check", _temp.Path);
        Assert.Equal(ExitCode.Usage, empty.Code);
        Assert.Equal($"election: '{_temp.Path}' holds no trace: it has no file such as n1.trace.jsonl\n", empty.Error);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("--require", "fifo,total")]
    [InlineData("--order", "fifo")]
    public async Task A_file_that_cannot_be_read_is_a_verdict_in_the_document(string option, string value)
    {
        string missing = _temp.Within("missing");
        string[] asked = option.Length == 0 ? [] : [option, value];
        Typed check = await Typed.Async(["trace", "check", missing, "--json", .. asked]);
        Assert.Equal((ExitCode.Inconclusive, ""), (check.Code, check.Error));
        string guarantees = option switch
        {
            "--require" => "\"fifo\",\"total\"",
            "--order" => "\"integrity\",\"reliable\",\"fifo\"",
            _ => "",
        };
        Assert.Equal("{\"schema\":\"election-trace-check/1\",\"verdict\":\"unverifiable\",\"sentence\":\"" + missing
            + ": cannot be read: there is no such file\",\"asked\":[" + guarantees + "],\"processes\":0,\"events\":0,\"guarantees\":[]}\n",
            check.Out);
    }

    [Fact]
    public async Task Ten_processes_are_told_apart_by_the_numbers_in_their_files_names_whatever_their_order()
    {
        (string, string)[] files = [.. Enumerable.Range(1, 10).Select(i => ($"{i}.output", i == 10 ? "b 1\nd 10 1\n" : "d 10 1\n"))];
        string[] shuffled = [.. Write(files).Order(StringComparer.Ordinal)];
        Assert.Equal(ExitCode.Success, (await Typed.Async(["trace", "check", "--order", "reliable", .. shuffled])).Code);
    }

    [Fact]
    public async Task Drawings_go_to_standard_output_or_to_a_file_and_the_two_line_form_to_a_folder()
    {
        string run = _temp.Within("run");
        await Typed.Async("sim", "--nodes", "3", "--seed", "1", "--out", run);
        Typed svg = await Typed.Async("trace", "svg", run, "--events", "5");
        Assert.StartsWith("<svg ", svg.Out, StringComparison.Ordinal);
        Assert.Matches("^Events 1 to 5 of [0-9]+ are drawn; --events N draws more.\n$", svg.Error);
        string page = _temp.Within("page.html");
        await Typed.Async("trace", "html", run, "--out", page);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
        Assert.StartsWith("send n", (await Typed.Async("trace", "shiviz", run, "--only", "send,deliver")).Out, StringComparison.Ordinal);
        string plain = _temp.Within("plain");
        Typed written = await Typed.Async("trace", "plain", run, "--out", plain);
        Assert.Equal("1.output  n1\n2.output  n2\n3.output  n3\n", written.Out);
        Assert.Equal(ExitCode.Success, (await Typed.Async(["trace", "check", "--order", "atomic", .. Directory.GetFiles(plain)])).Code);
    }

    [Theory]
    [InlineData("--order", "chaotic", "--order: 'chaotic' is not an order")]
    [InlineData("--require", "fifo,fast", "--require: 'fast' is not a guarantee")]
    public async Task A_word_that_is_none_is_refused_with_its_flag(string flag, string value, string expected)
    {
        Typed typed = await Typed.Async("trace", "check", _temp.Path, flag, value);
        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.StartsWith("election: " + expected, typed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();

    private static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "Tools", "Tracing", "Cases", name);

    private string[] Write(params (string Name, string Text)[] files)
    {
        foreach ((string name, string text) in files)
            File.WriteAllText(_temp.Within(name), text);
        return [.. files.Select(file => _temp.Within(file.Name))];
    }
}

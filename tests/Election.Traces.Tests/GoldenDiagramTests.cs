using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Xml;
using Election.Groups.Faults;
using Election.Simulation.Elections;
using Election.Traces.Checks;
using Election.Traces.Diagrams;
using Election.Traces.Model;

namespace Election.Traces.Tests;

/// <summary>
/// Small drawings, kept in tests/Election.Simulation.Tests/Traces/Golden. After an intended change, UPDATE_DIAGRAMS=1 writes them anew;
/// read the difference before you commit it.
/// </summary>
public sealed class GoldenDiagramTests
{
    [Theory]
    [InlineData("held")]
    [InlineData("lives")]
    [InlineData("plain")]
    public void A_small_trace_is_drawn_as_it_was(string name)
    {
        Trace trace = Sample(name);
        TraceReport report = TraceChecker.Check(trace);
        ImmutableArray<Witness> witnesses = [.. report.Guarantees.Select(one => one.GapAware.Witness).OfType<Witness>().Take(1)];
        Diagram diagram = DiagramLayout.Of(trace, witnesses);
        string svg = SvgDiagram.Of(diagram, name);
        new XmlDocument().LoadXml(svg);
        Compare(name + ".svg", svg);
        Compare(name + ".txt", AsciiDiagram.Of(diagram));
        Compare(name + ".shiviz.log", ShivizExport.Of(trace, []));
        Compare(name + ".sends-and-deliveries.shiviz.log", ShivizExport.Of(trace, [TraceEventKind.Send, TraceEventKind.Deliver]));
    }

    [Fact]
    public void A_page_holds_verdicts_drawing_and_events_and_loads_nothing()
    {
        Trace trace = Sample("held");
        string page = HtmlDiagram.Of(trace, TraceChecker.Check(trace), DiagramLayout.Of(trace, []), "<held> & \"more\"");
        Assert.Contains("<title>&lt;held&gt; &amp; &quot;more&quot;</title>", page, StringComparison.Ordinal);
        Assert.Contains("n3 delivers n2:1 before n1:1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_trace_is_drawn_around_its_first_violation_and_says_so()
    {
        string[] numbers = [.. Enumerable.Range(1, 500).Select(i => $"{i}")];
        string[] delivered = [.. numbers.Select(number => "d1" + number)];
        string right = string.Join(' ', delivered);
        (delivered[399], delivered[400]) = (delivered[400], delivered[399]);
        Trace trace = TraceText.Of($"{string.Join(' ', numbers.Select(number => "b" + number))} {right}", string.Join(' ', delivered),
            right);
        Witness witness = TraceChecker.Check(trace)[Guarantee.Fifo].GapAware.Witness!;
        Diagram diagram = DiagramLayout.Of(trace, [witness], events: 100);
        Assert.InRange(diagram.Marks.Length, 1, 100);
        Assert.Contains(diagram.Marks, mark => mark.IsWitness && mark.Event.ToString() == "2#400");
        Assert.Matches("^Events [0-9]+ to [0-9]+ of 2000 are drawn; --events N draws more.$", diagram.Notice.InEnglish());
    }

    [Fact]
    public void Clocks_for_shiviz_begin_at_one_and_rise_by_one_at_each_host_whatever_is_left_out()
    {
        Trace trace = Recorded(new ElectionScenario
        {
            Nodes = 4, Seed = 11, VoteWithin = TimeSpan.FromSeconds(1),
            Faults = [Spec("loss=30%"), Spec("n3:crash@0.4s"), Spec("n3:restart@+1s")],
        });
        foreach (TraceEventKind[] kinds in (TraceEventKind[][])[[], [TraceEventKind.Deliver],
            [TraceEventKind.Send, TraceEventKind.Restart]])
        {
            string[] lines = ShivizExport.Of(trace, [.. kinds]).TrimEnd('\n').Split('\n');
            var counts = new Dictionary<string, int>();
            for (int i = 1; i < lines.Length; i += 2)
            {
                (string host, string clock) = (lines[i].Split(' ')[0], lines[i][lines[i].IndexOf('{', StringComparison.Ordinal)..]);
                Dictionary<string, int> read = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, int>>(clock)!;
                counts[host] = counts.GetValueOrDefault(host) + 1;
                Assert.Equal(counts[host], read[host]);
                Assert.All(read, entry => Assert.InRange(entry.Value, 1, counts[entry.Key]));
            }
            if (kinds.Length != 1)
                Assert.Contains("n3/2", counts.Keys);
        }
    }

    internal static Trace Recorded(ElectionScenario scenario)
    {
        var recorder = new TraceRecorder(scenario);
        ElectionSimulation.Run(scenario with { Observer = recorder });
        (Trace? trace, TraceFault? fault) = TraceText.Read(
            [.. recorder.Traces().Select(one => (one.Host, System.Text.Encoding.UTF8.GetString(one.Trace.Span)))]);
        Assert.Null(fault);
        return trace!;
    }

    internal static FaultSpec Spec(string text) => FaultSpec.Read(text).OrThrow();

    private static Trace Sample(string name) => name switch
    {
        // Process 3 takes n2:1 before its cause n1:1, and does not hold it.
        "held" => Read(
            TraceText.Json("n1", "n1 n2 n3", At(0, "send", "n1:1"), At(1, "deliver", "n1:1"), At(7, "receive", "n2:1"),
                At(9, "deliver", "n2:1")),
            TraceText.Json("n2", "n1 n2 n3", At(3, "receive", "n1:1"), At(3, "deliver", "n1:1"), At(4, "send", "n2:1"),
                At(5, "deliver", "n2:1")),
            TraceText.Json("n3", "n1 n2 n3", At(4, "lose", "n1:1"), At(6, "receive", "n2:1"), At(8, "deliver", "n2:1"),
                At(14, "receive", "n1:1", "n1#1"),
                At(15, "deliver", "n1:1"))),
        "lives" => Read(
            TraceText.Json("n1", "n1 n2", At(0, "send", "n1:1"), At(1, "order", "n1:1"), At(5, "commit", "n1:1"), At(6, "deliver", "n1:1"),
                Text(10, "partition", "n1/n2"), Text(20, "heal", "n1/n2"), At(25, "resend", "n1:1"), Text(26, "note", "leads <epoch> 2"),
                At(30, "send", "n1:2"), At(31, "withdraw", "n1:2")),
            TraceText.Json("n2", "n1 n2", At(3, "receive", "n1:1"), "\"ev\":\"crash\",\"atUs\":4000", "\"ev\":\"restart\",\"atUs\":12000",
                "\"ev\":\"pause\",\"atUs\":13000", "\"ev\":\"resume\",\"atUs\":18000", At(27, "receive", "n1:1", "n1#7"),
                    At(27, "deliver", "n1:1"))),
        "plain" => TraceText.Of("b1 d11 d21", "d11 b1 d21", "d21 d11"),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static string At(int ms, string kind, string message, string? cause = null) =>
        $"\"ev\":\"{kind}\",\"msg\":\"{message}\",\"atUs\":{ms * 1000}" + (cause is null ? "" : $",\"cause\":\"{cause}\"");

    private static string Text(int ms, string kind, string text) => $"\"ev\":\"{kind}\",\"atUs\":{ms * 1000},\"text\":\"{text}\"";

    private static Trace Read(params (string Name, string Text)[] files)
    {
        (Trace? trace, TraceFault? fault) = TraceText.Read(files);
        Assert.Null(fault);
        return trace!;
    }

    private static void Compare(string name, string drawing, [CallerFilePath] string self = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(self)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_DIAGRAMS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, drawing);
        }
        Assert.True(File.Exists(path), $"There is no golden drawing {path}: UPDATE_DIAGRAMS=1 writes it.\n{drawing}");
        Assert.Equal(File.ReadAllText(path), drawing);
    }
}

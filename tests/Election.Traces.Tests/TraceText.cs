using System.Text;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Traces.Tests;

/// <summary>Makes traces from text, with one string for each host's file.</summary>
internal static class TraceText
{
    /// <summary>Reads files that are named by their hosts.</summary>
    public static (Trace? Trace, TraceFault? Fault) Read(params (string Name, string Text)[] files)
    {
        var builder = new TraceBuilder();
        foreach ((string name, string text) in files)
        {
            var reader = new TraceReader(builder, name, name, [.. files.Select(file => file.Name)]);
            reader.Take(Encoding.UTF8.GetBytes(text));
            reader.End();
        }
        return (builder.Build(), builder.Fault);
    }

    /// <summary>
    /// Reads executions in the two-line form, hosts 1, 2 and so on; <c>b1</c> and <c>d12</c> stand for <c>b 1</c> and <c>d 1 2</c>,
    /// separated by blanks.
    /// </summary>
    public static Trace Of(params string[] hosts)
    {
        (Trace? trace, TraceFault? fault) = TryOf(hosts);
        Assert.Null(fault);
        return trace!;
    }

    /// <summary>Reads executions that may not be valid traces.</summary>
    public static (Trace? Trace, TraceFault? Fault) TryOf(params string[] hosts) =>
        Read([.. hosts.Select((host, i) => ((i + 1).ToString(), Lines(host)))]);

    /// <summary>A trace file of one host: the header and the given events, each the fields after its number.</summary>
    public static (string Name, string Text) Json(string host, string processes, params string[] events)
    {
        string names = string.Join(',', processes.Split(' ').Select(name => $"\"{name}\""));
        var text = new StringBuilder($$"""{"t":"run","schema":"election-trace/1","host":"{{host}}","processes":[{{names}}]}""")
            .Append('\n');
        for (int i = 0; i < events.Length; i++)
            text.Append($$"""{"t":"ev","host":"{{host}}","n":{{i + 1}},{{events[i]}}}""").Append('\n');
        return ($"{host}.trace.jsonl", text.ToString());
    }

    private static string Lines(string host)
    {
        var lines = new StringBuilder();
        foreach (string one in host.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            lines.Append(one[0] == 'b' ? $"b {one[1..]}\n" : $"d {one[1]} {one[2..]}\n");
        return lines.ToString();
    }
}

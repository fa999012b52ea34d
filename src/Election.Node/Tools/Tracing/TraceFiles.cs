using System.Globalization;
using Election.Groups.Model;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Node.Tools.Tracing;

/// <summary>Reads the trace that the operator named: the files of all processes, or the folder of a run.</summary>
internal static class TraceFiles
{
    /// <summary>Reads a trace. If a file cannot be read, says so on standard error and returns null.</summary>
    /// <exception cref="StartRefusedException">The files hold no trace; the message names file and line.</exception>
    public static Trace? Read(IReadOnlyList<string> names, TextTerminal terminal)
    {
        if (Read(names).TryGet(out Trace? trace, out Sentence? problem))
            return trace;
        terminal.Error.WriteLine(PrintableText.Of(terminal.Say(problem)));
        return null;
    }

    /// <summary>Reads a trace.</summary>
    /// <param name="names">The trace files, or the folder of a run.</param>
    /// <returns>The trace, or which file cannot be read and why, in one sentence.</returns>
    /// <exception cref="StartRefusedException">The files hold no trace; the message names file and line.</exception>
    public static Parsed<Trace> Read(IReadOnlyList<string> names)
    {
        string[] files = [.. names.SelectMany(Within)];
        string[] processes = ProcessesOf(files);
        var builder = new TraceBuilder();
        for (int i = 0; i < files.Length && builder.Fault is null; i++)
        {
            var reader = new TraceReader(builder, files[i], processes[i], processes);
            if (NamedFile.ReadPieces(files[i], reader.Take) is { } reason)
                return Sentence.Of($"{files[i]}: cannot be read: {reason}");
            reader.End();
        }
        return builder.Build() ?? throw new StartRefusedException($"{SentenceOf(builder.Fault!)}");
    }

    private static Sentence SentenceOf(TraceFault fault) => (fault with { File = PrintableText.Of(fault.File) }).Sentence;

    private static IEnumerable<string> Within(string name)
    {
        if (!Directory.Exists(name))
            return [name];
        string[] traces = [.. Directory.EnumerateFiles(name, RunFiles.TraceOf("*")).Order(StringComparer.Ordinal)];
        return traces.Length > 0
            ? traces
            : throw new StartRefusedException($"{Quoted.Of(name)} holds no trace: it has no file such as {RunFiles.TraceOf("n1")}");
    }

    // A number before the first dot of a file's name ("3.output", "proc03.txt") names the process. If a file has no number, or two files
    // have the same, processes are numbered in the order in which the files are given.
    private static string[] ProcessesOf(string[] files)
    {
        string[] numbers = [.. files.Select(file => NumberIn(Path.GetFileName(file).Split('.')[0]))];
        return numbers.All(number => number.Length > 0) && numbers.Distinct().Count() == numbers.Length
            ? numbers
            : [.. Enumerable.Range(1, files.Length).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static string NumberIn(string name)
    {
        string digits = name[name.AsSpan().TrimEnd("0123456789").Length..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : "";
    }
}

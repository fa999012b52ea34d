using System.Collections.Immutable;
using System.Text;
using Election.Node.Talk;
using Election.Runtime;
using Election.Traces.Checks;
using Election.Traces.Diagrams;
using Election.Traces.Model;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace Election.Node.Tools.Tracing;

/// <summary>The formats in which a trace can be drawn.</summary>
internal enum DrawingKind
{
    /// <summary>An SVG picture.</summary>
    Svg,

    /// <summary>Plain text.</summary>
    Ascii,

    /// <summary>An HTML page with verdicts, drawing and events.</summary>
    Html,

    /// <summary>A log for ShiViz.</summary>
    Shiviz,
}

/// <summary><c>election trace svg|ascii|html|shiviz</c>: draws a trace to standard output or to a file.</summary>
internal static class TraceDrawing
{
    /// <summary>Draws a trace.</summary>
    /// <param name="kind">The format.</param>
    /// <param name="files">The trace files, or the folder of a run.</param>
    /// <param name="events">The most events to draw; null for the default.</param>
    /// <param name="only">The kinds of events to write, for ShiViz only; empty for all.</param>
    /// <param name="output">The file to write; null for standard output.</param>
    /// <param name="terminal">Receives the drawing if no file is named.</param>
    /// <returns>The exit code: 0, or 2 if a file cannot be read.</returns>
    /// <exception cref="StartRefusedException">The files hold no trace, or the output cannot be written.</exception>
    public static int Run(
        DrawingKind kind, IReadOnlyList<string> files, int? events, ImmutableArray<TraceEventKind> only, string? output,
        TextTerminal terminal)
    {
        if (TraceFiles.Read(files, terminal) is not { } trace)
            return ExitCode.Inconclusive;
        string drawing = Draw(kind, trace, Title(files), events, only, terminal);
        if (output is null)
        {
            terminal.Out.Write(drawing);
            return ExitCode.Success;
        }
        try
        {
            File.WriteAllText(output, drawing, new UTF8Encoding(false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartRefusedException($"--out: {Quoted.Of(output)} cannot be written: {failure.Message}", failure);
        }
        terminal.Tell($"written: {output}");
        return ExitCode.Success;
    }

    private static string Draw(
        DrawingKind kind, Trace trace, string title, int? events, ImmutableArray<TraceEventKind> only, TextTerminal terminal)
    {
        if (kind == DrawingKind.Shiviz)
            return ShivizExport.Of(trace, only, events ?? int.MaxValue);
        TraceReport report = TraceChecker.Check(trace);
        Diagram diagram = DiagramLayout.Of(trace, WitnessesOf(trace, report), events ?? DiagramLayout.UsualEvents);
        if (diagram.Notice is { } notice)
            terminal.Tell(notice);
        return kind switch
        {
            DrawingKind.Svg => SvgDiagram.Of(diagram, title),
            DrawingKind.Ascii => AsciiDiagram.Of(diagram),
            DrawingKind.Html => HtmlDiagram.Of(trace, report, diagram, title),
            _ => throw new UnreachableException(),
        };
    }

    // The drawing shows a violation of what the order promised, or else the first violation.
    private static ImmutableArray<Witness> WitnessesOf(Trace trace, TraceReport report)
    {
        ImmutableArray<Guarantee>? promised = trace.Run.Order is { } order ? GuaranteeText.PromisedBy(order, trace) : null;
        IEnumerable<GuaranteeVerdict> violated = report.Guarantees.Where(one => one.Finding == Finding.Violated);
        Witness? shown = violated.OrderBy(one => promised?.Contains(one.Guarantee) == true ? 0 : 1).FirstOrDefault()?.GapAware.Witness;
        return shown is null ? [] : [shown];
    }

    private static string Title(IReadOnlyList<string> files) => files.Count == 1
        ? $"Trace {Path.GetFileName(Path.TrimEndingDirectorySeparator(files[0]))}"
        : $"Trace of {files.Count} files";
}

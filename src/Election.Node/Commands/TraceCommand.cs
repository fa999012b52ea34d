using System.Collections.Immutable;
using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Tracing;
using Election.Traces.Checks;
using Election.Traces.Diagrams;
using Election.Traces.Model;

namespace Election.Node.Commands;

/// <summary><c>election trace</c>: says which guarantees a run's trace keeps, and draws it.</summary>
internal static class TraceCommand
{
    public static Command Build(TextTerminal terminal) =>
        new DescribedCommand("trace", $"Check which delivery guarantees a trace keeps, and draw it.")
    {
        Check(terminal),
        Drawing(DrawingKind.Svg, "svg", $"Draw the trace as a picture: time goes down, a column for each node.", terminal),
        Drawing(DrawingKind.Ascii, "ascii", $"Draw the trace in plain text.", terminal),
        Drawing(DrawingKind.Html, "html", $"Write the verdicts, the drawing and the events as one page.", terminal),
        Drawing(DrawingKind.Shiviz, "shiviz", $"Write the trace as a log for ShiViz, with vector clocks.", terminal),
        TwoLine(terminal),
    };

    private static DescribedCommand Check(TextTerminal terminal)
    {
        Argument<string[]> files = Files();
        Option<string?> order = TypedOption.One("--order", "ORDER",
            $"judge by what this order promises: unreliable, reliable, fifo, causal or atomic (default: the trace's own)", ReadOrder);
        Option<ImmutableArray<Guarantee>?> require = TypedOption.OneValue("--require", "G,G,…",
            $"judge by these guarantees: {string.Join(", ", GuaranteeText.Words.Select(known => known.Word))}", ReadGuarantees);
        Option<bool> json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
        var command = new DescribedCommand("check",
            $"Say of each guarantee whether the trace keeps it, with two events that show a violation.")
        {
            files, order, require, json,
        };
        command.SetAction(parse => TraceCheck.Run(parse.GetValue(files)!, parse.GetValue(order),
            parse.GetValue(require) ?? [], parse.GetValue(json), terminal));
        return command;
    }

    private static DescribedCommand Drawing(DrawingKind kind, string name, Sentence description, TextTerminal terminal)
    {
        Argument<string[]> files = Files();
        Option<int?> events = TypedOption.OneValue("--events", "N", kind == DrawingKind.Shiviz
            ? Sentence.Of($"write at most this many events (default: all)")
            : $"draw at most this many events (default: {DiagramLayout.UsualEvents}); a longer trace is drawn around its first violation",
            Values.Whole(1, kind == DrawingKind.Shiviz ? Trace.MaxEvents : DiagramLayout.MostEvents, $"is not a number of events"));
        Option<string?> output = TypedOption.One("--out", "FILE", $"the file to write (default: standard output)",
            TypedOption.ReadText);
        Option<ImmutableArray<TraceEventKind>?> only = TypedOption.OneValue("--only", "EV,EV,…",
            $"write only these events, for example send,receive,deliver; the clocks count only these", ReadKinds);
        var command = new DescribedCommand(name, description) { files, events, output };
        if (kind == DrawingKind.Shiviz)
            command.Add(only);
        command.SetAction(parse => TraceDrawing.Run(kind, parse.GetValue(files)!, parse.GetValue(events),
            kind == DrawingKind.Shiviz && parse.GetValue(only) is { } kinds ? kinds : [], parse.GetValue(output),
                terminal));
        return command;
    }

    private static DescribedCommand TwoLine(TextTerminal terminal)
    {
        Argument<string[]> files = Files();
        Option<string?> folder = TypedOption.One("--out", "DIR", $"the folder to write 1.output, 2.output, … to",
            TypedOption.ReadText);
        folder.Required = true;
        var command = new DescribedCommand("plain",
            $"Write the trace in the two-line form: b 7 and d 1 7, a file for each process.") { files,
            folder };
        command.SetAction(parse => TracePlain.Run(parse.GetValue(files)!, parse.GetValue(folder)!, terminal));
        return command;
    }

    private static Argument<string[]> Files() =>
        new DescribedArgument<string[]>("RUN", $"the folder of a run, or the trace files of all its processes")
    {
        Arity = ArgumentArity.OneOrMore,
    };

    private static Parsed<string> ReadOrder(string text) => DeliveryOrderText.TryParse(text.ToLowerInvariant(), out _)
        ? text.ToLowerInvariant() : Sentence.Of($"{Quoted.Of(text)} is not an order: choose unreliable, reliable, fifo, causal or atomic");

    private static Parsed<ImmutableArray<Guarantee>> ReadGuarantees(string text)
    {
        var read = ImmutableArray.CreateBuilder<Guarantee>();
        foreach (string word in text.Split(','))
        {
            if (!GuaranteeText.Words.Any(known => known.Word == word))
                return Sentence.Of($"{Quoted.Of(word)} is not a guarantee: choose among {
                    string.Join(", ", GuaranteeText.Words.Select(known => known.Word))}");
            read.Add(GuaranteeText.Words.First(known => known.Word == word).Guarantee);
        }
        return read.Distinct().ToImmutableArray();
    }

    private static Parsed<ImmutableArray<TraceEventKind>> ReadKinds(string text)
    {
        var read = ImmutableArray.CreateBuilder<TraceEventKind>();
        foreach (string word in text.Split(','))
        {
            if (!TraceEventKindText.TryParse(word, out TraceEventKind kind))
                return Sentence.Of($"{Quoted.Of(word)} is not an event: choose among {string.Join(", ", TraceEventKindText.Words)}");
            read.Add(kind);
        }
        return read.ToImmutable();
    }
}

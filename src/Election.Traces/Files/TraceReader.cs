using System.Text.Json;
using Election.Traces.Model;

namespace Election.Traces.Files;

/// <summary>
/// Reads one trace file, in pieces, into a <see cref="TraceBuilder"/>: either JSON lines (<see cref="Schema"/>) or the two-line form
/// (<see cref="TwoLineReader"/>). The first byte tells them apart; a file named <c>.jsonl</c> is never of the two-line form.
/// </summary>
public sealed class TraceReader
{
    /// <summary>The name of the format.</summary>
    public const string Schema = "election-trace/1";

    private const string HeaderBegins = "{\"t\":\"run\",\"schema\":\"election-trace/1\"";

    private readonly TraceBuilder _builder;
    private readonly string _file;
    private readonly string _process;
    private readonly IReadOnlyList<string> _processes;
    private readonly LineSplitter _lines;
    private TwoLineReader? _twoLine;

    /// <summary>Prepares for one file.</summary>
    /// <param name="builder">The builder that receives the events.</param>
    /// <param name="file">The name of the file in messages.</param>
    /// <param name="process">The process whose trace it is, if it is of the two-line form.</param>
    /// <param name="processes">All processes, if it is of the two-line form.</param>
    public TraceReader(TraceBuilder builder, string file, string process, IReadOnlyList<string> processes)
    {
        _builder = builder;
        _file = file;
        _process = process;
        _processes = processes;
        _lines = new LineSplitter(Take);
    }

    /// <summary>Takes the next piece of the file; <see langword="false"/> if there is a fault and no more is wanted.</summary>
    public bool Take(ReadOnlySpan<byte> piece)
    {
        bool goesOn = _lines.Take(piece);
        if (_lines.IsTooLong)
            Refuse($"the line has more than {LineSplitter.MaxLineBytes} bytes");
        return goesOn;
    }

    /// <summary>Ends the file.</summary>
    public void End()
    {
        if (_builder.Fault is not null || !_lines.End())
            return;
        if (_lines.Line > 0)
            return;
        // In the two-line form, the file of a process that did nothing is empty.
        if (IsNamedJsonLines)
            Refuse($"it is empty: the trace of a process that noted nothing has a header");
        else
            _builder.BeginFile(_file, _process, _processes);
    }

    private bool IsNamedJsonLines => _file.EndsWith(".jsonl", StringComparison.Ordinal);

    private bool Take(ReadOnlySpan<byte> line, bool isWhole)
    {
        if (_lines.Line == 1)
            Begin(line);
        else if (_twoLine is not null)
            _twoLine.Take(line, _lines.Line);
        else if (line.IsEmpty)
            Refuse($"an empty line is not an event");
        else
            TakeEvent(line, isWhole);
        return _builder.Fault is null;
    }

    private void Begin(ReadOnlySpan<byte> line)
    {
        if (!line.IsEmpty && line[0] is not ((byte)'{' or 0xEF))
        {
            // A JSON Lines file that is damaged at its start is not of the two-line form, and a complaint about that form would mislead.
            if (IsNamedJsonLines)
            {
                Refuse(NoHeader());
                return;
            }
            _builder.BeginFile(_file, _process, _processes);
            _twoLine = new TwoLineReader(_builder, _process);
            _twoLine.Take(line, 1);
            return;
        }
        TraceLine? header = Parse(line, true);
        if (header is null)
            return;
        Sentence? problem = header switch
        {
            { T: not "run" } => NoHeader(),
            { Schema: null } => $"its schema is missing, and this program reads {Schema}",
            { Schema: not Schema } => $"its schema is {TraceWords.Shown(header.Schema)}, and this program reads {Schema}",
            { Host: null, Processes: null or [] } => $"the header names neither its host nor the processes",
            _ => null,
        };
        if (problem is not null)
            Refuse(problem);
        else
            _builder.BeginFile(_file, header.Host, header.Processes ?? [], new TraceRun { Order = header.Order, Seed = header.Seed });
    }

    private void TakeEvent(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (Parse(bytes, isWhole) is not { } line)
            return;
        TraceEventKind kind = default;
        Sentence? problem = line switch
        {
            { T: "run" } => Sentence.Of($"there is a second header"),
            { T: not "ev" } => $"the line is not an event: its \"t\" is not \"ev\"",
            { Host: null or "" } => $"the event names no host",
            { N: null or < 1 } => $"the event has no number \"n\", which counts from 1",
            { AtUs: < 0 } => $"the time \"atUs\" is below zero",
            { Ev: null } => $"the kind of event is missing; kinds are {string.Join(", ", TraceEventKindText.Words)}",
            _ when !TraceEventKindText.TryParse(line.Ev, out kind) =>
                $"{TraceWords.Shown(line.Ev)} is not a kind of event; kinds are {string.Join(", ", TraceEventKindText.Words)}",
            _ => null,
        };
        if (problem is not null)
        {
            Refuse(problem);
            return;
        }
        _builder.Add(new RawEvent
        {
            Line = _lines.Line, Host = line.Host, Number = line.N!.Value, Kind = kind, Message = line.Msg, Cause = line.Cause,
            Declared = line.Deps, Clock = line.Vc, AtUs = line.AtUs ?? -1, Text = line.Text,
        });
    }

    private TraceLine? Parse(ReadOnlySpan<byte> line, bool isWhole)
    {
        try
        {
            TraceLine? read = JsonSerializer.Deserialize(line, TraceJson.Lines.TraceLine);
            if (read is null)
                Refuse($"the line is null");
            return read;
        }
        catch (JsonException damaged)
        {
            Sentence where = damaged.BytePositionInLine is { } at ? Sentence.Of($" (byte {at + 1})") : $"";
            Refuse(isWhole ? Sentence.Of($"the line is not valid JSON of this format{where}")
                : $"the file ends in the middle of the line{where}");
            return null;
        }
    }

    private static Sentence NoHeader() => $"the first line is not a header, which begins {HeaderBegins}";

    private void Refuse(Sentence problem)
    {
        // Nothing of the file has been taken yet if its first line is refused.
        if (_lines.Line <= 1 && _twoLine is null)
            _builder.RefuseFile(_file, Math.Max(_lines.Line, 1), problem);
        else
            _builder.Refuse(_lines.Line, problem);
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Election.Traces.Model;

/// <summary>
/// Collects the events of all files and makes a <see cref="Trace"/> of them if they are consistent. The files are given one after another;
/// the first fault is kept as <see cref="Fault"/>, and everything after it is ignored.
/// </summary>
public sealed class TraceBuilder
{
    private readonly List<string> _files = [];
    private readonly TraceHosts _hosts = new();
    private readonly TraceMessages _messages = new();
    private readonly List<List<TraceEvent>> _events = [];
    private readonly List<(int Host, int Place, string Text)> _texts = [];
    private readonly List<(int Message, IReadOnlyDictionary<string, int> Counts, int File, int Line)> _declared = [];
    private readonly Dictionary<int, (int Count, int File, int Line)> _clocks = [];
    private readonly int _mostEvents;
    private string? _fileHost;
    private int _count;
    private TraceRun? _run;

    /// <summary>Creates an empty builder.</summary>
    public TraceBuilder() : this(Trace.MaxEvents)
    {
    }

    internal TraceBuilder(int mostEvents) => _mostEvents = mostEvents;

    /// <summary>The first fault; null if there is none so far.</summary>
    public TraceFault? Fault { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="file">The name of the file in messages.</param>
    /// <param name="host">The host whose events it holds; null if it holds events of any of <paramref name="processes"/>.</param>
    /// <param name="processes">Every host of the trace, if the file states them; otherwise empty.</param>
    /// <param name="run">The file's facts about the run; null if there are none.</param>
    public void BeginFile(string file, string? host, IReadOnlyList<string> processes, TraceRun? run = null)
    {
        if (Fault is not null)
            return;
        _files.Add(file);
        _fileHost = host;
        Sentence? problem = _hosts.Declare(host, processes, _files.Count - 1);
        if (problem is null && run is not null && _run is not null && _run != run)
            problem = $"it belongs to a different run from the files before it: its order or its seed differs";
        _run ??= run;
        if (problem is not null)
            Fault = new TraceFault(file, 1, problem);
    }

    /// <summary>Adds an event of the current file.</summary>
    /// <returns><see langword="false"/> if there is a fault, given by <see cref="Fault"/>.</returns>
    public bool Add(in RawEvent raw)
    {
        if (Fault is null && Take(raw) is { } problem)
            Refuse(raw.Line, problem);
        return Fault is null;
    }

    /// <summary>Records that a file does not begin as a trace.</summary>
    public void RefuseFile(string file, int line, Sentence problem) => Fault ??= new TraceFault(file, line, problem);

    /// <summary>Records that a line of the current file cannot be read.</summary>
    public void Refuse(int line, Sentence problem) => Fault ??= new TraceFault(_files.Count == 0 ? "" : _files[^1], line, problem);

    /// <summary>Makes the trace; null if there is a fault, given by <see cref="Fault"/>.</summary>
    public Trace? Build()
    {
        Fault ??= _count == 0 && _hosts.Count == 0 ? new TraceFault("", 0, $"the trace is empty") : _hosts.Unknown(_files);
        if (Fault is not null)
            return null;
        while (_events.Count < _hosts.Count)
            _events.Add([]);
        var first = new int[_hosts.Count + 1];
        for (int host = 0; host < _hosts.Count; host++)
            first[host + 1] = first[host] + _events[host].Count;
        TraceEvent[] events = [.. _events.SelectMany(one => one)];
        TraceMessage[] messages = _messages.Finish(events, _hosts.Names);
        var trace = new Trace(_run ?? new TraceRun(), _hosts.Names, [.. _files], events, first, messages, _messages.Streams)
        {
            Texts = _texts.ToDictionary(text => first[text.Host] + text.Place, text => text.Text),
            Declared = DeclaredOf(messages),
        };
        Fault ??= ClockFault(trace) ?? CauseFault(trace) ?? SizeFault(trace) ?? CausalOrder.Fault(trace);
        return Fault is null ? trace : null;
    }

    private Sentence? Take(in RawEvent raw)
    {
        if (_count == _mostEvents)
            return $"a trace has at most {_mostEvents} events";
        if (_fileHost is not null && !raw.Host.SequenceEqual(_fileHost))
            return $"this is the trace of {_fileHost}, and the event is {Shown(raw.Host)}'s";
        if (_hosts.Find(raw.Host, _files.Count - 1, raw.Line) is not { } host)
            return $"a trace has at most {Trace.MaxHosts} processes";
        while (_events.Count <= host)
            _events.Add([]);
        List<TraceEvent> own = _events[host];
        if (raw.Number != 0 && raw.Number != own.Count + 1)
            return $"event {raw.Number} of {Shown(raw.Host)} stands where event {own.Count + 1} belongs";
        int life = own.Count == 0 ? 1 : own[^1].Life;
        if (own.Count > 0 && own[^1].Kind == TraceEventKind.Crash && raw.Kind != TraceEventKind.Restart)
            return $"{Shown(raw.Host)} continues after its crash without a restart";
        life += raw.Kind == TraceEventKind.Restart ? 1 : 0;
        return TakeReferences(raw, host, own, life);
    }

    private Sentence? TakeReferences(in RawEvent raw, int host, List<TraceEvent> own, int life)
    {
        int message = -1;
        if (raw.Message.IsEmpty && raw.Kind.IsOfMessage())
            return $"a {raw.Kind.ToText()} must name its message";
        if (!raw.Message.IsEmpty)
        {
            if (!MessageName.TryParse(raw.Message, out ReadOnlySpan<char> origin, out int originLife, out long number))
                return $"{Shown(raw.Message)} names no message: write, for example, n1:7";
            if (_hosts.Find(origin, _files.Count - 1, raw.Line) is not { } originHost)
                return $"a trace has at most {Trace.MaxHosts} processes";
            message = _messages.Find(originHost, originLife, number);
            if (raw.Kind == TraceEventKind.Send && originHost != host)
            {
                return $"{Shown(raw.Host)} broadcasts {Shown(raw.Message)}, a message of {Shown(origin)}; "
                    + $"sending another's message again is a resend";
            }
            if (raw.Kind == TraceEventKind.Send && !_messages.TrySend(message))
                return $"{Shown(raw.Message)} is broadcast a second time; sending it again is a resend";
        }
        if (!TryCause(raw, out int from, out int cause))
            return $"{Shown(raw.Cause)} names no event: write, for example, n1#17";
        if (raw.Declared is not null && raw.Kind != TraceEventKind.Send)
            return $"only a send has deps, and this is a {raw.Kind.ToText()}";
        if (TakeClock(raw, own.Count + 1) is { } problem)
            return problem;
        if (raw.Declared is not null)
            _declared.Add((message, raw.Declared, _files.Count - 1, raw.Line));
        if (raw.Text is not null)
            _texts.Add((host, own.Count, raw.Text));
        own.Add(new TraceEvent(raw.Kind, host, own.Count + 1, message, from, cause, life, raw.AtUs, _files.Count - 1, raw.Line));
        _count++;
        return null;
    }

    private bool TryCause(in RawEvent raw, out int from, out int cause)
    {
        from = -1;
        cause = 0;
        if (raw.Cause.IsEmpty)
            return true;
        int hash = raw.Cause.LastIndexOf('#');
        ReadOnlySpan<char> host = hash < 0 ? raw.Cause : raw.Cause[..hash];
        if (hash >= 0 && !(int.TryParse(raw.Cause[(hash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out cause) && cause > 0))
            return false;
        from = host.IsEmpty ? -1 : _hosts.Find(host, _files.Count - 1, raw.Line) ?? -1;
        return from >= 0;
    }

    private Sentence? TakeClock(in RawEvent raw, int number)
    {
        if (raw.Clock is null)
            return null;
        foreach ((string name, int count) in raw.Clock)
        {
            if (_hosts.Find(name, _files.Count - 1, raw.Line) is not { } host || count < 0)
                return $"the vector clock's entry for {Shown(name)} is not valid";
            if (raw.Host.SequenceEqual(name) && count != number)
                return $"the vector clock counts {count} events here, and this is event {number}";
            if (count > _clocks.GetValueOrDefault(host).Count)
                _clocks[host] = (count, _files.Count - 1, raw.Line);
        }
        return null;
    }

    private TraceFault? ClockFault(Trace trace)
    {
        foreach ((int host, (int count, int file, int line)) in _clocks)
        {
            if (count > trace.CountOf(host))
            {
                return new TraceFault(_files[file], line,
                    $"the vector clock knows {count} events of {trace.Hosts[host]}, whose trace ends after {trace.CountOf(host)}");
            }
        }
        return null;
    }

    private static TraceFault? CauseFault(Trace trace)
    {
        foreach (ref readonly TraceEvent one in trace.EventArray.AsSpan())
        {
            if (one.Cause == 0)
                continue;
            int at = trace.FirstOfHost[one.From] + one.Cause - 1;
            bool isOne = one.Cause <= trace.CountOf(one.From)
                && trace.EventArray[at] is { Kind: TraceEventKind.Send or TraceEventKind.Resend } sent && sent.Message == one.Message;
            if (!isOne)
            {
                return new TraceFault(trace.Files[one.File], one.Line,
                    $"its cause {trace.Hosts[one.From]}#{one.Cause} is not an event that sent {trace.Messages[one.Message].Name}");
            }
        }
        return null;
    }

    private static TraceFault? SizeFault(Trace trace) => (long)trace.Messages.Count * trace.Streams.Length <= Trace.MaxClockCells
        ? null
        : new TraceFault("", 0,
            $"{trace.Messages.Count} messages of {trace.Streams.Length} streams are too many to check together: "
                + $"their product is at most {Trace.MaxClockCells}");

    private Dictionary<int, ImmutableArray<(int Stream, int Count)>> DeclaredOf(TraceMessage[] messages)
    {
        var declared = new Dictionary<int, ImmutableArray<(int Stream, int Count)>>(_declared.Count);
        foreach ((int message, IReadOnlyDictionary<string, int> counts, int file, int line) in _declared)
        {
            var causes = ImmutableArray.CreateBuilder<(int Stream, int Count)>(counts.Count);
            foreach ((string name, int count) in counts)
            {
                int stream = _messages.StreamOf(name);
                int sent = stream < 0 ? 0 : _messages.SentIn(stream);
                if (count < 0 || count > sent)
                {
                    Fault ??= new TraceFault(_files[file], line,
                        $"{messages[message].Name} declares {count} broadcasts of {Shown(name)} as its causes, and there are {sent}");
                    continue;
                }
                if (count > 0)
                    causes.Add((stream, count));
            }
            declared[message] = causes.ToImmutable();
        }
        return declared;
    }

    private static string Shown(ReadOnlySpan<char> text) => TraceWords.Shown(text);
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Traces.Files;

/// <summary>Writes the trace of one host, a line for each event. What it has written so far is always a whole trace of its host.</summary>
public sealed class TraceWriter
{
    private readonly IBufferWriter<byte> _to;
    private readonly string _host;

    /// <summary>Begins a trace with its header.</summary>
    /// <param name="to">Where the lines go.</param>
    /// <param name="host">Whose trace.</param>
    /// <param name="processes">Every process of the run, this one among them; none where they are not known.</param>
    /// <param name="run">What is said of the run.</param>
    public TraceWriter(IBufferWriter<byte> to, string host, IEnumerable<string> processes, TraceRun run)
    {
        _to = to;
        _host = host;
        string[] named = [.. processes];
        Write(new TraceLine
        {
            T = "run", Schema = TraceReader.Schema, Host = host, Processes = named.Length > 0 ? named : null, Order = run.Order, Seed = run.Seed,
        });
    }

    private TraceWriter(IBufferWriter<byte> to, string host, int count)
    {
        _to = to;
        _host = host;
        Count = count;
    }

    /// <summary>How many events were written, over all lives.</summary>
    public int Count { get; private set; }

    /// <summary>Goes on with a trace of which so many events are there.</summary>
    public static TraceWriter Continue(IBufferWriter<byte> to, string host, int events) => new(to, host, events);

    /// <summary>Writes an event.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="atUs">When, in microseconds since the run began; below zero for not known.</param>
    /// <param name="message">Which message; null for none.</param>
    /// <param name="cause">The event that sent the copy, with number 0 where only its host is known; null for not known.</param>
    /// <param name="declared">The causes a message declares; null for none.</param>
    /// <param name="clock">The vector clock, this event counted; null for none.</param>
    /// <param name="text">Something to be read; null for nothing.</param>
    public void Event(
        TraceEventKind kind, long atUs, MessageName? message = null, EventName? cause = null,
        IReadOnlyDictionary<string, int>? declared = null, IReadOnlyDictionary<string, int>? clock = null, string? text = null)
    {
        Count++;
        Write(new TraceLine
        {
            T = "ev", Host = _host, N = Count, Ev = kind.ToText(), Msg = message?.ToString(), Cause = cause is { Number: 0 } of ? of.Host : cause?.ToString(),
            Deps = declared?.ToDictionary(), Vc = clock?.ToDictionary(), AtUs = atUs < 0 ? null : atUs, Text = text,
        });
    }

    /// <summary>The two-line form of a host's part of a trace: broadcasts and deliveries, hosts by their place from 1.</summary>
    public static void WriteTwoLine(Trace trace, int host, IBufferWriter<byte> to)
    {
        for (int place = trace.FirstOfHost[host]; place < trace.FirstOfHost[host + 1]; place++)
        {
            TraceEvent one = trace.EventArray[place];
            if (one.Kind is not (TraceEventKind.Send or TraceEventKind.Deliver))
                continue;
            MessageName name = trace.MessageArray[one.Message].Name;
            int origin = trace.Hosts.IndexOf(name.Origin) + 1;
            string line = one.Kind == TraceEventKind.Send
                ? string.Create(CultureInfo.InvariantCulture, $"b {name.Number}\n")
                : string.Create(CultureInfo.InvariantCulture, $"d {origin} {name.Number}\n");
            Encoding.ASCII.GetBytes(line, to);
        }
    }

    private void Write(TraceLine line)
    {
        _to.Write(JsonSerializer.SerializeToUtf8Bytes(line, TraceJson.Lines.TraceLine));
        _to.Write("\n"u8);
    }
}

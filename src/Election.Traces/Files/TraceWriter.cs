using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Traces.Files;

/// <summary>Writes the trace of one host, a line for each event. What has been written is always a whole trace of the host.</summary>
public sealed class TraceWriter
{
    private readonly IBufferWriter<byte> _to;
    private readonly string _host;

    /// <summary>Begins a trace with its header.</summary>
    /// <param name="to">The writer that receives the lines.</param>
    /// <param name="host">The host whose trace it is.</param>
    /// <param name="processes">Every process of the run, including this one; empty if unknown.</param>
    /// <param name="run">The header's facts about the run.</param>
    public TraceWriter(IBufferWriter<byte> to, string host, IEnumerable<string> processes, TraceRun run)
    {
        _to = to;
        _host = host;
        string[] named = [.. processes];
        Write(new TraceLine
        {
            T = "run", Schema = TraceReader.Schema, Host = host, Processes = named.Length > 0 ? named : null,
            Order = run.Order, Seed = run.Seed,
        });
    }

    private TraceWriter(IBufferWriter<byte> to, string host, int count)
    {
        _to = to;
        _host = host;
        Count = count;
    }

    /// <summary>The number of events written, over all lives.</summary>
    public int Count { get; private set; }

    /// <summary>Continues a trace that already has this many events.</summary>
    public static TraceWriter Continue(IBufferWriter<byte> to, string host, int events) => new(to, host, events);

    /// <summary>Writes one event.</summary>
    /// <param name="kind">The kind of event.</param>
    /// <param name="atUs">The time in microseconds since the run began; negative if unknown.</param>
    /// <param name="message">The message; null if there is none.</param>
    /// <param name="cause">The event that sent the copy, with number 0 if only its host is known; null if unknown.</param>
    /// <param name="declared">The causes that a message declares; null if there are none.</param>
    /// <param name="clock">The vector clock, this event included; null if there is none.</param>
    /// <param name="text">A text for the reader; null if there is none.</param>
    public void Event(
        TraceEventKind kind, long atUs, MessageName? message = null, EventName? cause = null,
        IReadOnlyDictionary<string, int>? declared = null, IReadOnlyDictionary<string, int>? clock = null, string? text = null)
    {
        Count++;
        Write(new TraceLine
        {
            T = "ev", Host = _host, N = Count, Ev = kind.ToText(), Msg = message?.ToString(),
            Cause = cause is { Number: 0 } of ? of.Host : cause?.ToString(),
            Deps = declared?.ToDictionary(), Vc = clock?.ToDictionary(), AtUs = atUs < 0 ? null : atUs, Text = text,
        });
    }

    /// <summary>
    /// Writes a host's part of a trace in the two-line form: broadcasts and deliveries only, with hosts numbered by their place from 1.
    /// </summary>
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

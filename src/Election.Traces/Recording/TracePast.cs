using System.Text.Json;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>
/// The trace that earlier lives of a process left, which the process continues. If a killed life left its last line cut off, only the whole
/// lines count.
/// </summary>
public sealed class TracePast
{
    private readonly string _host;
    private readonly HashSet<MessageName> _sent = [];
    private readonly HashSet<MessageName> _committed = [];
    private readonly HashSet<MessageName> _withdrawn = [];

    private TracePast(string host) => _host = host;

    /// <summary>The past of a process that begins its trace.</summary>
    public static TracePast None { get; } = new("");

    /// <summary>The number of the file's bytes that are whole lines of the trace; 0 if not even the header is.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of events in them.</summary>
    public int Events { get; private set; }

    /// <summary>The number of lives in them.</summary>
    public int Lives { get; private set; }

    /// <summary>True if the last event is a crash, so that the life is known to have ended.</summary>
    public bool IsDown { get; private set; }

    /// <summary>The messages that the process has broadcast.</summary>
    internal IReadOnlySet<MessageName> Sent => _sent;

    /// <summary>The messages that the process knows can no longer be lost.</summary>
    internal IReadOnlySet<MessageName> Committed => _committed;

    /// <summary>The messages that the process has withdrawn.</summary>
    internal IReadOnlySet<MessageName> Withdrawn => _withdrawn;

    /// <summary>Reads a trace file up to the point where it stops being a trace of this process.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="host">The host whose trace it is.</param>
    public static TracePast Read(ReadOnlySpan<byte> file, string host)
    {
        var past = new TracePast(host);
        while (file.IndexOf((byte)'\n') is >= 0 and var end && past.TryTake(file[..end]))
        {
            past.Bytes += end + 1;
            file = file[(end + 1)..];
        }
        return past;
    }

    private bool TryTake(ReadOnlySpan<byte> bytes)
    {
        TraceLine? line;
        try
        {
            line = JsonSerializer.Deserialize(bytes, TraceJson.Lines.TraceLine);
        }
        catch (JsonException)
        {
            return false;
        }
        if (line is null || line.Host != _host)
            return false;
        if (Bytes == 0)
        {
            Lives = line is { T: "run", Schema: TraceReader.Schema } ? 1 : 0;
            return Lives > 0;
        }
        if (line.T != "ev" || line.N != Events + 1 || !TraceEventKindText.TryParse(line.Ev, out TraceEventKind kind))
            return false;
        Events++;
        IsDown = kind == TraceEventKind.Crash;
        Lives += kind == TraceEventKind.Restart ? 1 : 0;
        HashSet<MessageName>? of = kind switch
        {
            TraceEventKind.Send => _sent,
            TraceEventKind.Commit => _committed,
            TraceEventKind.Withdraw => _withdrawn,
            _ => null,
        };
        if (of is not null && MessageName.TryParse(line.Msg, out ReadOnlySpan<char> origin, out int life, out long number))
            of.Add(new MessageName(origin.ToString(), life, number));
        return true;
    }
}

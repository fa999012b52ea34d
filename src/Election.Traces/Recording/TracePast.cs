using System.Text.Json;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>
/// What an earlier life of a process has left of its trace: the process goes on where it ends. A life that was killed may have left its last
/// line cut off; then what is whole counts.
/// </summary>
public sealed class TracePast
{
    private readonly string _host;
    private readonly HashSet<MessageName> _sent = [];
    private readonly HashSet<MessageName> _committed = [];
    private readonly HashSet<MessageName> _withdrawn = [];

    private TracePast(string host) => _host = host;

    /// <summary>Of a process that begins its trace.</summary>
    public static TracePast None { get; } = new("");

    /// <summary>How many of the file's bytes are whole lines that belong to the trace; 0 when not even its header is one.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many events they hold.</summary>
    public int Events { get; private set; }

    /// <summary>How many lives they are of.</summary>
    public int Lives { get; private set; }

    /// <summary>Whether the last event is a crash, so that it is known that the life ended.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Messages that the process has broadcast.</summary>
    internal IReadOnlySet<MessageName> Sent => _sent;

    /// <summary>Messages of which it has learnt that they cannot be lost any more.</summary>
    internal IReadOnlySet<MessageName> Committed => _committed;

    /// <summary>Messages that it has withdrawn.</summary>
    internal IReadOnlySet<MessageName> Withdrawn => _withdrawn;

    /// <summary>Reads a trace file as far as it is one of this process.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="host">Whose trace it is.</param>
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

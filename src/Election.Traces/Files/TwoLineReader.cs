using System.Buffers.Text;
using System.Text;
using Election.Traces.Model;

namespace Election.Traces.Files;

/// <summary>
/// Reads the two-line form, one file for each process: <c>b 7</c> means that this process broadcasts its message 7; <c>d 1 7</c> that it
/// delivers message 7 of process 1. Lines stand in the order of events. Processes are named by number.
/// </summary>
internal sealed class TwoLineReader
{
    private readonly TraceBuilder _builder;
    private readonly string _process;

    public TwoLineReader(TraceBuilder builder, string process)
    {
        _builder = builder;
        _process = process;
    }

    /// <summary>Takes one line.</summary>
    public void Take(ReadOnlySpan<byte> line, int number)
    {
        Span<char> name = stackalloc char[64];
        int length;
        TraceEventKind kind;
        if (TryBroadcast(line, out long own))
        {
            kind = TraceEventKind.Send;
            name.TryWrite($"{_process}:{own}", out length);
        }
        else if (TryDelivery(line, out long process, out long message))
        {
            kind = TraceEventKind.Deliver;
            name.TryWrite($"{process}:{message}", out length);
        }
        else
        {
            string shown = TraceWords.Shown(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 128)]));
            _builder.Refuse(number, $"{shown} is neither a broadcast, such as b 7, nor a delivery, such as d 1 7");
            return;
        }
        _builder.Add(new RawEvent { Line = number, Host = _process, Kind = kind, Message = name[..length], AtUs = -1 });
    }

    private static bool TryBroadcast(ReadOnlySpan<byte> line, out long number)
    {
        number = 0;
        return line.StartsWith("b "u8) && TryNumber(line[2..], out number, out int length) && length == line.Length - 2;
    }

    private static bool TryDelivery(ReadOnlySpan<byte> line, out long process, out long number)
    {
        process = number = 0;
        if (!line.StartsWith("d "u8) || !TryNumber(line[2..], out process, out int length))
            return false;
        ReadOnlySpan<byte> rest = line[(2 + length)..];
        return rest is [(byte)' ', ..] && TryNumber(rest[1..], out number, out int last) && last == rest.Length - 1;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out long number, out int length)
    {
        number = 0;
        length = 0;
        return text is [>= (byte)'0' and <= (byte)'9', ..] && Utf8Parser.TryParse(text, out number, out length);
    }
}

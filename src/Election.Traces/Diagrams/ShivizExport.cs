using System.Collections.Immutable;
using System.Text.Json;
using System.Text;
using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Traces.Diagrams;

/// <summary>
/// Exports a trace for ShiViz's default parser: a line for the event, and one with the host and its vector clock. The clocks are computed
/// here from the causes in the trace: they begin at 1 and rise by 1 at each host; a host's second life is a host of its own (<c>n2/2</c>).
/// If only some events are exported, the others still carry causes on but are not counted. The parser is a regular expression of
/// JavaScript, <c>(?&lt;event&gt;.*)\n(?&lt;host&gt;\S*) (?&lt;clock&gt;{.*})</c>, and drops what it does not match. So in a host's name
/// whatever <c>\S</c> does not match is written in percent form, and in an event whatever <c>.</c> does not match is a blank.
/// </summary>
public static class ShivizExport
{
    private const char LineSeparator = '\u2028', ParagraphSeparator = '\u2029', ByteOrderMark = '\uFEFF';

    /// <summary>Returns the log.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="kinds">The kinds of event to export; empty for all.</param>
    /// <param name="events">The largest number of events to export.</param>
    public static string Of(Trace trace, ImmutableArray<TraceEventKind> kinds, int events = int.MaxValue)
    {
        (int[] sequence, _) = DiagramOrder.Of(trace);
        var log = new StringBuilder();
        var clocks = new Dictionary<(int Host, int Life), SortedDictionary<string, int>>();
        var sent = new Dictionary<int, SortedDictionary<string, int>>();
        int exported = 0;
        foreach (int place in sequence)
        {
            TraceEvent one = trace.EventArray[place];
            string host = MessageName.StreamOf(HostName(trace.Hosts[one.Host]), one.Life);
            if (!clocks.TryGetValue((one.Host, one.Life), out SortedDictionary<string, int>? clock))
                clocks.Add((one.Host, one.Life),
                    clock = new(clocks.GetValueOrDefault((one.Host, one.Life - 1)) ?? [], StringComparer.Ordinal));
            if (CauseOf(trace, one) is >= 0 and var cause && sent.TryGetValue(cause, out SortedDictionary<string, int>? before))
                Join(clock, before);
            if (exported < events && (kinds.IsEmpty || kinds.Contains(one.Kind)))
            {
                exported++;
                clock[host] = clock.GetValueOrDefault(host) + 1;
                log.Append(Told(trace, place)).Append('\n').Append(host).Append(' ').Append(Text(clock)).Append('\n');
            }
            if (one.Kind is TraceEventKind.Send or TraceEventKind.Resend)
                sent[place] = new(clock, StringComparer.Ordinal);
        }
        return log.ToString();
    }

    private static int CauseOf(Trace trace, TraceEvent one) =>
        one.Kind is TraceEventKind.Receive or TraceEventKind.Deliver && one.Message >= 0 ? trace.CauseOf(one) : -1;

    private static void Join(SortedDictionary<string, int> clock, SortedDictionary<string, int> other)
    {
        foreach ((string host, int count) in other)
            clock[host] = Math.Max(clock.GetValueOrDefault(host), count);
    }

    private static string Told(Trace trace, int place)
    {
        TraceEvent one = trace.EventArray[place];
        string message = one.Message >= 0 ? " " + trace.MessageArray[one.Message].Name : "";
        string text = trace.Texts.TryGetValue(place, out string? said) ? " " + said : "";
        // Braces would be read as a clock.
        return string.Concat($"{one.Kind.ToText()}{message}{text}".Select(c => c switch
        {
            '{' => '(',
            '}' => ')',
            _ => char.IsControl(c) || c is LineSeparator or ParagraphSeparator ? ' ' : c,
        }));
    }

    // The percent sign and the slash, which separates a life's number, are encoded too, so that no two hosts get one name.
    private static string HostName(string host) => string.Concat(host.EnumerateRunes().Select(rune =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value is ByteOrderMark or '%' or '/'
            ? string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(one => $"%{one:X2}")) : rune.ToString()));

    private static string Text(SortedDictionary<string, int> clock) =>
        "{" + string.Join(", ", clock.Select(entry =>
            FormattableString.Invariant($"\"{JsonEncodedText.Encode(entry.Key)}\":{entry.Value}"))) + "}";
}

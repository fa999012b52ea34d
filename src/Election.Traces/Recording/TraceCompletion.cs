using System.Buffers;
using Election.Traces.Diagrams;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>Something that befell a process and that it could not note itself: that it was killed, or stood still.</summary>
/// <param name="Host">The process.</param>
/// <param name="Kind">What befell it.</param>
/// <param name="AtUs">When, in microseconds since the run began.</param>
/// <param name="Text">Something to be read; null for nothing.</param>
public sealed record TraceNote(string Host, TraceEventKind Kind, long AtUs, string? Text = null);

/// <summary>
/// Adds to a trace what only all processes know together: which event sent a copy, so far as a receive says no more than who did, and the
/// vector clocks; and what others noted of a process. The events' own order and times stay.
/// </summary>
public static class TraceCompletion
{
    /// <summary>
    /// The most entries of vector clocks, events times processes, that are written; a trace with more gets none, and whoever draws it counts
    /// them from the causes.
    /// </summary>
    public const long MostClockEntries = 2_000_000;

    /// <summary>Completes a trace.</summary>
    /// <param name="trace">The trace as the processes wrote it.</param>
    /// <param name="notes">What others noted of them.</param>
    /// <returns>Each process's whole trace, with its name.</returns>
    public static IReadOnlyList<(string Host, ReadOnlyMemory<byte> Trace)> Of(Trace trace, IReadOnlyList<TraceNote> notes) =>
        Of(trace, notes, MostClockEntries);

    internal static IReadOnlyList<(string Host, ReadOnlyMemory<byte> Trace)> Of(
        Trace trace, IReadOnlyList<TraceNote> notes, long mostClockEntries)
    {
        Trace whole = WithCauses(NotedTrace.Of(trace, notes));
        bool hasClocks = (long)whole.EventArray.Length * whole.Hosts.Length <= mostClockEntries;
        return new ClockedWriting(whole, hasClocks).Write();
    }

    private static Trace WithCauses(Trace trace)
    {
        ILookup<(int Host, int Message), int> sent = Enumerable.Range(0, trace.EventArray.Length)
            .Where(place => trace.EventArray[place].Kind is TraceEventKind.Send or TraceEventKind.Resend)
            .ToLookup(place => (trace.EventArray[place].Host, trace.EventArray[place].Message));
        for (int place = 0; place < trace.EventArray.Length; place++)
        {
            ref TraceEvent one = ref trace.EventArray[place];
            if (one is { Kind: TraceEventKind.Receive or TraceEventKind.Lose, From: >= 0, Cause: 0 })
                one = one with { Cause = CauseOf(one, sent[(one.From, one.Message)], trace) };
        }
        return trace;
    }

    // The last time it was sent before it came; where clocks contradict that, the first, which no cause can come after.
    private static int CauseOf(in TraceEvent taken, IEnumerable<int> sent, Trace trace)
    {
        int cause = 0;
        foreach (int place in sent)
        {
            ref readonly TraceEvent one = ref trace.EventArray[place];
            if (cause == 0 || (one.AtUs >= 0 && one.AtUs <= taken.AtUs))
                cause = one.Number;
        }
        return cause;
    }

    /// <summary>Writes the events of all processes, effects after causes, so that the clocks can be counted on the way.</summary>
    private sealed class ClockedWriting(Trace trace, bool hasClocks)
    {
        private readonly Dictionary<int, int[]> _sent = [];

        public (string Host, ReadOnlyMemory<byte> Trace)[] Write()
        {
            ArrayBufferWriter<byte>[] written = [.. trace.Hosts.Select(_ => new ArrayBufferWriter<byte>())];
            TraceWriter[] writers = [.. trace.Hosts.Select((host, i) => new TraceWriter(written[i], host, trace.Hosts, trace.Run))];
            int[][] clocks = [.. trace.Hosts.Select(_ => new int[trace.Hosts.Length])];
            (int[] sequence, _) = DiagramOrder.Of(trace);
            foreach (int place in sequence)
            {
                ref readonly TraceEvent one = ref trace.EventArray[place];
                if (hasClocks)
                    Tick(place, one, clocks[one.Host]);
                Write(place, one, writers[one.Host], hasClocks ? clocks[one.Host] : null);
            }
            return [.. trace.Hosts.Select((host, i) => (host, written[i].WrittenMemory))];
        }

        private void Tick(int place, in TraceEvent one, int[] clock)
        {
            clock[one.Host]++;
            bool comesFromElsewhere = one.Kind is TraceEventKind.Receive or TraceEventKind.Deliver;
            if (comesFromElsewhere && trace.CauseOf(one) is >= 0 and var cause && _sent.TryGetValue(cause, out int[]? before))
            {
                for (int host = 0; host < clock.Length; host++)
                    clock[host] = Math.Max(clock[host], before[host]);
            }
            if (one.Kind is TraceEventKind.Send or TraceEventKind.Resend)
                _sent[place] = [.. clock];
        }

        private void Write(int place, in TraceEvent one, TraceWriter writer, int[]? clock) => writer.Event(
            one.Kind, one.AtUs, one.Message >= 0 ? trace.MessageArray[one.Message].Name : null,
            one.From >= 0 ? new EventName(trace.Hosts[one.From], one.Cause) : null, DeclaredBy(one), Named(clock),
            trace.Texts.GetValueOrDefault(place));

        private Dictionary<string, int>? DeclaredBy(in TraceEvent one) =>
            one.Kind == TraceEventKind.Send && trace.Declared.TryGetValue(one.Message, out var causes)
                ? causes.ToDictionary(cause => trace.Streams[cause.Stream], cause => cause.Count) : null;

        private Dictionary<string, int>? Named(int[]? clock)
        {
            if (clock is null)
                return null;
            var named = new Dictionary<string, int>();
            for (int host = 0; host < clock.Length; host++)
            {
                if (clock[host] > 0)
                    named.Add(trace.Hosts[host], clock[host]);
            }
            return named;
        }
    }
}

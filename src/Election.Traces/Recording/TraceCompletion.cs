using System.Buffers;
using Election.Traces.Diagrams;
using Election.Traces.Files;
using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>An event of a process that the process could not record itself: that it was killed or paused.</summary>
/// <param name="Host">The process.</param>
/// <param name="Kind">The kind of event.</param>
/// <param name="AtUs">The time in microseconds since the run began.</param>
/// <param name="Text">A text for the reader; null if there is none.</param>
public sealed record TraceNote(string Host, TraceEventKind Kind, long AtUs, string? Text = null);

/// <summary>
/// Adds to a trace the facts that need all processes: the event that sent each copy, if the receive names only the process, the vector
/// clocks, and notes made by others. The order and times of the events stay.
/// </summary>
public static class TraceCompletion
{
    /// <summary>
    /// The largest number of vector clock entries written, counted as events times processes. A longer trace gets no clocks, and they are
    /// computed from the causes when it is drawn.
    /// </summary>
    public const long MostClockEntries = 2_000_000;

    /// <summary>Completes a trace.</summary>
    /// <param name="trace">The trace as the processes wrote it.</param>
    /// <param name="notes">Notes made by others about the processes.</param>
    /// <returns>The name and the complete trace of each process.</returns>
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

    // Returns the last send before the copy came; if clocks contradict that, the first send, which no cause can come after.
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

    /// <summary>Writes the events of all processes, causes before effects, so that the clocks can be counted on the way.</summary>
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

using Election.Traces.Model;

namespace Election.Traces.Recording;

/// <summary>Inserts notes made by others about a process among the process's own events, by time.</summary>
internal static class NotedTrace
{
    /// <summary>Returns the trace with the notes inserted.</summary>
    public static Trace Of(Trace trace, IReadOnlyList<TraceNote> notes)
    {
        var events = new List<TraceEvent>(trace.EventArray.Length + notes.Count);
        var texts = new Dictionary<int, string>();
        var first = new int[trace.Hosts.Length + 1];
        var numbers = new int[trace.EventArray.Length];
        TraceMessage[] messages = [.. trace.MessageArray];
        for (int host = 0; host < trace.Hosts.Length; host++)
        {
            var ofHost = new Queue<TraceNote>(notes.Where(note => note.Host == trace.Hosts[host]));
            first[host] = events.Count;
            for (int place = trace.FirstOfHost[host]; place < trace.FirstOfHost[host + 1]; place++)
            {
                ref readonly TraceEvent one = ref trace.EventArray[place];
                while (ofHost.TryPeek(out TraceNote? note) && (one.AtUs > note.AtUs || IsEndOfStandstill(note, events, first[host])))
                    Add(ofHost.Dequeue(), host, one.AtUs);
                if (trace.Texts.TryGetValue(place, out string? text))
                    texts.Add(events.Count, text);
                if (one.Kind == TraceEventKind.Send)
                    messages[one.Message] = messages[one.Message] with { Sent = events.Count };
                numbers[place] = events.Count - first[host] + 1;
                events.Add(one with { Number = numbers[place] });
            }
            while (ofHost.TryDequeue(out TraceNote? note))
                Add(note, host, long.MaxValue);
        }
        first[^1] = events.Count;
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is { From: >= 0, Cause: > 0 } caused)
                events[i] = caused with { Cause = numbers[trace.FirstOfHost[caused.From] + caused.Cause - 1] };
        }
        return new Trace(trace.Run, [.. trace.Hosts], [.. trace.Files], [.. events], first, messages, [.. trace.Streams])
        {
            Texts = texts, Declared = trace.Declared,
        };

        void Add(TraceNote note, int host, long nextAtUs)
        {
            int life = events.Count > first[host] ? events[^1].Life : 1;
            if (note.Text is not null)
                texts.Add(events.Count, note.Text);
            events.Add(new TraceEvent(note.Kind, host, events.Count - first[host] + 1, -1, -1, 0, life,
                Math.Min(note.AtUs, nextAtUs), 0, 0));
        }
    }

    // A paused process does nothing until it resumes, whenever others learnt that it did.
    private static bool IsEndOfStandstill(TraceNote note, List<TraceEvent> events, int first) =>
        note.Kind == TraceEventKind.Resume && events.Count > first && events[^1].Kind == TraceEventKind.Pause;
}

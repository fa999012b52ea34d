using Election.Traces.Model;

namespace Election.Traces.Diagrams;

/// <summary>
/// Puts all events of a trace in one sequence: by time, as far as causes allow, and without times by the number of causes before them.
/// </summary>
internal sealed class DiagramOrder
{
    private readonly Trace _trace;
    private readonly int[] _next;
    private readonly long[] _depth;
    private readonly bool[] _isDone;
    private readonly PriorityQueue<int, (long, int)> _ready = new();
    private readonly Dictionary<int, List<int>> _waiting = [];

    private DiagramOrder(Trace trace)
    {
        _trace = trace;
        _next = [.. trace.FirstOfHost.AsSpan(0, trace.Hosts.Length)];
        _depth = new long[trace.EventArray.Length];
        _isDone = new bool[trace.EventArray.Length];
    }

    /// <summary>Returns the places of the events in drawing order, each with its depth.</summary>
    public static (int[] Sequence, long[] Depth) Of(Trace trace)
    {
        var order = new DiagramOrder(trace);
        for (int host = 0; host < trace.Hosts.Length; host++)
            order.Offer(host);
        var sequence = new int[trace.EventArray.Length];
        int count = 0;
        while (order._ready.TryDequeue(out int place, out _))
        {
            sequence[count++] = place;
            order.Done(place);
        }
        // A resend that is part of a cycle with its own cause must not prevent the drawing: the rest follows host by host.
        for (int host = 0; host < trace.Hosts.Length && count < sequence.Length; host++)
        {
            for (int place = order._next[host]; place < trace.FirstOfHost[host + 1]; place++)
                sequence[count++] = place;
        }
        return (sequence, order._depth);
    }

    private void Done(int place)
    {
        _isDone[place] = true;
        int host = _trace.EventArray[place].Host;
        _next[host] = place + 1;
        Offer(host);
        if (!_waiting.Remove(place, out List<int>? waiting))
            return;
        foreach (int other in waiting)
            Offer(other);
    }

    private void Offer(int host)
    {
        int place = _next[host];
        if (place == _trace.FirstOfHost[host + 1])
            return;
        ref readonly TraceEvent one = ref _trace.EventArray[place];
        int cause = one.Message >= 0 && one.Kind != TraceEventKind.Send ? _trace.CauseOf(one) : -1;
        if (cause >= 0 && !_isDone[cause])
        {
            if (!_waiting.TryGetValue(cause, out List<int>? waiting))
                _waiting.Add(cause, waiting = []);
            waiting.Add(host);
            return;
        }
        long before = place > _trace.FirstOfHost[host] ? _depth[place - 1] + 1 : 0;
        _depth[place] = Math.Max(before, cause >= 0 ? _depth[cause] + 1 : 0);
        _ready.Enqueue(place, (one.AtUs >= 0 ? one.AtUs : _depth[place], host));
    }
}

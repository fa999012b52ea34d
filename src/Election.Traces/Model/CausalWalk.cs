namespace Election.Traces.Model;

/// <summary>
/// Visits the events of a trace so that no effect comes before its cause: each life in its own order, the lives of a host one after
/// another, and every event about a message after the message's broadcast. A message that was never broadcast delays nothing.
/// </summary>
internal sealed class CausalWalk
{
    private readonly Trace _trace;
    private readonly int[] _next;
    private readonly bool[] _isSent;
    private readonly Dictionary<int, List<int>> _waiting = [];

    public CausalWalk(Trace trace)
    {
        _trace = trace;
        _next = [.. trace.FirstOfHost.AsSpan(0, trace.Hosts.Length)];
        _isSent = new bool[trace.MessageArray.Length];
    }

    /// <summary>Receives every event of the walk.</summary>
    internal interface IVisitor
    {
        /// <summary>Visits an event, after all its causes.</summary>
        /// <param name="trace">The trace.</param>
        /// <param name="life">A number that is unique to each life of each host.</param>
        /// <param name="happened">The event.</param>
        void Visit(Trace trace, int life, in TraceEvent happened);
    }

    /// <summary>Walks as far as possible; <see langword="false"/> if causes are cyclic.</summary>
    public bool TryWalk(IVisitor? visitor)
    {
        var ready = new Stack<int>();
        for (int host = _trace.Hosts.Length - 1; host >= 0; host--)
            ready.Push(host);
        int walked = 0;
        while (ready.TryPop(out int host))
            walked += Advance(host, ready, visitor);
        return walked == _trace.EventArray.Length;
    }

    /// <summary>Returns the cycle that stopped the walk, at the first event that waits in it.</summary>
    public TraceFault Cycle()
    {
        int host = Enumerable.Range(0, _trace.Hosts.Length).First(IsHeldUp);
        var seen = new HashSet<int>();
        while (seen.Add(host))
            host = _trace.EventArray[SentOf(host)].Host;
        TraceEvent first = _trace.EventArray[_next[host]];
        return new TraceFault(_trace.Files[first.File], first.Line, Told(host));
    }

    private Sentence Told(int start)
    {
        var steps = new List<object>();
        int host = start;
        do
        {
            int at = _next[host], sent = SentOf(host);
            string kind = _trace.EventArray[at].Kind.ToText();
            Sentence step = $"{_trace.NameOf(at)}, a {kind} of {NameAt(at)}, needs its broadcast {_trace.NameOf(sent)}";
            steps.Add(step);
            host = _trace.EventArray[sent].Host;
        }
        while (host != start);
        var chain = Sentence.Chain($", which comes after ", steps);
        return $"cyclic causes: {chain}, which comes after {_trace.NameOf(_next[start])} itself";
    }

    private MessageName NameAt(int place) => _trace.MessageArray[_trace.EventArray[place].Message].Name;

    private int SentOf(int host) => _trace.MessageArray[_trace.EventArray[_next[host]].Message].Sent;

    private bool IsHeldUp(int host) => _next[host] < _trace.FirstOfHost[host + 1];

    private int Advance(int host, Stack<int> ready, IVisitor? visitor)
    {
        int walked = 0;
        for (; IsHeldUp(host); _next[host]++)
        {
            ref readonly TraceEvent one = ref _trace.EventArray[_next[host]];
            if (one.Message >= 0)
            {
                if (one.Kind == TraceEventKind.Send)
                    Sent(one.Message, ready);
                else if (!_isSent[one.Message] && _trace.MessageArray[one.Message].Sent >= 0)
                {
                    if (!_waiting.TryGetValue(one.Message, out List<int>? waiting))
                        _waiting.Add(one.Message, waiting = []);
                    waiting.Add(host);
                    return walked;
                }
            }
            visitor?.Visit(_trace, (one.Life * Trace.MaxHosts) + host, one);
            walked++;
        }
        return walked;
    }

    private void Sent(int message, Stack<int> ready)
    {
        _isSent[message] = true;
        if (!_waiting.Remove(message, out List<int>? waiting))
            return;
        foreach (int host in waiting)
            ready.Push(host);
    }
}

using System.Collections.Immutable;

namespace Election.Traces.Model;

/// <summary>
/// The causal order of a trace's broadcasts: for each message and stream, how many of the stream's first broadcasts lie in the message's
/// past. Potential causality (Lamport 1978, over broadcasts and deliveries) takes everything that the sender broadcast or delivered earlier
/// in that life. Declared causality takes the causes that a message names, and their causes.
/// </summary>
internal sealed class CausalOrder
{
    // A cycle may be as long as the trace, and people read the sentence.
    private const int MostNamed = 1000;

    private readonly int _streams;
    private readonly int[] _cells;

    private CausalOrder(Trace trace)
    {
        _streams = trace.Streams.Length;
        _cells = new int[trace.MessageArray.Length * _streams];
    }

    /// <summary>For each stream, the number of its first broadcasts that lie in a message's past.</summary>
    public ReadOnlySpan<int> PastOf(int message) => Row(message);

    /// <summary>Computes the potential causality of a trace without cycles.</summary>
    public static CausalOrder Potential(Trace trace)
    {
        var order = new CausalOrder(trace);
        new CausalWalk(trace).TryWalk(order.Walked());
        return order;
    }

    /// <summary>Computes the declared causality of a trace without cycles.</summary>
    public static CausalOrder Declared(Trace trace)
    {
        var order = new CausalOrder(trace);
        DeclaredWalk.TryWalk(trace, order, out _);
        return order;
    }

    /// <summary>Finds a cycle among a trace's causes; null if there is none.</summary>
    public static TraceFault? Fault(Trace trace)
    {
        var walk = new CausalWalk(trace);
        if (!walk.TryWalk(null))
            return walk.Cycle();
        if (DeclaredWalk.TryWalk(trace, new CausalOrder(trace), out ImmutableArray<int> cycle))
            return null;
        TraceEvent sent = trace.EventArray[trace.MessageArray[cycle[0]].Sent];
        IEnumerable<object> named = cycle.Take(MostNamed).Select(message => (object)trace.MessageArray[message].Name);
        var chain = Sentence.Chain(
            $", which declares ", [.. named, .. cycle.Length > MostNamed ? (object[])["…"] : [], trace.MessageArray[cycle[0]].Name]);
        return new TraceFault(trace.Files[sent.File], sent.Line, $"cyclic causes: {chain}");
    }

    internal Span<int> Row(int message) => _cells.AsSpan(message * _streams, _streams);

    private Pasts Walked() => new(this);

    private sealed class Pasts(CausalOrder order) : CausalWalk.IVisitor
    {
        private readonly Dictionary<int, int[]> _histories = [];
        private readonly Dictionary<int, int> _lastOf = [];

        public void Visit(Trace trace, int life, in TraceEvent happened)
        {
            if (happened.Kind is not (TraceEventKind.Send or TraceEventKind.Deliver))
                return;
            TraceMessage message = trace.MessageArray[happened.Message];
            if (message.Stream < 0)
                return;
            if (!_histories.TryGetValue(life, out int[]? history))
                _histories.Add(life, history = new int[trace.Streams.Length]);
            Span<int> past = order.Row(happened.Message);
            if (happened.Kind == TraceEventKind.Send)
            {
                history[message.Stream] = Math.Max(history[message.Stream], message.Rank);
                JoinPrevious(trace, happened.Message, message, history);
                history.CopyTo(past);
            }
            else
            {
                for (int i = 0; i < past.Length; i++)
                    history[i] = Math.Max(history[i], past[i]);
            }
            history[message.Stream] = Math.Max(history[message.Stream], message.Rank + 1);
        }

        // A life that continues the numbering of the one before it has that life's broadcasts, and their pasts, in its own past.
        private void JoinPrevious(Trace trace, int place, TraceMessage message, int[] history)
        {
            int previous = _lastOf.GetValueOrDefault(message.Stream, -1);
            _lastOf[message.Stream] = place;
            if (previous < 0 || trace.EventArray[trace.MessageArray[previous].Sent].Life == trace.EventArray[message.Sent].Life)
                return;
            ReadOnlySpan<int> past = order.Row(previous);
            for (int i = 0; i < past.Length; i++)
                history[i] = Math.Max(history[i], past[i]);
        }
    }
}

using System.Collections.Immutable;
using Election.Traces.Model;

namespace Election.Traces.Checks;

/// <summary>
/// Which broadcasts are causes of which: of each message, per stream, how many of the stream's first broadcasts lie in its past. Potential
/// causality (Lamport 1978, over broadcasts and deliveries): what its sender had broadcast or delivered in that life before it. Declared
/// causality: what messages name as their causes, and the causes of those.
/// </summary>
internal sealed class CausalOrder
{
    // A cycle may be as long as the trace; a sentence is for people.
    private const int MostNamed = 1000;

    private readonly int _streams;
    private readonly int[] _cells;

    private CausalOrder(Trace trace)
    {
        _streams = trace.Streams.Length;
        _cells = new int[trace.MessageArray.Length * _streams];
    }

    /// <summary>Of each stream, how many of its first broadcasts lie in a message's past.</summary>
    public ReadOnlySpan<int> PastOf(int message) => Row(message);

    /// <summary>Potential causality of a trace without cycles.</summary>
    public static CausalOrder Potential(Trace trace)
    {
        var order = new CausalOrder(trace);
        new CausalWalk(trace).TryWalk(order.Walked());
        return order;
    }

    /// <summary>Declared causality of a trace without cycles.</summary>
    public static CausalOrder Declared(Trace trace)
    {
        var order = new CausalOrder(trace);
        DeclaredWalk.TryWalk(trace, order, out _);
        return order;
    }

    /// <summary>The cycle among a trace's causes; null for none.</summary>
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

        // A life that goes on with the numbers of the one before it has that life's broadcasts, and their pasts, behind it.
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

using System.Collections.Immutable;

namespace Election.Traces.Model;

/// <summary>
/// Computes declared pasts. "The first k broadcasts of a stream" is a node of its own, which depends on the first k-1 and on the k-th, so
/// that the cost grows with the number of messages and not with the number of declared causes. Iterative, because a chain of causes may be
/// as long as the trace.
/// </summary>
internal sealed class DeclaredWalk
{
    private readonly Trace _trace;
    private readonly CausalOrder _order;
    private readonly int[][] _ofStream;
    private readonly int[] _prefixes;
    private readonly byte[] _marks;
    private readonly int _streams;
    private readonly int _messages;

    private DeclaredWalk(Trace trace, CausalOrder order)
    {
        _trace = trace;
        _order = order;
        _streams = trace.Streams.Length;
        _messages = trace.MessageArray.Length;
        _ofStream = trace.ByStream();
        _prefixes = new int[_messages * _streams];
        _marks = new byte[2 * _messages];
    }

    /// <summary>Fills in every message's declared past; <see langword="false"/>, with the messages of a cycle, if there is one.</summary>
    public static bool TryWalk(Trace trace, CausalOrder order, out ImmutableArray<int> cycle)
    {
        cycle = [];
        return trace.Declared.Count == 0 || new DeclaredWalk(trace, order).TryAll(out cycle);
    }

    private bool TryAll(out ImmutableArray<int> cycle)
    {
        const byte open = 1, done = 2;
        cycle = [];
        var path = new Stack<int>();
        foreach (int start in _trace.Declared.Keys.Order())
        {
            path.Push(start);
            while (path.TryPeek(out int node))
            {
                int next = _marks[node] == done ? -1 : NextOf(node, done);
                if (next >= 0)
                {
                    _marks[node] = open;
                    if (_marks[next] == open)
                    {
                        cycle = [.. path.TakeWhile(one => one != next).Append(next).Reverse().Where(one => one < _messages)];
                        return false;
                    }
                    path.Push(next);
                    continue;
                }
                if (_marks[node] != done)
                    Fill(node);
                _marks[node] = done;
                path.Pop();
            }
        }
        return true;
    }

    // Returns the first unfinished node that this one depends on; -1 if there is none.
    private int NextOf(int node, byte done)
    {
        if (node >= _messages)
        {
            int message = node - _messages;
            if (_trace.MessageArray[message] is { Rank: > 0 } one && _marks[_messages + Before(one)] != done)
                return _messages + Before(one);
            return _marks[message] != done ? message : -1;
        }
        if (!_trace.Declared.TryGetValue(node, out ImmutableArray<(int Stream, int Count)> causes))
            return -1;
        foreach ((int stream, int count) in causes)
        {
            int prefix = _messages + _ofStream[stream][count - 1];
            if (_marks[prefix] != done)
                return prefix;
        }
        return -1;
    }

    private void Fill(int node)
    {
        if (node >= _messages)
        {
            TraceMessage message = _trace.MessageArray[node - _messages];
            Span<int> prefix = Prefix(node - _messages);
            _order.PastOf(node - _messages).CopyTo(prefix);
            if (message.Rank > 0)
                Join(prefix, Prefix(Before(message)));
            prefix[message.Stream] = Math.Max(prefix[message.Stream], message.Rank + 1);
            return;
        }
        if (!_trace.Declared.TryGetValue(node, out ImmutableArray<(int Stream, int Count)> causes))
            return;
        foreach ((int stream, int count) in causes)
            Join(_order.Row(node), Prefix(_ofStream[stream][count - 1]));
    }

    private int Before(TraceMessage message) => _ofStream[message.Stream][message.Rank - 1];

    private Span<int> Prefix(int message) => _prefixes.AsSpan(message * _streams, _streams);

    private static void Join(Span<int> past, ReadOnlySpan<int> other)
    {
        for (int i = 0; i < past.Length; i++)
            past[i] = Math.Max(past[i], other[i]);
    }
}

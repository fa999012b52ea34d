namespace Election.Traces.Model;

/// <summary>The messages of a trace that is being read, and the streams they belong to.</summary>
internal sealed class TraceMessages
{
    private readonly Dictionary<(int Origin, int Life, long Number), int> _places = [];
    private readonly List<(int Origin, int Life, long Number, bool IsSent)> _messages = [];
    private readonly Dictionary<string, int> _streams = [];
    private readonly List<int> _sentIn = [];

    /// <summary>The names of the streams.</summary>
    public string[] Streams => [.. _streams.OrderBy(stream => stream.Value).Select(stream => stream.Key)];

    /// <summary>Returns the place of a message, adding it if it is new.</summary>
    public int Find(int origin, int life, long number)
    {
        if (!_places.TryGetValue((origin, life, number), out int place))
        {
            place = _messages.Count;
            _places.Add((origin, life, number), place);
            _messages.Add((origin, life, number, false));
        }
        return place;
    }

    /// <summary>Records the broadcast of a message; <see langword="false"/> if it was broadcast before.</summary>
    public bool TrySend(int message)
    {
        (int origin, int life, long number, bool isSent) = _messages[message];
        _messages[message] = (origin, life, number, true);
        return !isSent;
    }

    /// <summary>Returns the place of a stream; -1 if nothing was broadcast in it.</summary>
    public int StreamOf(string name) => _streams.GetValueOrDefault(name, -1);

    /// <summary>Returns the number of messages broadcast in a stream.</summary>
    public int SentIn(int stream) => _sentIn[stream];

    /// <summary>Assigns every message its stream and its rank there, in the order of its origin's broadcasts.</summary>
    public TraceMessage[] Finish(TraceEvent[] events, string[] hosts)
    {
        var finished = new TraceMessage[_messages.Count];
        for (int i = 0; i < finished.Length; i++)
        {
            (int origin, int life, long number, _) = _messages[i];
            finished[i] = new TraceMessage(new MessageName(hosts[origin], life, number), -1, -1, -1);
        }
        for (int place = 0; place < events.Length; place++)
        {
            if (events[place].Kind != TraceEventKind.Send)
                continue;
            ref TraceMessage message = ref finished[events[place].Message];
            string name = message.Name.Stream;
            if (!_streams.TryGetValue(name, out int stream))
            {
                stream = _streams.Count;
                _streams.Add(name, stream);
                _sentIn.Add(0);
            }
            message = message with { Stream = stream, Rank = _sentIn[stream]++, Sent = place };
        }
        return finished;
    }
}

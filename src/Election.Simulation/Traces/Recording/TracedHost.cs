using System.Buffers;
using Election.Voting.Statements;

namespace Election.Simulation.Traces;

/// <summary>A message of a run that is being traced.</summary>
internal sealed class TracedMessage(MessageName name)
{
    /// <summary>Its name.</summary>
    public MessageName Name { get; } = name;

    /// <summary>Who broadcast it.</summary>
    public string Origin => Name.Origin;

    /// <summary>Whether anybody has delivered it.</summary>
    public bool IsDelivered { get; set; }
}

/// <summary>One node of a run that is being traced: its file, its vector clock, and what it has sent and taken.</summary>
internal sealed class TracedHost
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly TraceWriter _writer;
    private readonly Dictionary<string, int> _clock = [];
    private readonly Dictionary<(TracedMessage Message, bool IsRepair), (int Number, Dictionary<string, int> Clock)> _sent = [];
    private readonly HashSet<TracedMessage> _taken = [];
    private long _broadcasts;
    private bool _isUp;

    public TracedHost(string name, IEnumerable<string> hosts, TraceRun run)
    {
        Name = name;
        _writer = new TraceWriter(_bytes, name, hosts, run);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its file so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>A life begins.</summary>
    public void Start(int life, TimeSpan now)
    {
        _isUp = true;
        _taken.Clear();
        if (life > 1)
            Event(TraceEventKind.Restart, now);
    }

    /// <summary>A life ends.</summary>
    public void Crash(TimeSpan now)
    {
        _isUp = true;
        Event(TraceEventKind.Crash, now);
        _isUp = false;
    }

    /// <summary>Something happens that is about no message; a node that is down notes nothing.</summary>
    public void Note(TraceEventKind kind, string? text, TimeSpan now)
    {
        if (_isUp)
            Event(kind, now, text: text);
    }

    /// <summary>It broadcasts a statement for the first time.</summary>
    public TracedMessage Send(StatementKind kind, TimeSpan now)
    {
        var message = new TracedMessage(new MessageName(Name, 1, ++_broadcasts));
        _taken.Add(message);
        Event(TraceEventKind.Send, now, message, text: kind.ToText());
        _sent[(message, false)] = (_writer.Count, new(_clock));
        return message;
    }

    /// <summary>It sends again.</summary>
    public void Resend(TracedMessage message, bool isRepair, TimeSpan now)
    {
        Event(TraceEventKind.Resend, now, message);
        _sent[(message, isRepair)] = (_writer.Count, new(_clock));
    }

    /// <summary>It takes a copy; only the first counts, as the protocol has no use for the others.</summary>
    public void Receive(TracedMessage message, TracedHost sender, bool isRepair, TimeSpan now)
    {
        if (!_isUp || !sender._sent.TryGetValue((message, isRepair), out (int Number, Dictionary<string, int> Clock) sent)
            || !_taken.Add(message))
            return;
        foreach ((string host, int count) in sent.Clock)
            _clock[host] = Math.Max(_clock.GetValueOrDefault(host), count);
        Event(TraceEventKind.Receive, now, message, new EventName(sender.Name, sent.Number));
    }

    /// <summary>A copy of a message that it does not have yet is lost.</summary>
    public void Lose(TracedMessage message, TracedHost sender, bool isRepair, TimeSpan now)
    {
        if (_isUp && !_taken.Contains(message)
            && sender._sent.TryGetValue((message, isRepair), out (int Number, Dictionary<string, int> Clock) sent))
            Event(TraceEventKind.Lose, now, message, new EventName(sender.Name, sent.Number));
    }

    /// <summary>It delivers.</summary>
    public void Deliver(TracedMessage message, string text, TimeSpan now)
    {
        message.IsDelivered = true;
        Event(TraceEventKind.Deliver, now, message, text: text);
    }

    /// <summary>It learns that its message will not be delivered.</summary>
    public void Withdraw(TracedMessage message, TimeSpan now) => Event(TraceEventKind.Withdraw, now, message);

    private void Event(TraceEventKind kind, TimeSpan now, TracedMessage? message = null, EventName? cause = null, string? text = null)
    {
        _clock[Name] = _clock.GetValueOrDefault(Name) + 1;
        _writer.Event(kind, (long)now.TotalMicroseconds, message?.Name, cause, clock: _clock, text: text);
    }
}

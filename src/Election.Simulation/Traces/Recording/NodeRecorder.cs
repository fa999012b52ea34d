using System.Text.Json;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Simulation.Checkers;
using Election.Voting.Statements;

namespace Election.Simulation.Traces;

/// <summary>
/// Writes one node's trace by looking on from outside: at the datagrams it is given and sends, the records it journals, the lines it writes
/// to its transcript. A broadcast is a statement's first way into the network; a delivery is its line in the transcript; a receive is the
/// first copy that a life of the node is given. What only all nodes know together, which event sent a copy and the vector clocks, is left
/// to a <see cref="TraceCompletion"/>.
/// </summary>
public sealed class NodeRecorder
{
    private readonly string _name;
    private readonly NodeTag _tag;
    private readonly TraceWriter _writer;
    private readonly NetworkSplits _splits;
    private readonly bool _hasTimes;
    private readonly MessageNames _names;
    private readonly CarriedMessages _carried;
    private readonly GroupLogNames _log;
    private readonly HashSet<MessageName> _sent;
    private readonly HashSet<MessageName> _leaving = [];
    private readonly HashSet<MessageName> _withdrawn;
    private readonly HashSet<MessageName> _taken = [];
    private readonly HashSet<MessageName> _delivered = [];
    private int _lives;
    private bool _isUp;
    private bool _isClosed;

    /// <summary>Prepares to record a node.</summary>
    /// <param name="id">The node.</param>
    /// <param name="order">The order in which it delivers.</param>
    /// <param name="writer">Its trace.</param>
    /// <param name="faults">What goes wrong in its run: splits of the network are noted.</param>
    /// <param name="past">What earlier lives left, where they were other processes.</param>
    /// <param name="hasTimes">Whether events are given their times: all processes of the run share the clock.</param>
    public NodeRecorder(
        MemberId id, DeliveryOrder order, TraceWriter writer, IEnumerable<FaultSpec> faults, TracePast past, bool hasTimes = true)
    {
        _name = id.Text;
        _tag = id.Tag;
        _writer = writer;
        _splits = new NetworkSplits(faults);
        _hasTimes = hasTimes;
        _names = new MessageNames(order);
        _carried = new CarriedMessages(_tag, _names);
        _sent = [.. past.Sent];
        _withdrawn = [.. past.Withdrawn];
        _log = new GroupLogNames(_names, past.Committed);
        _lives = past.Lives;
        _isUp = past.Bytes > 0 && !past.IsDown;
    }

    /// <summary>How many events are noted.</summary>
    public int Events => _writer.Count;

    /// <summary>How many messages of its own the node has broadcast: what is noted of them has to be safe before they leave.</summary>
    public int Broadcasts => _sent.Count;

    /// <summary>A life begins.</summary>
    public void Begin(TimeSpan now)
    {
        if (_isUp)
            Crash(now, "found when it was started again");
        Advance(now);
        _isUp = true;
        _isClosed = false;
        _taken.Clear();
        _delivered.Clear();
        _leaving.Clear();
        _log.Clear();
        if (++_lives > 1)
            Note(TraceEventKind.Restart, null, now);
        if (_splits.Standing is { } split)
            Note(TraceEventKind.Partition, split, now);
    }

    /// <summary>A life ends, and not because all was done.</summary>
    public void Crash(TimeSpan now, string? text = null)
    {
        Advance(now);
        // Who dies before the first life has begun dies all the same.
        _lives = Math.Max(_lives, 1);
        _isUp = true;
        Note(TraceEventKind.Crash, text, now);
        _isUp = false;
    }

    /// <summary>Something happens that is about no message; a node that is down notes nothing.</summary>
    public void Note(TraceEventKind kind, string? text, TimeSpan now)
    {
        Advance(now);
        if (_isUp)
            Event(kind, now, text: text);
    }

    /// <summary>A record of its journal is fed to a life that begins.</summary>
    public void Recover(JournalRecordKind kind, ReadOnlyMemory<byte> record)
    {
        if (kind == JournalRecordKind.Start && StartIn(record.Span) is { } proposal)
            _names.Learn(proposal);
        else if (kind == JournalRecordKind.OwnStatement)
            NoteOwn(record.Span);
        else if (kind == JournalRecordKind.Entry && EntryRecord.Read(record) is { } entry)
            _log.Append(entry);
    }

    private void NoteOwn(ReadOnlySpan<byte> record)
    {
        if (SignedStatement.TryDecode(record, out SignedStatement? signed))
            _names.Note(signed!.Statement, _tag);
    }

    /// <summary>It is given a datagram.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        Advance(now);
        List<CarriedMessage> carried = _carried.In(datagram, isHere: true, out NodeTag sender);
        foreach (CarriedMessage message in carried)
        {
            if (sender != _tag && message.Name.Origin != _name && _taken.Add(message.Name))
                Event(TraceEventKind.Receive, now, message.Name, new EventName(_names.Of(sender)!, 0));
        }
    }

    /// <summary>A copy on its way to it was lost; only what it does not have yet is noted.</summary>
    public void Lose(ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        if (!_isUp)
            return;
        Advance(now);
        List<CarriedMessage> carried = _carried.In(datagram, isHere: false, out NodeTag sender);
        foreach (CarriedMessage message in carried)
        {
            if (sender != _tag && message.Name.Origin != _name && !_taken.Contains(message.Name))
                Event(TraceEventKind.Lose, now, message.Name, new EventName(_names.Of(sender)!, 0));
        }
    }

    /// <summary>It wants something done.</summary>
    /// <param name="effect">What.</param>
    /// <param name="step">All that the same step of the node wants.</param>
    /// <param name="now">The run's age.</param>
    public void Do(in Effect effect, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        Advance(now);
        if (!_names.IsKnown)
            LearnFrom(step);
        switch (effect.Kind)
        {
            case EffectKind.Send:
                Send(effect.Bytes.Span, now);
                break;
            case EffectKind.Journal when effect.Record == JournalRecordKind.Entry && EntryRecord.Read(effect.Bytes) is { } entry:
                Order(entry, step, now);
                break;
            case EffectKind.Journal when effect.Record == JournalRecordKind.OwnStatement:
                NoteOwn(effect.Bytes.Span);
                break;
            case EffectKind.Transcript:
                OnLine(effect.Bytes, step, now);
                break;
            case EffectKind.Deliver when _names.TryRank(effect.Origin.Value, out NodeTag origin):
                OnDelivery(_names.Of(origin, effect.Sequence)!.Value, effect, step, now);
                break;
        }
    }

    /// <summary>It knows that everything up to an index of the log cannot be lost any more.</summary>
    public void Commit(LogIndex index, TimeSpan now)
    {
        while (_log.TryCommit(index, out MessageName message, out LogIndex at))
            Event(TraceEventKind.Commit, now, message, text: IndexText(at));
    }

    private void Send(ReadOnlySpan<byte> datagram, TimeSpan now)
    {
        foreach (CarriedMessage message in _carried.In(datagram, isHere: true, out _))
        {
            _taken.Add(message.Name);
            if (!message.IsAgain && (_leaving.Remove(message.Name) || TrySend(message, now)))
                continue;
            Event(TraceEventKind.Resend, now, message.Name);
        }
    }

    private bool TrySend(in CarriedMessage message, TimeSpan now)
    {
        if (message.Name.Origin != _name || !_sent.Add(message.Name))
            return false;
        Event(TraceEventKind.Send, now, message.Name, declared: message.Causes, text: message.Text);
        WithdrawIfLate(message.Name, now);
        return true;
    }

    // A step that broadcasts may order or deliver its message before the datagram is full and leaves.
    private void SendFirst(MessageName message, string text, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        if (message.Origin != _name || _sent.Contains(message))
            return;
        if (TrySend(InStep(message, step) ?? new CarriedMessage(message, text, null, false), now))
            _leaving.Add(message);
    }

    private CarriedMessage? InStep(MessageName message, ReadOnlySpan<Effect> step)
    {
        foreach (ref readonly Effect effect in step)
        {
            if (effect.Kind != EffectKind.Send)
                continue;
            foreach (CarriedMessage carried in _carried.In(effect.Bytes.Span, isHere: true, out _))
            {
                if (carried.Name == message && !carried.IsAgain)
                    return carried;
            }
        }
        return null;
    }

    private void Order(EntryRecord entry, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        foreach (LoggedMessage logged in _log.Append(entry))
        {
            if (logged.Name is not { } message)
                continue;
            SendFirst(message, logged.Kind.ToText(), step, now);
            Event(TraceEventKind.Order, now, message, text: IndexText(logged.Index));
        }
    }

    private void Deliver(MessageName message, string text, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        SendFirst(message, text, step, now);
        _delivered.Add(message);
        Event(TraceEventKind.Deliver, now, message, text: text);
    }

    private void OnDelivery(MessageName message, in Effect effect, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        // A node keeps what it hears before START, when nobody can be named yet, and takes it then. A later life begins with its journal.
        if (_lives == 1 && message.Origin != _name && _taken.Add(message))
            Event(TraceEventKind.Receive, now, message, new EventName(message.Origin, 0));
        Deliver(message, CarriedMessages.TextOf(effect.Message, effect.Bytes.Span), step, now);
    }

    // In a weaker order a line of the transcript follows when the statement's signature is checked: it was delivered before.
    private void OnLine(ReadOnlyMemory<byte> line, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        if (_names.AreOfStreams || LoggedEntry.Read(line) is not { Signed: { } signed } entry
            || _names.Of(signed.Statement) is not { } message)
            return;
        string text = FormattableString.Invariant($"index {entry.Index}, {signed.Statement.Kind.ToText()}");
        SendFirst(message, signed.Statement.Kind.ToText(), step, now);
        // Each message's two steps stand side by side, also where many come at once.
        Commit(new LogIndex(entry.Index), now);
        Deliver(message, text, step, now);
        if (signed.Statement.Kind != StatementKind.Close)
            return;
        _isClosed = true;
        foreach (MessageName own in _sent.OrderBy(own => own.Number))
            WithdrawIfLate(own, now);
    }

    // After CLOSE nothing is delivered: what was not by then never will be, and its sender knows.
    private void WithdrawIfLate(MessageName message, TimeSpan now)
    {
        if (_isClosed && message.Origin == _name && !_delivered.Contains(message) && _withdrawn.Add(message))
            Event(TraceEventKind.Withdraw, now, message);
    }

    private void Advance(TimeSpan now)
    {
        while (_splits.TryTake(now, out NetworkChange change))
        {
            if (_isUp)
                Event(change.Kind, change.At, text: change.Text);
        }
    }

    private void Event(TraceEventKind kind, TimeSpan now, MessageName? message = null, EventName? cause = null,
        Dictionary<string, int>? declared = null, string? text = null) =>
        _writer.Event(kind, _hasTimes ? (long)now.TotalMicroseconds : -1, message, cause, declared, text: text);

    private static string IndexText(LogIndex index) => FormattableString.Invariant($"index {index.Value}");

    // The record is START's body (docs/wire.md).
    private static Proposal? StartIn(ReadOnlySpan<byte> record) =>
        Proposal.TryDecode(new SpanReader(record).Long(FramePacker.MaxBodyBytes), out Proposal? proposal) ? proposal : null;

    // START's header line may come after what it brings about.
    private void LearnFrom(ReadOnlySpan<Effect> step)
    {
        foreach (ref readonly Effect effect in step)
        {
            if (effect.Kind == EffectKind.Transcript && StartOf(effect.Bytes) is { } proposal)
                _names.Learn(proposal);
        }
    }

    private static Proposal? StartOf(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith("{\"t\":\"header\""u8))
            return null;
        using JsonDocument document = JsonDocument.Parse(line);
        byte[] start = Convert.FromHexString(document.RootElement.GetProperty("start").GetString()!);
        return Proposal.TryDecode(start, out Proposal? proposal)
            ? proposal : throw new InvalidOperationException("The transcript's header holds no START.");
    }
}

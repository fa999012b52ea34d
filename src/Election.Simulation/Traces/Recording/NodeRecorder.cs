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
/// first copy that a life of the node is given. In a weaker order a broadcast is a message of the node's stream, and it is delivered when the
/// stack hands it up. What only all nodes know together, which event sent a copy and the vector clocks, is left
/// to a <see cref="TraceCompletion"/>.
/// </summary>
public sealed class NodeRecorder
{
    private readonly string _name;
    private readonly NodeTag _tag;
    private readonly TraceWriter _writer;
    private readonly NetworkSplits _splits;
    private readonly bool _isDirect;
    private readonly bool _hasTimes;
    private readonly MessageNames _names = new();
    private readonly CarriedMessages _carried;
    private readonly GroupLogNames _log;
    private readonly HashSet<MessageName> _sent;
    private readonly HashSet<MessageName> _leaving = [];
    private readonly HashSet<MessageName> _withdrawn;
    private readonly HashSet<MessageName> _taken = [];
    private readonly HashSet<MessageName> _delivered = [];
    private bool _hasBegun;
    private bool _isUp;
    private bool _isClosed;

    /// <summary>Prepares to record a node.</summary>
    /// <param name="id">The node.</param>
    /// <param name="order">The order of its votes.</param>
    /// <param name="writer">Its trace.</param>
    /// <param name="faults">What goes wrong in its run: splits of the network are noted.</param>
    /// <param name="past">What earlier lives left, where they were other processes.</param>
    /// <param name="hasTimes">Whether events are given their times: all processes of the run share the clock.</param>
    public NodeRecorder(
        MemberId id, DeliveryOrder order, TraceWriter writer, IEnumerable<FaultSpec> faults, TracePast past, bool hasTimes = true)
    {
        _isDirect = order != DeliveryOrder.Atomic;
        _name = id.Text;
        _tag = id.Tag;
        _writer = writer;
        _splits = new NetworkSplits(faults);
        _hasTimes = hasTimes;
        _carried = new CarriedMessages(_names, _isDirect);
        _sent = [.. past.Sent];
        _withdrawn = [.. past.Withdrawn];
        _log = new GroupLogNames(_names, past.Committed);
        _hasBegun = past.Bytes > 0;
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
        if (_hasBegun)
            Note(TraceEventKind.Restart, null, now);
        _hasBegun = true;
        if (_splits.Standing is { } split)
            Note(TraceEventKind.Partition, split, now);
    }

    /// <summary>A life ends, and not because all was done.</summary>
    public void Crash(TimeSpan now, string? text = null)
    {
        Advance(now);
        // Who dies before the first life has begun dies all the same.
        _isUp = _hasBegun = true;
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
    public void Do(in Effect effect, TimeSpan now)
    {
        Advance(now);
        switch (effect.Kind)
        {
            case EffectKind.Send:
                Send(effect.Bytes.Span, now);
                break;
            case EffectKind.Journal when effect.Record == JournalRecordKind.Entry && EntryRecord.Read(effect.Bytes) is { } entry:
                Order(entry, now);
                break;
            // In a weaker order messages may be delivered before the transcript begins.
            case EffectKind.Journal when _isDirect && effect.Record == JournalRecordKind.Start && StartIn(effect.Bytes.Span) is { } start:
                _names.Learn(start);
                break;
            case EffectKind.Journal when effect.Record == JournalRecordKind.OwnStatement:
                NoteOwn(effect.Bytes.Span);
                break;
            case EffectKind.Transcript:
                Deliver(effect.Bytes, now);
                break;
            case EffectKind.Deliver when _names.TryRank(effect.Origin.Value, out NodeTag origin):
                DeliverDirectly(origin, effect, now);
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
            if (!message.IsAgain && (_leaving.Remove(message.Name) || TrySend(message.Name, message.Text, now)))
                continue;
            Event(TraceEventKind.Resend, now, message.Name);
        }
    }

    private bool TrySend(MessageName message, string text, TimeSpan now)
    {
        if (message.Origin != _name || !_sent.Add(message))
            return false;
        Event(TraceEventKind.Send, now, message, text: text);
        WithdrawIfLate(message, now);
        return true;
    }

    // A step that broadcasts may order or deliver its message before the datagram is full and leaves.
    private void SendFirst(MessageName message, string text, TimeSpan now)
    {
        if (TrySend(message, text, now))
            _leaving.Add(message);
    }

    private void Order(EntryRecord entry, TimeSpan now)
    {
        foreach (LoggedMessage logged in _log.Append(entry))
        {
            if (logged.Name is not { } message)
                continue;
            SendFirst(message, logged.Kind.ToText(), now);
            Event(TraceEventKind.Order, now, message, text: IndexText(logged.Index));
        }
    }

    private void Deliver(ReadOnlyMemory<byte> line, TimeSpan now)
    {
        if (!_names.IsKnown && StartOf(line) is { } proposal)
            _names.Learn(proposal);
        // In a weaker order the line is what the vote makes of a delivery that was noted.
        if (_isDirect || LoggedEntry.Read(line) is not { Signed: { } signed } entry || _names.Of(signed.Statement) is not { } message)
            return;
        SendFirst(message, signed.Statement.Kind.ToText(), now);
        // Each message's two steps stand side by side, also where many come at once.
        Commit(new LogIndex(entry.Index), now);
        _delivered.Add(message);
        Event(TraceEventKind.Deliver, now, message,
            text: FormattableString.Invariant($"index {entry.Index}, {signed.Statement.Kind.ToText()}"));
        if (signed.Statement.Kind != StatementKind.Close)
            return;
        _isClosed = true;
        foreach (MessageName own in _sent.OrderBy(own => own.Number))
            WithdrawIfLate(own, now);
    }

    private void DeliverDirectly(NodeTag origin, in Effect effect, TimeSpan now)
    {
        if (_names.OfStream(origin, effect.Sequence) is not { } message
            || MessageNames.TextOf(effect.Message, effect.Bytes.Span) is not { } text)
            return;
        SendFirst(message, text, now);
        Event(TraceEventKind.Deliver, now, message, text: text);
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

    private void Event(TraceEventKind kind, TimeSpan now, MessageName? message = null, EventName? cause = null, string? text = null) =>
        _writer.Event(kind, _hasTimes ? (long)now.TotalMicroseconds : -1, message, cause, text: text);

    private static string IndexText(LogIndex index) => FormattableString.Invariant($"index {index.Value}");

    // The record is START's body (docs/wire.md).
    private static Proposal? StartIn(ReadOnlySpan<byte> record) =>
        Proposal.TryDecode(new SpanReader(record).Long(FramePacker.MaxBodyBytes), out Proposal? proposal) ? proposal : null;

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

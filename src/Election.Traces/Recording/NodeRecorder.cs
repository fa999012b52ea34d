using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Traces.Files;
using Election.Traces.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>
/// Writes one node's trace by observing it from outside: the datagrams it receives and sends, the records it journals, and the lines of its
/// transcript. A broadcast is the first time a statement is sent; a delivery is its line in the transcript; a receive is the first copy
/// given to a life of the node. Facts that need all nodes, namely which event sent a copy and the vector clocks, are left to
/// <see cref="TraceCompletion"/>.
/// </summary>
public sealed partial class NodeRecorder
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

    /// <summary>Creates a recorder for one node.</summary>
    /// <param name="id">The node's id.</param>
    /// <param name="order">The delivery order of the node.</param>
    /// <param name="writer">The writer of the node's trace.</param>
    /// <param name="faults">The faults of the run; splits of the network are noted.</param>
    /// <param name="past">The events of earlier lives, if they were other processes.</param>
    /// <param name="hasTimes">True if events are given times, because all processes of the run share a clock.</param>
    public NodeRecorder(
        MemberId id, DeliveryOrder order, TraceWriter writer, IEnumerable<FaultSpec> faults, TracePast past, bool hasTimes = true)
    {
        _name = id.Text;
        _tag = id.Tag;
        _writer = writer;
        _splits = new NetworkSplits(faults);
        _hasTimes = hasTimes;
        _names = new MessageNames(order, new FaultPlan([.. faults], 0));
        _carried = new CarriedMessages(_tag, _names);
        _sent = [.. past.Sent];
        _withdrawn = [.. past.Withdrawn];
        _log = new GroupLogNames(_names, past.Committed);
        _lives = past.Lives;
        _isUp = past.Bytes > 0 && !past.IsDown;
    }

    /// <summary>The number of events recorded.</summary>
    public int Events => _writer.Count;

    /// <summary>
    /// The number of the node's own messages recorded as broadcast: their events must be durable before the messages leave.
    /// </summary>
    public int Broadcasts => _sent.Count;

    /// <summary>Begins a life.</summary>
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

    /// <summary>Ends a life that did not finish its work.</summary>
    public void Crash(TimeSpan now, string? text = null)
    {
        Advance(now);
        // A node that dies before its first life has begun still crashes.
        _lives = Math.Max(_lives, 1);
        _isUp = true;
        Note(TraceEventKind.Crash, text, now);
        _isUp = false;
    }

    /// <summary>Records an event that is about no message; nothing is recorded while the node is down.</summary>
    public void Note(TraceEventKind kind, string? text, TimeSpan now)
    {
        Advance(now);
        if (_isUp)
            Event(kind, now, text: text);
    }

    /// <summary>Takes a record of the journal that is fed to a life that begins.</summary>
    public void Recover(JournalRecordKind kind, ReadOnlyMemory<byte> record)
    {
        if (kind == JournalRecordKind.Start && StartNews.InRecord(record.Span) is { } proposal)
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

    /// <summary>Takes a datagram given to the node.</summary>
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

    /// <summary>Takes a copy that was lost on its way to the node; only messages it does not have yet are recorded.</summary>
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

    /// <summary>Takes an effect of the node.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="step">All effects of the same step.</param>
    /// <param name="now">The time since the run began.</param>
    public void Do(in Effect effect, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        Advance(now);
        if (!_names.IsKnown && StartNews.InStep(step) is { } proposal)
            _names.Learn(proposal);
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

    /// <summary>Records that everything up to an index of the log can no longer be lost.</summary>
    public void Commit(LogIndex index, TimeSpan now)
    {
        while (_log.TryCommit(index, out MessageName message, out LogIndex at))
            Event(TraceEventKind.Commit, now, message, text: IndexText(at));
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
}

using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Traces.Files;
using Election.Traces.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>
/// Writes one node's trace by looking on from outside: at the datagrams it is given and sends, the records it journals, the lines it writes
/// to its transcript. A broadcast is a statement's first way into the network; a delivery is its line in the transcript; a receive is the
/// first copy that a life of the node is given. What only all nodes know together, which event sent a copy and the vector clocks, is left
/// to a <see cref="TraceCompletion"/>.
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
        _names = new MessageNames(order, new FaultPlan([.. faults], 0));
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

    /// <summary>It knows that everything up to an index of the log cannot be lost any more.</summary>
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

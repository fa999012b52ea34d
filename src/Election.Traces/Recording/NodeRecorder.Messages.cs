using Election.Groups.Model;
using Election.Traces.Checks;
using Election.Traces.Model;
using Election.Voting.Statements;

namespace Election.Traces.Recording;

/// <summary>Derives the events of messages from a step of the node: messages leave, are ordered, are delivered, or come too late.</summary>
public sealed partial class NodeRecorder
{
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
        // A node keeps what it receives before START, when no node can be named yet, and takes it after START. A later life begins with its
        // journal.
        if (_lives == 1 && message.Origin != _name && _taken.Add(message))
            Event(TraceEventKind.Receive, now, message, new EventName(message.Origin, 0));
        Deliver(message, CarriedMessages.TextOf(effect.Message, effect.Bytes.Span), step, now);
    }

    // In a weaker order the transcript's line follows the check of the statement's signature: the statement was delivered before.
    private void OnLine(ReadOnlyMemory<byte> line, ReadOnlySpan<Effect> step, TimeSpan now)
    {
        if (_names.AreOfStreams || LoggedEntry.Read(line) is not { Signed: { } signed } entry
            || _names.Of(signed.Statement) is not { } message)
            return;
        string text = FormattableString.Invariant($"index {entry.Index}, {signed.Statement.Kind.ToText()}");
        SendFirst(message, signed.Statement.Kind.ToText(), step, now);
        // The two events of each message stand side by side, even if many messages come at once.
        Commit(new LogIndex(entry.Index), now);
        Deliver(message, text, step, now);
        if (signed.Statement.Kind != StatementKind.Close)
            return;
        _isClosed = true;
        foreach (MessageName own in _sent.OrderBy(own => own.Number))
            WithdrawIfLate(own, now);
    }

    // Nothing is delivered after CLOSE: a statement undelivered by then never will be, and its sender knows it.
    private void WithdrawIfLate(MessageName message, TimeSpan now)
    {
        if (_isClosed && message.Origin == _name && !_delivered.Contains(message) && _withdrawn.Add(message))
            Event(TraceEventKind.Withdraw, now, message);
    }

    private static string IndexText(LogIndex index) => FormattableString.Invariant($"index {index.Value}");
}

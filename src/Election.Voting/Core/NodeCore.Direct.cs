using System.Text;
using Election.Groups.Layers.Checks;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// What a node does in a weaker order: votes count as they are delivered here, and the node closes for itself. Nobody leads, nothing has an
/// index that others know, and without a majority it goes on as ever.
/// </summary>
public sealed partial class NodeCore
{
    /// <summary>Votes that came too late are told of so often at most.</summary>
    private const int MaxLateNotices = 16;

    /// <inheritdoc/>
    void IDirectUser.OnMessage(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored)
    {
        Running running = _running!;
        _outbox.Deliver(origin, sequence, kind, body);
        bool isCounted = kind == StreamMessageKind.Submit && !running.Box.IsClosed;
        if (kind == StreamMessageKind.Text)
            running.NoteText(origin == _stack.Started!.Membership.Self);
        else if (!isCounted)
            TellLate(running, body.Span);
        else if (running.Direct.TryAdd(body, isRestored))
        {
            running.Pipeline.OnOrdered(running.Direct.Last, body, _outbox);
            running.Pipeline.OnDelivered(running.Direct.Last);
        }
        // What comes after the close is no part of what this node counted: a later life need not begin with it.
        if (!isRestored && running.IsMember && (isCounted || kind == StreamMessageKind.Text))
            _outbox.Journal(JournalRecordKind.Delivered, DeliveredRecord.Encode(origin, sequence, kind, body.Span));
    }

    /// <inheritdoc/>
    void ICheckUser.OnViolation(LayerKind check, Sentence sentence) =>
        _outbox.Tell(NoticeLevel.Warning, $"{LayerTraits.Of(check).Name} does not hold: {sentence}");

    /// <summary>The vote is open from START on.</summary>
    private void OpenDirectly(Running running)
    {
        running.OpenedAt = _now;
        running.LocalClosing = new LocalClosingRule(_options, running.Manifest.ReVote, running.Box, _now, running.IsMember,
            running.IsChair);
        running.Texts = new TextPlan(_options.Id, running.IsMember ? _options.Messages : 0, _options.Seed, _now);
        running.Texts.Restore(running.OwnTexts);
        _lifecycle.Fire(ElectionTrigger.Open);
    }

    private static Instant NextDirectDeadline(Running running)
    {
        Instant earliest = running.Texts!.Due;
        LocalClosingRule closing = running.LocalClosing!;
        if (running.IsChair && !running.CloseMade)
            earliest = Instant.Min(earliest, closing.TimeUp);
        // What waits for its check is counted before anything closes.
        return running.Pipeline.Waiting > 0 ? earliest : Instant.Min(earliest, closing.Due());
    }

    /// <summary>Whether a text was sent.</summary>
    private bool SendTexts(Running running)
    {
        if (running.LocalClosing is not { } closing)
            return false;
        TextPlan texts = running.Texts!;
        bool isSent = texts.Due <= _now && _stack.Started!.TrySendText(Encoding.UTF8.GetBytes(texts.Text));
        if (texts.Due <= _now)
            texts.Advance(_now, isSent);
        closing.HasMoreToSay = texts.Due != Instant.Never;
        return isSent;
    }

    /// <summary>
    /// Closes when its time has come. A node whose earlier life signed a RESULT closes where that life did, with the very statements that
    /// its journal delivered first.
    /// </summary>
    private void CloseDirectlyIfDue(Running running)
    {
        if (running.LocalClosing is not { } closing || running.Box.IsClosed)
            return;
        bool isDue = _past.Result is not null
            ? running.Counted == running.Direct.Restored
            : running.Pipeline.Waiting == 0 && closing.Due() <= _now;
        if (!isDue)
            return;
        running.Box.CloseLocally();
        Closed(running);
        _outbox.Publish();
    }

    private void TellLate(Running running, ReadOnlySpan<byte> bytes)
    {
        bool isVote = SignedStatement.TryDecode(bytes, out SignedStatement? signed)
            && signed!.Statement.Kind is StatementKind.Vote or StatementKind.Abstain;
        if (!isVote || running.LateVotes >= MaxLateNotices || running.Direct.Knows(bytes))
            return;
        running.LateVotes++;
        _outbox.Tell(NoticeLevel.Warning,
            $"a vote of {running.NameOf(signed!.Statement.Signer)} came after this node had closed: it is not counted here");
    }
}

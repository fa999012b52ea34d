using System.Text;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Voting.Counting;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>
/// The part of an election that only a weaker order has: votes count as they are delivered here, and the node closes for itself. Nobody
/// leads, no index means anything to others, and the node goes on without a majority.
/// </summary>
internal sealed class WeakerOrder
{
    /// <summary>The most notices of votes that came too late.</summary>
    private const int MaxLateNotices = 16;

    private readonly StartedStack _stack;
    private readonly CurrentStep _step;
    private readonly DeliveryPipeline _pipeline;
    private readonly BallotBox _box;
    private readonly Func<Hash256, string> _nameOf;
    private readonly bool _isMember;
    private readonly LocalClosingRule _closing;
    private readonly TextPlan _texts;
    private readonly DirectLog _log = new();
    private int _ownTexts;
    private int _lateVotes;

    /// <summary>Begins with nothing delivered; the vote is open from now on.</summary>
    /// <param name="options">The node's plans.</param>
    /// <param name="stack">The layers that deliver.</param>
    /// <param name="step">The node's step.</param>
    /// <param name="pipeline">Takes delivered statements.</param>
    /// <param name="box">The ballot box that they reach.</param>
    /// <param name="closing">The time to close.</param>
    /// <param name="nameOf">Names the holder of a key.</param>
    /// <param name="isMember">True if this node is a member.</param>
    public WeakerOrder(NodeCoreOptions options, StartedStack stack, CurrentStep step, DeliveryPipeline pipeline, BallotBox box,
        LocalClosingRule closing, Func<Hash256, string> nameOf, bool isMember)
    {
        _stack = stack;
        _step = step;
        _pipeline = pipeline;
        _box = box;
        _closing = closing;
        _nameOf = nameOf;
        _isMember = isMember;
        _texts = new TextPlan(options.Id, isMember ? options.Messages : 0, options.Seed, step.Now);
    }

    /// <summary>The statements delivered here.</summary>
    public DirectLog Log => _log;

    /// <summary>The time at which the next text or the close is due.</summary>
    public Instant NextDeadline
    {
        get
        {
            // A statement that waits for its check is counted before anything closes.
            Instant close = _pipeline.Waiting > 0 ? Instant.Never : _closing.Due();
            return Instant.Min(_texts.Due, close);
        }
    }

    /// <summary>Takes a delivered message.</summary>
    public void Take(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored)
    {
        _step.Outbox.Deliver(origin, sequence, kind, body);
        bool isCounted = kind == StreamMessageKind.Submit && !_box.IsClosed;
        if (kind == StreamMessageKind.Text)
            _ownTexts += origin == _stack.Membership.Self ? 1 : 0;
        else if (!isCounted)
            TellLate(body.Span);
        else if (_log.TryAdd(body, isRestored))
        {
            _pipeline.OnOrdered(_log.Last, body, _step.Outbox);
            _pipeline.OnDelivered(_log.Last);
        }
        // Statements after the close are no part of the count: a later life need not begin with them.
        if (!isRestored && _isMember && (isCounted || kind == StreamMessageKind.Text))
            _step.Outbox.Journal(JournalRecordKind.Delivered, DeliveredRecord.Encode(origin, sequence, kind, body.Span));
    }

    /// <summary>Everything that the journal held has been delivered again: the texts go on where the earlier lives ended.</summary>
    public void EndRestore() => _texts.Restore(_ownTexts);

    /// <summary>Notes that a vote was counted or refused.</summary>
    public void NoteVote() => _closing.NoteVote(_step.Now);

    /// <summary>Sends the text that is due. Returns whether it was sent.</summary>
    public bool SendTexts()
    {
        bool isSent = _texts.Due <= _step.Now && _stack.TrySendText(Encoding.UTF8.GetBytes(_texts.Text));
        if (_texts.Due <= _step.Now)
            _texts.Advance(_step.Now, isSent);
        _closing.HasMoreToSay = _texts.Due != Instant.Never;
        return isSent;
    }

    /// <summary>
    /// Returns whether it is time to close. A node whose earlier life signed a RESULT closes where that life did, with the very statements
    /// that its journal delivered first.
    /// </summary>
    /// <param name="counted">The last counted statement.</param>
    /// <param name="hasResult">True if an earlier life signed a RESULT.</param>
    public bool IsCloseDue(LogIndex counted, bool hasResult) => hasResult
        ? counted == _log.Restored
        : _pipeline.Waiting == 0 && _closing.Due() <= _step.Now;

    private void TellLate(ReadOnlySpan<byte> bytes)
    {
        bool isVote = SignedStatement.TryDecode(bytes, out SignedStatement? signed)
            && signed!.Statement.Kind is StatementKind.Vote or StatementKind.Abstain;
        if (!isVote || _lateVotes >= MaxLateNotices || _log.Knows(bytes))
            return;
        _lateVotes++;
        _step.Outbox.Tell(NoticeLevel.Warning,
            $"a vote of {_nameOf(signed!.Statement.Signer)} came after this node had closed: it is not counted here");
    }
}

using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>The votes of this node's voter: cast at the person's wish or as planned, and followed until they count.</summary>
internal sealed class OwnVotes
{
    private readonly NodeCoreOptions _options;
    private readonly CurrentStep _step;
    private readonly Manifest _manifest;
    private readonly BallotBox _box;
    private readonly OwnStatements _statements;
    private readonly Hash256 _voter;
    private readonly bool _isMember;
    private int _cast;

    /// <summary>Begins with no vote cast.</summary>
    public OwnVotes(NodeCoreOptions options, CurrentStep step, Manifest manifest, BallotBox box, OwnStatements statements, bool isMember)
    {
        _options = options;
        _step = step;
        _manifest = manifest;
        _box = box;
        _statements = statements;
        _voter = (options.VoterKey ?? options.Key).Fingerprint;
        _isMember = isMember;
    }

    /// <summary>The reply to a vote that comes too early or too late.</summary>
    public static Sentence NotOpen => $"the election is not open: nothing was sent";

    /// <summary>The vote cast last, as it is shown; null before it.</summary>
    public OwnVoteView? Latest { get; private set; }

    /// <summary>True if this node's voter may vote here.</summary>
    public bool MayVote => _isMember && _box.Electorate.PlaceOf(_voter) >= 0;

    private bool HasPlanned => _isMember && _cast < _options.Votes.Length;

    /// <summary>The time of the next planned vote, in an election that opened here at <paramref name="openedAt"/>.</summary>
    public Instant NextPlanned(Instant openedAt) => HasPlanned ? openedAt + _options.Votes[_cast].After : Instant.Never;

    /// <summary>Casts a vote, or abstains when <paramref name="choice"/> is null; tells why where it cannot.</summary>
    public void Cast(int? choice)
    {
        if (!_isMember || !_box.IsOpen)
            _step.Outbox.Tell(NoticeLevel.Warning, NotOpen);
        else if (!MayVote)
            _step.Outbox.Tell(NoticeLevel.Error, $"this node's key is not on the roll: its vote is not sent");
        else if (choice is { } place && (place < 0 || place >= _manifest.Choices.Length))
            _step.Outbox.Tell(NoticeLevel.Error, $"there is no choice {place + 1}: nothing was sent");
        else if (_statements.Vote(choice, _step.Outbox) is null)
            _step.Outbox.Tell(NoticeLevel.Warning, $"too many statements are under way: nothing was sent");
        else
        {
            Latest = new OwnVoteView(choice, StatementStage.Sent, LogIndex.None, null);
            _step.Outbox.Publish();
        }
    }

    /// <summary>Casts the planned votes whose time has come.</summary>
    public void CastPlanned(Instant openedAt)
    {
        while (_box.IsOpen && _step.Now >= NextPlanned(openedAt))
        {
            Cast(_options.Votes[_cast].Choice);
            _cast++;
        }
    }

    /// <summary>Takes up a vote of an earlier life: it counts as cast.</summary>
    public void Restore(Statement vote)
    {
        _cast++;
        Latest = new OwnVoteView(ChoiceOf(vote), StatementStage.Sent, LogIndex.None, null);
    }

    /// <summary>Follows a counted or refused statement, if it is a vote of this node's voter.</summary>
    public void NoteCounted(ReadOnlySpan<byte> bytes, LogIndex index, BallotOutcome outcome)
    {
        if (!SignedStatement.TryDecode(bytes, out SignedStatement? signed) || signed!.Statement.Signer != _voter
            || signed.Statement.Kind is not (StatementKind.Vote or StatementKind.Abstain))
        {
            return;
        }
        // The voter may have another terminal, or had an earlier life here whose journal is lost.
        Sentence whose = _statements.TakeBack(signed.Statement, outcome.IsAccepted) ? $"this node's vote"
            : Sentence.Of($"a vote of this node's voter");
        // A vote that was replaced since is no longer the one shown.
        if (_statements.Awaited == 0 || signed.Statement.Sequence >= _statements.LastSequence)
        {
            StatementStage stage = outcome.IsAccepted ? StatementStage.Counted : StatementStage.Refused;
            Sentence? why = outcome.Refusal is { } refusal ? Sentence.Of($"{refusal.ToText()}") : null;
            Latest = new OwnVoteView(ChoiceOf(signed.Statement), stage, index, why);
        }
        if (!outcome.IsAccepted)
            _step.Outbox.Tell(NoticeLevel.Warning, $"{whose} is not counted: {outcome} at index {index}");
        else if (_manifest.Order == DeliveryOrder.Atomic)
            _step.Outbox.Tell(NoticeLevel.Info, $"{whose} is committed at index {index}");
        else
            _step.Outbox.Tell(NoticeLevel.Info, $"{whose} is delivered and counted here");
    }

    /// <summary>Notes the close: a vote that has not come back, or was never cast, is not counted.</summary>
    public void NoteClosed(Sentence closed)
    {
        if (_statements.Awaited > 0)
            Latest = Latest! with { Stage = StatementStage.Refused, Why = closed };
        if (_statements.Awaited > 0 || HasPlanned)
            _step.Outbox.Tell(NoticeLevel.Warning, $"not counted: {closed}");
    }

    private static int? ChoiceOf(Statement vote) => vote.Kind == StatementKind.Vote ? vote.Choice : null;
}

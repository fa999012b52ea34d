using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Core;

/// <summary>
/// The election of one node from START on: it opens, counts, casts, closes, compares and leaves. <see cref="NodeCore"/> hands it what the
/// layers below deliver, and asks it after every input whether more has become possible.
/// </summary>
internal sealed partial class HeldElection
{
    private readonly NodeCoreOptions _options;
    private readonly StartedStack _stack;
    private readonly CurrentStep _step;
    private readonly ElectionCourse _course;
    private readonly OwnPast _past;
    private readonly Manifest _manifest;
    private readonly Instant _startedAt;
    private readonly bool _isMember;
    private readonly bool _isChair;
    private readonly BallotBox _box;
    private readonly TranscriptLines _lines;
    private readonly DeliveryPipeline _pipeline;
    private readonly OwnStatements _own;
    private readonly OwnVotes _votes;
    private readonly ResultComparison _comparison;
    private readonly Progress _progress;
    private readonly CountedStatements _counted = new();
    private readonly WeakerOrder? _weaker;
    private IClosingRule? _closing;
    private Instant _openedAt;
    private Hash256 _chain;
    private bool _openMade;
    private bool _closeMade;

    /// <summary>Sets up the parts. Nothing happens before <see cref="Begin"/> but the replay of earlier lives.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="past">The statements of the node's earlier lives.</param>
    /// <param name="stack">The layers above the barrier.</param>
    /// <param name="step">The node's step.</param>
    /// <param name="course">The election's course.</param>
    /// <param name="manifest">The manifest on which the members agreed.</param>
    /// <param name="isMember">True if this node is a member.</param>
    public HeldElection(NodeCoreOptions options, OwnPast past, StartedStack stack, CurrentStep step, ElectionCourse course,
        Manifest manifest, bool isMember)
    {
        Proposal proposal = stack.Membership.Proposal;
        _options = options;
        _past = past;
        _stack = stack;
        _step = step;
        _course = course;
        _manifest = manifest;
        _startedAt = step.Now;
        _isMember = isMember;
        _isChair = isMember && manifest.Chair == options.Id;
        _box = new BallotBox(proposal, manifest, options.Algorithm);
        _lines = new TranscriptLines(proposal, manifest, _box.Electorate, options.Algorithm);
        _chain = TranscriptChain.Start(proposal.Id);
        _own = new OwnStatements(options.Algorithm, proposal.Id, options.Key.Fingerprint, options.VoterKey);
        _votes = new OwnVotes(options, step, manifest, _box, _own, isMember);
        _comparison = new ResultComparison(options, stack, step, course, manifest, _lines, isMember);
        _progress = new Progress(stack, options.QuorumTimeout);
        Dictionary<Hash256, PublicKey> keys = KeysOf(_box.Electorate, proposal);
        _pipeline = new DeliveryPipeline(fingerprint => keys.GetValueOrDefault(fingerprint));
        if (stack.IsAtomic)
            return;
        var closing = new LocalClosingRule(options, manifest.ReVote, _box, step.Now, isMember, _isChair);
        _weaker = new WeakerOrder(options, stack, step, _pipeline, _box, closing, NameOf, isMember);
        (_closing, _openedAt) = (closing, step.Now);
    }

    /// <summary>The reply to a chair that closes too early or too late.</summary>
    public static Sentence NotClosedBeforeOpen => $"not closed: the vote is not open";

    /// <summary>True once the node has nothing more to do in this election.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The node's progress.</summary>
    public Standing Standing => new(_stack.Epoch, _stack.IsLeading, LastOrdered, Committed, _own.Submitted)
    {
        Election = ElectionTag.Of(_stack.Membership.Proposal.Id),
    };

    /// <summary>The time at which this election next wants a timer.</summary>
    public Instant NextDeadline
    {
        get
        {
            Instant earliest = _comparison.NextDeadline;
            if (_comparison.HasClosed)
                return earliest;
            earliest = Instant.Min(earliest, _progress.StallsAt);
            if (_closing is not { } closing)
                return earliest;
            earliest = Instant.Min(earliest, _votes.NextPlanned(_openedAt));
            if (_isChair && !_closeMade)
                earliest = Instant.Min(earliest, closing.TimeUp);
            if (_weaker is { } weaker)
                return Instant.Min(earliest, weaker.NextDeadline);
            return _stack.IsLeading && !_closeMade ? Instant.Min(earliest, closing.Due()) : earliest;
        }
    }

    private LogIndex LastOrdered => _weaker is { } weaker ? weaker.Log.Last : _stack.LastOrdered;

    private LogIndex Committed => _weaker is { } weaker ? weaker.Log.Last : _stack.Committed;

    /// <summary>Begins, once everything that the journal holds of earlier lives has been told.</summary>
    /// <param name="readySignatures">The members' READY signatures, by rank.</param>
    public void Begin(IReadOnlyList<ReadOnlyMemory<byte>> readySignatures)
    {
        _step.Outbox.Transcript(_lines.Header(readySignatures));
        if (!_isMember && _stack.Membership.Listed.IsMember)
            _step.Outbox.Tell(NoticeLevel.Warning,
                $"this node restarted without its journal: it only learns, and signs nothing more in this election");
        if (_isMember)
            TakeUp();
        _weaker?.EndRestore();
        if (_weaker is not null)
            _course.Move(ElectionTrigger.Open);
        _step.Outbox.Publish();
    }

    /// <summary>Does everything that has become possible. Returns whether the stack has something new to send because of it.</summary>
    public bool Advance()
    {
        CloseLocallyIfDue();
        while (_pipeline.TryTake(out LogIndex index, out ReadOnlyMemory<byte> bytes, out bool valid))
        {
            Count(index, bytes, valid);
            CloseLocallyIfDue();
        }
        OpenIfDue();
        if (_closing is not null && _past.Result is null)
            _votes.CastPlanned(_openedAt);
        CloseIfDue();
        bool submitted = _own.Submit(_step.Durable, _stack);
        submitted |= _weaker?.SendTexts() ?? false;
        _comparison.Compare();
        bool said = _comparison.Say();
        LeaveIfDue();
        return submitted || said;
    }

    /// <summary>Casts a vote, or abstains when <paramref name="choice"/> is null; tells why where it cannot.</summary>
    public void Cast(int? choice) => _votes.Cast(choice);

    /// <summary>Submits a statement that was signed elsewhere.</summary>
    public void PassOn(SignedStatement statement) => _own.PassOn(statement);

    /// <summary>
    /// Closes at the wish of the person here. The chair is a member, and any member's CLOSE closes: the first in the log counts, and the
    /// leader has ordered all it held before it.
    /// </summary>
    public void CloseByChair()
    {
        if (!_isMember || !_box.IsOpen)
            _step.Outbox.Tell(NoticeLevel.Warning, NotClosedBeforeOpen);
        else if (!_isChair)
            _step.Outbox.Tell(NoticeLevel.Warning, $"not closed: only the chair that the manifest names can close");
        else if (!_closeMade)
            MakeClose();
    }

    /// <summary>Takes a signature that a statement or the RESULT asked for.</summary>
    public void OnSigned(EffectToken token, ReadOnlySpan<byte> signature)
    {
        if (token.Owner == EffectOwner.Result)
            _comparison.OnSigned(signature);
        else
            _own.OnSigned(token.Number, signature, _step.Outbox);
    }

    /// <summary>Takes the verdict on a signature of an ordered statement or a RESULT.</summary>
    public void OnVerified(EffectToken token, bool valid)
    {
        if (token.Owner == EffectOwner.Result)
            _comparison.Results.OnVerified(token.Number, valid);
        else
            _pipeline.OnVerified(token.Number, valid);
    }

    /// <summary>Takes a statement that has its place in the log.</summary>
    public void OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement) => _pipeline.OnOrdered(index, statement, _step.Outbox);

    /// <summary>Forgets the statements after <paramref name="last"/>, which lost their places.</summary>
    public void OnTruncated(LogIndex last) => _pipeline.OnTruncated(last);

    /// <summary>Takes the delivery of the statement at an index.</summary>
    public void OnDelivered(LogIndex index) => _pipeline.OnDelivered(index);

    /// <summary>Takes a message of a weaker order.</summary>
    /// <exception cref="InvalidOperationException">The order is atomic.</exception>
    public void OnMessage(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored)
    {
        if (_weaker is not { } weaker)
            throw new InvalidOperationException("The atomic order delivers statements by their index.");
        weaker.Take(origin, sequence, kind, body, isRestored);
    }

    /// <summary>Takes a RESULT or DONE frame.</summary>
    public void OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body) => _comparison.OnFrame(member, kind, body);

    /// <summary>Notes that the node's mode in the log changed.</summary>
    public void OnMode()
    {
        LookAtProgress();
        _step.Outbox.Publish();
    }

    /// <summary>Notes that a member is suspected, or no longer.</summary>
    public void OnSuspicion(Rank member, bool suspected)
    {
        // The departure of a member that leaves was told already.
        if (!_stack.Membership.HasLeft(member))
        {
            _step.Outbox.Tell(suspected ? NoticeLevel.Warning : NoticeLevel.Info,
                suspected ? Sentence.Of($"{NameOf(member)} has not been heard for a while") : $"{NameOf(member)} is heard again");
        }
        OnMode();
    }

    /// <summary>Notes that a member began a new life.</summary>
    public void OnRestart(Rank member) => _step.Outbox.Tell(NoticeLevel.Info, $"{NameOf(member)} has restarted");

    /// <summary>Notes that a member came back without its journal.</summary>
    public void OnLearner(Rank member)
    {
        _step.Outbox.Tell(NoticeLevel.Warning, $"{NameOf(member)} has restarted without its journal: from now on it only learns");
        OnMode();
    }

    /// <summary>Notes that a member leaves.</summary>
    public void OnLeave(Rank member) => _step.Outbox.Tell(NoticeLevel.Warning, $"{NameOf(member)} leaves");

    private static Dictionary<Hash256, PublicKey> KeysOf(Electorate electorate, Proposal proposal)
    {
        var keys = new Dictionary<Hash256, PublicKey>();
        foreach (Voter voter in electorate.Voters)
            keys[voter.Key.Fingerprint] = voter.Key;
        foreach (Member member in proposal.Members)
            keys[member.Key.Fingerprint] = member.Key;
        return keys;
    }

    /// <summary>Takes up the statements of earlier lives: they go out again, and count as made.</summary>
    private void TakeUp()
    {
        foreach (SignedStatement signed in _past.Statements)
        {
            StatementKind kind = signed.Statement.Kind;
            _own.Restore(signed);
            _openMade |= kind == StatementKind.Open;
            _closeMade |= kind == StatementKind.Close;
            if (kind is StatementKind.Vote or StatementKind.Abstain)
                _votes.Restore(signed.Statement);
        }
        if (_past.Statements.Count > 0)
            _step.Outbox.Tell(NoticeLevel.Info, $"this node restarted: it continues where its journal ends");
    }

    private void Count(LogIndex index, ReadOnlyMemory<byte> bytes, bool valid)
    {
        if (_box.IsClosed)
            return;
        BallotOutcome outcome = _box.Apply(index, bytes.Span, valid);
        _chain = TranscriptChain.Next(_chain, index, bytes.Span);
        _step.Outbox.Transcript(_lines.Entry(index, bytes.Span, outcome, _chain));
        _counted.Add(index, outcome);
        _weaker?.NoteVote();
        _votes.NoteCounted(bytes.Span, index, outcome);
        if (_closing is null && _box.IsOpen)
        {
            _openedAt = _step.Now;
            _closing = new ClosingRule(_options, _manifest, _stack.Membership, _box, _step.Now);
            _course.Move(ElectionTrigger.Open);
        }
        if (_box.IsClosed)
            Closed();
        _step.Outbox.Publish();
    }

    /// <summary>The leader makes OPEN if nothing in the log opens the vote and nothing on its way could.</summary>
    private void OpenIfDue()
    {
        bool mayOpen = _stack.IsLeading && !_stack.HoldsUnordered && _stack.LastOrdered == _counted.Last;
        if (!mayOpen || _openMade || _box.IsOpen || _box.IsClosed)
            return;
        _openMade = true;
        _own.Open(_step.Outbox);
    }

    private void CloseIfDue()
    {
        if (_closeMade || !_box.IsOpen || _closing is not { } closing)
            return;
        if ((_stack.IsLeading && closing.Due() <= _step.Now) || (_isChair && closing.TimeUp <= _step.Now))
            MakeClose();
    }

    private void MakeClose()
    {
        _closeMade = true;
        _own.Close(_step.Outbox);
    }

    private void CloseLocallyIfDue()
    {
        if (_weaker is not { } weaker || _box.IsClosed || !weaker.IsCloseDue(_counted.Last, hasResult: _past.Result is not null))
            return;
        _box.CloseLocally();
        Closed();
        _step.Outbox.Publish();
    }

    private void Closed()
    {
        _course.Move(ElectionTrigger.Close);
        _votes.NoteClosed(_stack.IsAtomic ? $"closed at index {_box.CloseIndex}"
            : Sentence.Of($"this node closed after {_box.CloseIndex} votes"));
        _comparison.Close(CertificateBody.Of(_stack.Membership.Proposal.Id, _manifest, _box, _chain), _past.Result);
    }

    private void LeaveIfDue()
    {
        if (_comparison.HasClosed)
            IsOver = _comparison.TryLeave();
        else if (_step.Now >= _progress.StallsAt)
        {
            if (_course.Verdict is null)
                _course.End(ElectionTrigger.Stall, Verdict.Stalled, _progress.Blocked ?? $"no progress", _step.Outbox);
            IsOver = true;
        }
    }

    private void LookAtProgress()
    {
        string? before = _progress.Told;
        _progress.Look(_step.Now);
        if (_progress.Blocked is { } blocked && _progress.Told != before)
            _step.Outbox.Tell(NoticeLevel.Warning, blocked);
    }

    private MemberId NameOf(Rank member) => _stack.Membership.Proposal.Members[member.Value].Id;

    /// <summary>Names the holder of a key: a member, a voter, or else the key's first digits.</summary>
    private string NameOf(Hash256 fingerprint)
    {
        foreach (Member member in _stack.Membership.Proposal.Members)
        {
            if (member.Key.Fingerprint == fingerprint)
                return member.Id.Text;
        }
        int place = _box.Electorate.PlaceOf(fingerprint);
        return place >= 0 ? _box.Electorate.Voters[place].Name : fingerprint.ToString()[..8];
    }
}

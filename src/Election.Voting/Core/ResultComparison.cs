using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Core;

/// <summary>
/// The end of an election at one node: it signs its RESULT, says it until the others have it, compares it with theirs, and leaves. RESULTs
/// of others are taken from START on; this node's own follows its close.
/// </summary>
internal sealed class ResultComparison
{
    private static readonly TimeSpan s_resultRepeat = TimeSpan.FromMilliseconds(100);

    private readonly NodeCoreOptions _options;
    private readonly StartedStack _stack;
    private readonly CurrentStep _step;
    private readonly ElectionCourse _course;
    private readonly Manifest _manifest;
    private readonly TranscriptLines _lines;
    private readonly bool _isMember;
    private ClosedVote? _closed;
    private byte[] _ownResult = [];
    private ulong _resultRecord;
    private ulong _said;
    private Instant _due = Instant.Never;

    /// <summary>Begins with no RESULT.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="stack">Sends RESULT and DONE.</param>
    /// <param name="step">The node's step.</param>
    /// <param name="course">Takes the verdict.</param>
    /// <param name="manifest">The election's manifest.</param>
    /// <param name="lines">Writes the transcript's last line.</param>
    /// <param name="isMember">True if this node is a member, and so signs a RESULT.</param>
    public ResultComparison(NodeCoreOptions options, StartedStack stack, CurrentStep step, ElectionCourse course, Manifest manifest,
        TranscriptLines lines, bool isMember)
    {
        _options = options;
        _stack = stack;
        _step = step;
        _course = course;
        _manifest = manifest;
        _lines = lines;
        _isMember = isMember;
        Results = new ResultExchange(stack.Membership.Proposal, options.Algorithm);
    }

    /// <summary>The RESULTs here.</summary>
    public ResultExchange Results { get; }

    /// <summary>This node's result; null before its close.</summary>
    public CertificateBody? Body => _closed?.Body;

    /// <summary>The moment at which the certificate was complete.</summary>
    public Instant? CertifiedAt { get; private set; }

    /// <summary>True from the close on.</summary>
    public bool HasClosed => _closed is not null;

    /// <summary>The time at which RESULT is repeated, or the node leaves.</summary>
    public Instant NextDeadline => _closed is { } closed
        ? Instant.Min(_due, closed.Ending.LeaveAt(_step.Now, _course.AwaitsReturn)) : _due;

    private Proposal Proposal => _stack.Membership.Proposal;

    /// <summary>The vote is closed here: compares its result, and signs it unless an earlier life did.</summary>
    /// <param name="body">The result.</param>
    /// <param name="earlier">The RESULT of an earlier life; it is said again as it is, since no member signs twice.</param>
    /// <exception cref="InvalidOperationException">The earlier RESULT differs from the log.</exception>
    public void Close(CertificateBody body, SignedStatement? earlier)
    {
        _closed = new ClosedVote(body, new Ending(_options, _stack.Membership, Results, _step.Now));
        Statement result = ResultOf(body);
        if (!_isMember)
            Results.CompareWith(body);
        else if (earlier is null)
            _step.Outbox.Sign(new EffectToken(EffectOwner.Result, 0), result.SignedBytes());
        else if (earlier.Statement.Identity == result.Identity)
            Have(earlier, body);
        else
            throw new InvalidOperationException("This node's journal holds a RESULT that differs from what the log says now.");
    }

    /// <summary>Takes the signature of this node's RESULT.</summary>
    public void OnSigned(ReadOnlySpan<byte> signature)
    {
        if (_closed is not { } closed)
            throw new InvalidOperationException("A RESULT was signed before the close.");
        var signed = new SignedStatement(ResultOf(closed.Body), signature);
        _resultRecord = _step.Outbox.Journal(JournalRecordKind.Result, signed.Encode());
        Have(signed, closed.Body);
    }

    /// <summary>Takes a RESULT or DONE frame.</summary>
    public void OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body)
    {
        bool hasNoResult = kind == FrameKind.Done && body.IsEmpty && _stack.Membership.IsLearner(member);
        if (!hasNoResult)
            Results.OnReceived(member, body, _step.Outbox);
        if (kind == FrameKind.Done)
            Results.Done(member);
    }

    /// <summary>Comes to a verdict, once the RESULTs here suffice for one.</summary>
    public void Compare()
    {
        if (Results.Difference is { } difference && _course.Verdict != Verdict.Diverged)
            _course.End(ElectionTrigger.Diverge, Verdict.Diverged,
                Describe(difference.First, difference.FirstBody, difference.Second, difference.SecondBody), _step.Outbox);
        if (_course.Verdict is not null || Body is not { } body || Results.CountEqual(body) < Proposal.Majority)
            return;
        CertifiedAt = _step.Now;
        if (!_isMember)
            _step.Outbox.Transcript(_lines.Result(Results.AnyEqualTo(body)));
        _course.End(ElectionTrigger.Certify, Verdict.Certified, $"{body.Decision}", _step.Outbox);
    }

    /// <summary>Says RESULT or DONE when it is due. Returns whether it did.</summary>
    public bool Say()
    {
        Rank listed = _stack.Membership.Listed;
        bool isLearner = listed.IsMember && !_isMember;
        bool done = HoldsEnough();
        // A learner signs no RESULT: it can only say that it needs nothing more, so that nobody stays for it.
        bool hasWord = isLearner ? done : _ownResult.Length > 0 && _step.Durable >= _resultRecord;
        if (!hasWord)
            return false;
        bool news = done && !Results.IsDone(listed);
        if (done)
            Results.Done(listed);
        bool first = _due == Instant.Never;
        if (!first && !news && _step.Now < _due)
            return false;
        _stack.SendFrame(done ? FrameKind.Done : FrameKind.Result, ++_said, _ownResult, _step.Outbox);
        _due = _step.Now + s_resultRepeat;
        return true;
    }

    /// <summary>Returns whether it is time to leave; without a verdict, the node gives up then.</summary>
    public bool TryLeave()
    {
        if (_closed is not { } closed || _step.Now < closed.Ending.LeaveAt(_step.Now, _course.AwaitsReturn))
            return false;
        if (_course.Verdict is null)
        {
            int equal = Results.CountEqual(closed.Body);
            _course.End(ElectionTrigger.GiveUp, Verdict.NoResult,
                $"{equal} of {Proposal.Members.Length} members signed this result; {Proposal.Majority} are needed", _step.Outbox);
        }
        return true;
    }

    private Statement ResultOf(CertificateBody body) =>
        Statement.Result(_options.Algorithm, Proposal.Id, _options.Key.Fingerprint, body.Encode());

    private void Have(SignedStatement signed, CertificateBody body)
    {
        _ownResult = signed.Encode();
        _step.Outbox.Transcript(_lines.Result(signed));
        Results.SetOwn(_stack.Membership.Self, signed, body);
    }

    /// <summary>
    /// Returns whether this node holds a certificate, or a RESULT of every member that is not suspected and may sign one. A weaker order
    /// has no log to catch up from: the node stays as long as it misses a message, or a member that is heard misses one of its own.
    /// </summary>
    private bool HoldsEnough()
    {
        if (!_stack.IsAtomic && !_stack.IsSettled)
            return false;
        if (_course.Verdict == Verdict.Certified)
            return true;
        // A node that hears no majority can be certified yet: were it done, the others would leave before the network heals.
        if (_closed is null || _stack.Membership.Unsuspected < Proposal.Majority)
            return false;
        for (int i = 0; i < Proposal.Members.Length; i++)
        {
            var member = new Rank(i);
            bool isAwaited = !_stack.Membership.IsSuspected(member) && !_stack.Membership.IsLearner(member);
            if (isAwaited && !Results.Has(member))
                return false;
        }
        return true;
    }

    private Sentence Describe(Rank first, CertificateBody a, Rank second, CertificateBody b)
    {
        string one = first.IsMember ? Proposal.Members[first.Value].Id.Text : _options.Id.Text;
        string two = Proposal.Members[second.Value].Id.Text;
        if (!_stack.IsAtomic)
        {
            return a.Tally == b.Tally
                ? Sentence.Of($"{one} counted {TallyText(a)}; {two} {TallyText(b)}, from different votes")
                : $"{one} counted {TallyText(a)}; {two} {TallyText(b)}";
        }
        Sentence field = a.CloseIndex != b.CloseIndex ? Sentence.Of($"closed at {a.CloseIndex} and {b.CloseIndex}")
            : a.Head != b.Head ? Sentence.Of($"heads {a.Head.ToString()[..16]} and {b.Head.ToString()[..16]} at index {a.CloseIndex}")
            : a.Decision != b.Decision ? Sentence.Of($"decisions {a.Decision} and {b.Decision} on the same {a.CloseIndex} statements")
            : $"tallies {TallyText(a)} and {TallyText(b)} of the same {a.CloseIndex} statements";
        return $"{one} and {two} differ: {field}";
    }

    private string TallyText(CertificateBody body) =>
        string.Join(", ", _manifest.Choices.Zip(body.Tally.Counts, (choice, count) => $"{choice} {count}"));

    /// <summary>The result of a closed vote, and the rule by which the node leaves.</summary>
    private sealed record ClosedVote(CertificateBody Body, Ending Ending);
}

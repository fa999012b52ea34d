using System.Diagnostics;
using System.Text;
using Election.Groups.Layers;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Checks;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>
/// One node of an election, whole and without input or output: the group's layers below, the election that is held on them above
/// (<see cref="HeldElection"/>), and the way of every input to one of the two. If its driver keeps the contract of <see cref="INode"/>,
/// it guarantees docs/guarantees.md, "The promises", in the atomic order, and "The weaker orders" in a weaker one.
/// </summary>
public sealed partial class NodeCore : INode, IGroupUser
{
    private readonly NodeCoreOptions _options;
    private readonly GroupStack _stack;
    private readonly CurrentStep _step = new();
    private readonly ElectionCourse _course = new();
    private readonly OwnPast _past = new();
    private HeldElection? _election;
    private IReadOnlyList<ReadOnlyMemory<byte>> _readySignatures = [];
    private int _discovered;
    private int _ready;
    private bool _finished;

    /// <summary>Builds a node. It does nothing until it is stepped.</summary>
    /// <exception cref="InvalidOperationException">The manifest is not well formed: the operator's words were not checked.</exception>
    /// <exception cref="ArgumentException">The checks cannot stand in the order's stack, or there are texts in the atomic
    /// order.</exception>
    public NodeCore(NodeCoreOptions options)
    {
        _options = options;
        if (options.Messages < 0 || options.Messages > (options.Manifest.Order == DeliveryOrder.Atomic ? 0 : NodeCoreOptions.MaxMessages))
            throw new ArgumentException($"A node sends 0 to {NodeCoreOptions.MaxMessages} texts, and none in the atomic order.",
                nameof(options));
        var group = new GroupOptions
        {
            Group = options.GroupTag,
            MaxDatagramBytes = options.MaxDatagramBytes,
            Seed = options.Seed,
            Timing = options.Timing,
            Layers = OrderStack.Of(options.Manifest.Order, options.Checks.AsSpan()),
            Barrier = new BarrierOptions
            {
                Self = new Member(options.Id, options.Key),
                Incarnation = options.Incarnation,
                Journal = options.Journal,
                Expect = options.Expect,
                IsCandidate = options.Role != NodeRole.Observer,
                Context = options.Manifest.Encode(),
                Judge = Judge,
                JudgeContext = JudgeContext,
                Topic = TopicOf(options.Topic ?? options.Manifest.Title),
                Terms = Hash256.Of((options.Manifest with { Nonce = default }).Encode()).Prefix,
                TopicOf = TopicOf,
                IsPast = election => options.PastElections.Contains(election.Code),
                ChairOf = ChairOf,
                IsEnough = IsEnough,
                Given = options.Given,
                Timeout = options.BarrierTimeout,
            },
        };
        _stack = new GroupStack(group, this);
    }

    /// <inheritdoc/>
    public Instant? NextDeadline
    {
        get
        {
            if (_finished)
                return null;
            if (_course.State == ElectionState.Draft)
                return Instant.Zero;
            Instant earliest = _stack.NextDeadline;
            if (_election is { } election)
                earliest = Instant.Min(earliest, election.NextDeadline);
            return earliest == Instant.Never ? null : earliest;
        }
    }

    /// <inheritdoc/>
    public Standing Standing => _election?.Standing ?? default;

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        if (_finished)
            return;
        _step.Begin(now, outbox);
        if (input.Kind == InputKind.Recovered)
        {
            Recover(input);
            return;
        }
        if (_course.State == ElectionState.Draft)
        {
            _course.Move(ElectionTrigger.Gather);
            _stack.Start(now, outbox);
        }
        Take(input);
        do
            _stack.Flush(now, outbox);
        while (!_finished && Advance());
    }

    /// <summary>
    /// The election from START on. The layers above the barrier speak only then: anything they tell before is a broken invariant.
    /// </summary>
    private HeldElection Election => _election ?? throw new InvalidOperationException("A layer above the barrier spoke before START.");

    private bool Advance()
    {
        if (_election is not { } election)
            return false;
        bool hasNews = election.Advance();
        if (election.IsOver)
            Finish();
        return hasNews;
    }

    private void Take(in NodeInput input)
    {
        switch (input.Kind)
        {
            case InputKind.Timer:
                _stack.OnTimer(_step.Now, _step.Outbox);
                break;
            case InputKind.Datagram:
                _stack.OnDatagram(input.Bytes.Span, _step.Now, _step.Outbox);
                break;
            case InputKind.Command:
                Obey(input.Command);
                break;
            case InputKind.Signed:
                OnSigned(input.Token, input.Bytes);
                break;
            case InputKind.Verified:
                OnVerified(input.Token, input.Valid);
                break;
            case InputKind.Journalled:
                _step.NoteDurable(input.JournalSequence);
                _stack.OnJournalled(input.JournalSequence, _step.Now, _step.Outbox);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Takes a record of an earlier life. What was promised, voted and signed there is kept: a node that comes back with its journal is the
    /// member it was.
    /// </summary>
    private void Recover(in NodeInput input)
    {
        if (_course.State != ElectionState.Draft)
            throw new InvalidOperationException("The journal is read back before anything else.");
        if (!_past.TryAdd(input.Record, input.Bytes.Span))
            _stack.Recover(input.Record, input.Bytes.Span);
    }

    private void OnSigned(EffectToken token, ReadOnlyMemory<byte> signature)
    {
        switch (token.Owner)
        {
            case EffectOwner.Barrier:
                _stack.OnSigned(token, signature, _step.Outbox);
                break;
            case EffectOwner.Statement or EffectOwner.Result:
                Election.OnSigned(token, signature.Span);
                break;
            default:
                throw new InvalidOperationException($"Nobody asked for the signature {token}.");
        }
    }

    private void OnVerified(EffectToken token, bool valid)
    {
        switch (token.Owner)
        {
            case EffectOwner.Barrier:
                _stack.OnVerified(token, valid, _step.Outbox);
                break;
            case EffectOwner.Ordered or EffectOwner.Result:
                Election.OnVerified(token, valid);
                break;
            default:
                throw new InvalidOperationException($"Nobody asked for the check {token}.");
        }
    }

    private void Obey(NodeCommand? command)
    {
        switch (command)
        {
            case CastVote when _election is null:
                _step.Outbox.Tell(NoticeLevel.Warning, OwnVotes.NotOpen);
                break;
            case CastVote vote:
                Election.Cast(vote.Choice);
                break;
            case StartWithPresent:
                if (_stack.StartWithPresent(_step.Outbox) is { } why)
                    _step.Outbox.Tell(NoticeLevel.Warning, $"not started: {why}");
                break;
            case CloseVote when _election is null:
                _step.Outbox.Tell(NoticeLevel.Warning, HeldElection.NotClosedBeforeOpen);
                break;
            case CloseVote:
                Election.CloseByChair();
                break;
            case AwaitReturn ordered:
                _course.AwaitsReturn = ordered.IsAwaited;
                break;
            case SubmitSigned given:
                _election?.PassOn(given.Statement);
                break;
            case LeaveElection:
                _stack.Leave(_step.Outbox);
                break;
            case LookAgain:
                _step.Outbox.Publish();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Finish()
    {
        if (_finished)
            return;
        _finished = true;
        // A stalled election is not over: this node stays bound to it until it is started with --fresh.
        if (_election is not null && _course.Verdict != Verdict.Stalled)
            _step.Outbox.Journal(JournalRecordKind.Finished, default);
        _stack.Flush(_step.Now, _step.Outbox);
        _stack.Stop();
        _step.Outbox.Publish();
        _step.Outbox.Finish();
    }

    /// <summary>Compares a proposal's manifest with this node's own; a pure question.</summary>
    private Sentence? Judge(Proposal proposal)
    {
        if (JudgeContext(proposal.Members[0].Id, proposal.Context) is { } objection)
            return objection;
        _ = Manifest.TryDecode(proposal.Context.Span, out Manifest? theirs);
        return Electorate.Create(theirs!, proposal).Refusal;
    }

    private Sentence? JudgeContext(MemberId other, ReadOnlyMemory<byte> context)
    {
        if (!Manifest.TryDecode(context.Span, out Manifest? theirs))
            return $"{other} proposes a manifest that this program cannot read";
        return _options.Manifest.FirstDifference(theirs!) is { } difference
            ? Sentence.Of(
                $"{other} has {difference.Field} \"{difference.Theirs}\", but {_options.Id} has \"{
                    difference.Mine}\": give all nodes the same")
            : null;
    }

    private static ulong TopicOf(Proposal proposal) =>
        Manifest.TryDecode(proposal.Context.Span, out Manifest? theirs) ? TopicOf(theirs!.Title) : 0;

    private static ulong TopicOf(string title) => Hash256.Of(Encoding.UTF8.GetBytes(title)).Prefix;

    private static Member? ChairOf(Proposal proposal)
    {
        if (!Manifest.TryDecode(proposal.Context.Span, out Manifest? manifest) || manifest!.Chair is not { } chair)
            return null;
        Rank rank = proposal.RankOf(chair.Tag);
        return rank.IsMember ? proposal.Members[rank.Value] : null;
    }

    private bool IsEnough(Proposal proposal)
    {
        int onRoll = 0;
        foreach (Voter voter in _options.Manifest.Roll)
        {
            foreach (Member member in proposal.Members)
                onRoll += member.Key.Equals(voter.Key) ? 1 : 0;
        }
        return 2 * proposal.Members.Length > _options.Expect || 2 * onRoll > Math.Max(1, _options.Manifest.Roll.Length);
    }

    /// <inheritdoc/>
    void IBarrierUser.OnGathering(int discovered, int ready)
    {
        if (discovered == _discovered && ready == _ready)
            return;
        _discovered = discovered;
        _ready = ready;
        _step.Outbox.Publish();
    }

    /// <inheritdoc/>
    void IGroupUser.OnStart(StartedStack stack, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered)
    {
        if (!Manifest.TryDecode(stack.Membership.Proposal.Context.Span, out Manifest? manifest))
            throw new InvalidOperationException("START carries a manifest that was judged and does not read.");
        _readySignatures = readySignatures;
        _election = new HeldElection(_options, _past, stack, _step, _course, manifest!, answered);
    }

    /// <inheritdoc/>
    void IGroupUser.OnRestored()
    {
        _course.Move(ElectionTrigger.Start);
        Election.Begin(_readySignatures);
    }

    /// <inheritdoc/>
    void IBarrierUser.OnRefused(Sentence sentence)
    {
        _course.Refuse(sentence);
        Finish();
    }

    /// <inheritdoc/>
    void IBarrierUser.OnBarrierTimeout(Sentence sentence)
    {
        _course.End(ElectionTrigger.Stall, Verdict.Stalled, sentence, _step.Outbox);
        Finish();
    }

    /// <inheritdoc/>
    void IBarrierUser.OnBarrierNotice(NoticeLevel level, Sentence sentence) => _step.Outbox.Tell(level, sentence);

    /// <inheritdoc/>
    void IAtomicUser.OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement) => Election.OnOrdered(index, statement);

    /// <inheritdoc/>
    void IAtomicUser.OnTruncated(LogIndex last) => Election.OnTruncated(last);

    /// <inheritdoc/>
    void IAtomicUser.OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement) => Election.OnDelivered(index);

    /// <inheritdoc/>
    void IAtomicUser.OnMode(AtomicState state) => Election.OnMode();

    /// <inheritdoc/>
    void IDirectUser.OnMessage(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored) =>
        Election.OnMessage(origin, sequence, kind, body, isRestored);

    /// <inheritdoc/>
    void ICheckUser.OnViolation(LayerKind check, Sentence sentence) =>
        _step.Outbox.Tell(NoticeLevel.Warning, $"{LayerTraits.Of(check).Name} does not hold: {sentence}");

    /// <inheritdoc/>
    void IGroupUser.OnSuspicion(Rank member, bool suspected) => Election.OnSuspicion(member, suspected);

    /// <inheritdoc/>
    void IGroupUser.OnRestart(Rank member) => Election.OnRestart(member);

    /// <inheritdoc/>
    void IGroupUser.OnLearner(Rank member) => Election.OnLearner(member);

    /// <inheritdoc/>
    void IGroupUser.OnLeave(Rank member) => Election.OnLeave(member);

    /// <inheritdoc/>
    void IGroupUser.OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body) => Election.OnFrame(member, kind, body);
}

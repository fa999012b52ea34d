using System.Diagnostics;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Wire;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Stateless;

namespace Election.Voting.Core;

/// <summary>
/// One node of an election, whole and without input or output: the group's layers below, the ballot box above, and the lifecycle that
/// binds them. If its driver keeps the contract of <see cref="INode"/>, it guarantees docs/guarantees.md, "The promises", in the atomic
/// order, and "The weaker orders" in a weaker one.
/// </summary>
public sealed partial class NodeCore : INode, IGroupUser
{
    private readonly NodeCoreOptions _options;
    private readonly GroupStack _stack;
    private readonly StateMachine<ElectionState, ElectionTrigger> _lifecycle = Lifecycle.Create();
    private Outbox _outbox = new();
    private Instant _now;
    private ulong _durable;
    private readonly OwnPast _past = new();
    private Running? _running;
    private IReadOnlyList<ReadOnlyMemory<byte>> _readySignatures = [];
    private int _discovered;
    private int _ready;
    private Verdict? _verdict;
    private Sentence? _reason;
    private bool _refused;
    private bool _finished;
    private bool _awaitsReturn;

    /// <summary>Builds a node. It does nothing until it is stepped.</summary>
    /// <exception cref="InvalidOperationException">The manifest is not well formed: whoever built the options did not check the operator's
    /// words.</exception>
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
            if (_lifecycle.State == ElectionState.Draft)
                return Instant.Zero;
            Instant earliest = _stack.NextDeadline;
            if (_running is { } running)
                earliest = Instant.Min(earliest, NextOwnDeadline(running));
            return earliest == Instant.Never ? null : earliest;
        }
    }

    /// <inheritdoc/>
    public void Step(in NodeInput input, Instant now, Outbox outbox)
    {
        if (_finished)
            return;
        _outbox = outbox;
        _now = now;
        if (input.Kind == InputKind.Recovered)
        {
            Recover(input);
            return;
        }
        if (_lifecycle.State == ElectionState.Draft)
        {
            _lifecycle.Fire(ElectionTrigger.Gather);
            _stack.Start(now, outbox);
        }
        Take(input);
        do
            _stack.Flush(now, outbox);
        while (!_finished && Advance());
    }

    private void Take(in NodeInput input)
    {
        switch (input.Kind)
        {
            case InputKind.Timer:
                _stack.OnTimer(_now, _outbox);
                break;
            case InputKind.Datagram:
                _stack.OnDatagram(input.Bytes.Span, _now, _outbox);
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
                _durable = Math.Max(_durable, input.JournalSequence);
                _stack.OnJournalled(input.JournalSequence, _now, _outbox);
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
        if (_lifecycle.State != ElectionState.Draft)
            throw new InvalidOperationException("The journal is read back before anything else.");
        if (!_past.TryAdd(input.Record, input.Bytes.Span))
            _stack.Recover(input.Record, input.Bytes.Span);
    }

    private void OnSigned(EffectToken token, ReadOnlyMemory<byte> signature)
    {
        switch (token.Owner)
        {
            case EffectOwner.Barrier:
                _stack.OnSigned(token, signature, _outbox);
                break;
            case EffectOwner.Statement:
                _running!.Own.OnSigned(token.Number, signature.Span, _outbox);
                break;
            case EffectOwner.Result:
                OwnResultSigned(_running!, signature.Span);
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
                _stack.OnVerified(token, valid, _outbox);
                break;
            case EffectOwner.Ordered:
                _running!.Pipeline.OnVerified(token.Number, valid);
                break;
            case EffectOwner.Result:
                _running!.Results.OnVerified(token.Number, valid);
                break;
            default:
                throw new InvalidOperationException($"Nobody asked for the check {token}.");
        }
    }

    /// <summary>Compares a proposal's manifest with this node's own; a pure question.</summary>
    private Sentence? Judge(Proposal proposal)
    {
        MemberId proposer = proposal.Members[0].Id;
        if (!Manifest.TryDecode(proposal.Context.Span, out Manifest? theirs))
            return $"{proposer} proposes a manifest that this program cannot read";
        if (_options.Manifest.FirstDifference(theirs!) is { } difference)
            return $"{proposer} has {difference.Field} \"{difference.Theirs}\", but {_options.Id} has \"{
            difference.Mine}\": give all nodes the same";
        return Electorate.TryCreate(theirs!, proposal, out _, out Sentence reason) ? null : reason;
    }

    /// <inheritdoc/>
    void IBarrierUser.OnGathering(int discovered, int ready)
    {
        if (discovered == _discovered && ready == _ready)
            return;
        _discovered = discovered;
        _ready = ready;
        _outbox.Publish();
    }

    /// <inheritdoc/>
    void IGroupUser.OnStart(StartedStack stack, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered)
    {
        Proposal proposal = stack.Membership.Proposal;
        if (!Manifest.TryDecode(proposal.Context.Span, out Manifest? manifest))
            throw new InvalidOperationException("START carries a manifest that was judged and does not read.");
        _running = new Running(_options, proposal, manifest!, stack, answered, _now);
        _readySignatures = readySignatures;
    }

    /// <inheritdoc/>
    void IGroupUser.OnRestored()
    {
        Proposal proposal = _running!.Proposal;
        bool answered = _running.IsMember;
        _lifecycle.Fire(ElectionTrigger.Start);
        _outbox.Transcript(_running.Lines.Header(_readySignatures));
        if (!answered && proposal.RankOf(_options.Id.Tag).IsMember)
            _outbox.Tell(NoticeLevel.Warning,
                $"this node was started again without its journal: it learns, and signs nothing more in this election");
        else if (!answered && _options.Role != NodeRole.Observer)
            _outbox.Tell(NoticeLevel.Warning,
                $"this node is not among the {proposal.Members.Length} members of this election: it watches, and votes for nothing");
        if (answered)
            TakeUp(_running);
        if (!_running.IsAtomic)
            OpenDirectly(_running);
        _outbox.Publish();
    }

    /// <inheritdoc/>
    void IBarrierUser.OnRefused(Sentence sentence)
    {
        _refused = true;
        _reason = sentence;
        Finish();
    }

    /// <inheritdoc/>
    void IBarrierUser.OnBarrierTimeout(Sentence sentence)
    {
        _lifecycle.Fire(ElectionTrigger.Stall);
        End(Verdict.Stalled, sentence);
        Finish();
    }

    /// <inheritdoc/>
    void IBarrierUser.OnBarrierNotice(NoticeLevel level, Sentence sentence) => _outbox.Tell(level, sentence);

    /// <inheritdoc/>
    void IAtomicUser.OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement) => _running!.Pipeline.OnOrdered(index, statement, _outbox);

    /// <inheritdoc/>
    void IAtomicUser.OnTruncated(LogIndex last) => _running!.Pipeline.OnTruncated(last);

    /// <inheritdoc/>
    void IAtomicUser.OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement) => _running!.Pipeline.OnDelivered(index);

    /// <inheritdoc/>
    void IAtomicUser.OnMode(AtomicState state)
    {
        LookAtProgress();
        _outbox.Publish();
    }

    /// <inheritdoc/>
    void IGroupUser.OnSuspicion(Rank member, bool suspected)
    {
        // Of one that leaves this was told already.
        if (!_stack.Started!.Membership.HasLeft(member))
        {
            _outbox.Tell(suspected ? NoticeLevel.Warning : NoticeLevel.Info,
                suspected ? Sentence.Of($"{NameOf(member)} has not been heard for a while") : $"{NameOf(member)} is heard again");
        }
        LookAtProgress();
        _outbox.Publish();
    }

    /// <inheritdoc/>
    void IGroupUser.OnRestart(Rank member) => _outbox.Tell(NoticeLevel.Info, $"{NameOf(member)} was started again");

    /// <inheritdoc/>
    void IGroupUser.OnLearner(Rank member)
    {
        _outbox.Tell(NoticeLevel.Warning, $"{NameOf(member)} was started again without its journal: it only learns from now on");
        LookAtProgress();
        _outbox.Publish();
    }

    /// <inheritdoc/>
    void IGroupUser.OnLeave(Rank member) => _outbox.Tell(NoticeLevel.Warning, $"{NameOf(member)} leaves");

    /// <summary>Who votes at this node.</summary>
    private Hash256 Voter => (_options.VoterKey ?? _options.Key).Fingerprint;

    private MemberId NameOf(Rank member) => _stack.Started!.Membership.Proposal.Members[member.Value].Id;

    private void LookAtProgress()
    {
        if (_running?.Progress is not { } progress)
            return;
        string? before = progress.Told;
        progress.Look(_now);
        if (progress.Blocked is { } blocked && progress.Told != before)
            _outbox.Tell(NoticeLevel.Warning, blocked);
    }

    /// <inheritdoc/>
    void IGroupUser.OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body)
    {
        if (_running is not { } running)
            return;
        bool hasNoResult = kind == FrameKind.Done && body.IsEmpty && _stack.Started!.Membership.IsLearner(member);
        if (!hasNoResult)
            running.Results.OnReceived(member, body, _outbox);
        if (kind == FrameKind.Done)
            running.Results.Done(member);
    }
}

using System.Text;
using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers.Checks;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Scripts;

/// <summary>A script's description of a node that comes to the barrier.</summary>
internal sealed record StackSetup(string Name)
{
    public string Id { get; init; } = Name;

    public string KeyName { get; init; } = Name;

    public ulong Life { get; init; } = 1;

    public int Expect { get; init; } = 3;

    public string Context { get; init; } = "";

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsObserver { get; init; }

    public ulong Seed { get; init; } = 1;

    public OrderStack Layers { get; init; } = OrderStack.Atomic;
}

/// <summary>A whole stack: barrier, the layers of an order, suspicion.</summary>
internal sealed class StackNode : ScriptNode, IGroupUser
{
    private readonly StackSetup _setup;
    private (int, int) _gathered;

    public StackNode(StackSetup setup) : base(setup.Name)
    {
        _setup = setup;
        Stack = new GroupStack(new GroupOptions
        {
            Group = TestGroup.Tag,
            Seed = setup.Seed,
            Layers = setup.Layers,
            Barrier = new BarrierOptions
            {
                Self = new Member(TestGroup.Id(setup.Id), Key),
                Incarnation = new Incarnation(setup.Life),
                Journal = new JournalId(setup.Life),
                Expect = setup.Expect,
                IsCandidate = !setup.IsObserver,
                Context = Encoding.UTF8.GetBytes(setup.Context),
                Judge = Judge,
                Timeout = setup.Timeout,
            },
        }, this);
    }

    public GroupStack Stack { get; }

    public override PublicKey Key => TestGroup.Key(_setup.KeyName);

    public override Instant NextDeadline => Stack.NextDeadline;

    public override string State => Stack.Started is not { } started
        ? "at the barrier"
        : Stack.IsAtomic ? $"{Stack.Mode}, ordered {started.LastOrdered}, delivered {started.Committed}{Suspects(started)}"
        : $"holds {started.Queues.ForGap}, {started.Queues.ForWindow} wait for the window{Suspects(started)}";

    /// <summary>Comes to the barrier.</summary>
    public void Start(Instant now) => Step(now, () => Stack.Start(now, Outbox));

    /// <summary>Begins past the barrier.</summary>
    public void Begin(Proposal group, Instant now) => Step(now, () => Stack.Begin(group, [], asMember: true, now, Outbox));

    public override void OnDatagram(ReadOnlySpan<byte> datagram, Instant now)
    {
        Stack.OnDatagram(datagram, now, Outbox);
        Stack.Flush(now, Outbox);
    }

    public override void OnTimer(Instant now) => Step(now, () => Stack.OnTimer(now, Outbox));

    public override void OnJournalled(ulong sequence, Instant now) => Step(now, () => Stack.OnJournalled(sequence, now, Outbox));

    public override void OnSigned(ReadOnlyMemory<byte> signature, Instant now) =>
        Step(now, () => Stack.OnSigned(new EffectToken(EffectOwner.Barrier, 0), signature, Outbox));

    public override void OnVerified(EffectToken token, bool valid, Instant now) => Step(now, () => Stack.OnVerified(token, valid, Outbox));

    public override void Send(ReadOnlySpan<byte> text, bool isFinal, Instant now)
    {
        if (Stack.Started?.TrySubmit(text, isFinal) != true)
            Told.Add("cannot submit");
        Stack.Flush(now, Outbox);
    }

    void IBarrierUser.OnGathering(int discovered, int ready)
    {
        if (_gathered != (discovered, ready))
            Told.Add($"sees {discovered} here, {ready} ready");
        _gathered = (discovered, ready);
    }

    void IGroupUser.OnStart(StartedStack stack, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures, bool answered)
    {
        // A node that was put past the barrier did not pass it.
        if (readySignatures.Count > 0)
            Told.Add($"passes the barrier as {(answered ? "a member" : "an observer")}");
    }

    void IGroupUser.OnRestored()
    {
    }

    void IBarrierUser.OnRefused(Sentence sentence) => Told.Add($"refuses: {sentence.ToString()}");

    void IBarrierUser.OnBarrierTimeout(Sentence sentence) => Told.Add($"gives up: {sentence.ToString()}");

    void IBarrierUser.OnBarrierNotice(NoticeLevel level, Sentence sentence) => Told.Add($"notes: {sentence.ToString()}");

    void IAtomicUser.OnOrdered(LogIndex index, ReadOnlyMemory<byte> statement) =>
        Told.Add($"has {index} = {FrameText.Quote(statement.Span)} in its log");

    void IAtomicUser.OnTruncated(LogIndex last) => Told.Add($"has nothing after {last} in its log");

    void IAtomicUser.OnDelivered(LogIndex index, ReadOnlyMemory<byte> statement) =>
        Told.Add($"delivers {index} = {FrameText.Quote(statement.Span)}");

    void IAtomicUser.OnMode(AtomicState state) => Told.Add($"is {state}");

    void IGroupUser.OnSuspicion(Rank member, bool suspected) => Told.Add($"{(suspected ? "suspects" : "trusts")} {NameOf(member)}");

    void IGroupUser.OnRestart(Rank member) => Told.Add($"sees that {NameOf(member)} was started again");

    void IGroupUser.OnLearner(Rank member) => Told.Add($"sees that {NameOf(member)} lost its journal");

    void IGroupUser.OnLeave(Rank member) => Told.Add($"sees that {NameOf(member)} leaves");

    void IDirectUser.OnMessage(Rank origin, ulong sequence, StreamMessageKind kind, ReadOnlyMemory<byte> body, bool isRestored) =>
        Told.Add($"delivers {new StreamNumber(sequence).NameOf(TestGroup.Id(NameOf(origin)))} {FrameText.Quote(body.Span)}");

    void ICheckUser.OnViolation(LayerKind check, Sentence sentence) =>
        Told.Add($"violates {LayerTraits.Of(check).Name}: {sentence.ToString()}");

    void IGroupUser.OnFrame(Rank member, FrameKind kind, ReadOnlySpan<byte> body) => Told.Add($"takes {kind} of {NameOf(member)}");

    private void Step(Instant now, Action input)
    {
        input();
        Stack.Flush(now, Outbox);
    }

    /// <summary>Contexts are lists of field=value, separated by ';'; the first field that differs is named.</summary>
    private Sentence? Judge(Proposal proposal)
    {
        string[] theirs = Encoding.UTF8.GetString(proposal.Context.Span).Split(';'), mine = _setup.Context.Split(';');
        for (int i = 0; i < Math.Min(theirs.Length, mine.Length); i++)
        {
            if (theirs[i] != mine[i])
                return $"{proposal.Members[0].Id} has {theirs[i]}, {_setup.Id} has {mine[i]}";
        }
        return null;
    }

    private string Suspects(StartedStack started)
    {
        var suspects = new List<string>();
        for (int i = 0; i < started.Membership.Count; i++)
        {
            if (started.Membership.IsSuspected(new Rank(i)))
                suspects.Add(NameOf(new Rank(i)));
        }
        return suspects.Count == 0 ? "" : $", suspects {string.Join(" ", suspects)}";
    }

    private string NameOf(Rank rank) => Stack.Started!.Membership.Proposal.Members[rank.Value].Id.Text;
}

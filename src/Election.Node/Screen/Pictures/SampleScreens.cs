using System.Collections.Immutable;
using Election.Groups.Faults;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Runtime.Network;
using Election.Voting.Core;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Node.Screen.Pictures;

/// <summary>
/// The screen of n1 in each phase of one invented election of five nodes, always the same. It serves the pictures in the documentation and
/// the tests of the screen.
/// </summary>
internal static class SampleScreens
{
    private const int Members = 5;

    private static readonly ImmutableArray<string> s_choices = ["Sánchez", "Pérez"];
    private static readonly Proposal s_proposal = new(
        [.. Enumerable.Range(1, Members).Select(number => new Member(Id(number), KeyOf(number)))], Manifest().Encode());

    /// <summary>The phases, in the order in which an election reaches them; the last ones are alternatives.</summary>
    public static ImmutableArray<string> Phases { get; } =
        ["starting", "gathering", "open", "voted", "blocked", "closed", "certified", "diverged", "stalled"];

    /// <summary>The member with a number, from 1.</summary>
    public static MemberId Id(int number) => MemberId.Parse($"n{number}");

    /// <summary>A screen in a phase, 80×24, with a short log.</summary>
    public static UiModel Model(string phase, NodeRole role = NodeRole.Voter) => Model(phase, new UiSettings { Id = Id(1), Role = role });

    /// <summary>A screen in a phase with the given settings.</summary>
    public static UiModel Model(string phase, UiSettings settings)
    {
        var model = new UiModel { Settings = settings };
        Sentence opening = $"{"n1"} on {"239.192.7.1:45678"} via {"loopback"}, ttl {0}, seed {42}{""}{""}{""}";
        model = UiUpdate.Apply(model, new NoticeArrived(NoticeLevel.Info, opening, TimeSpan.FromSeconds(0.1))).Model;
        Sentence silence = $"{"n3"} has not been heard for a while";
        model = UiUpdate.Apply(model, new NoticeArrived(NoticeLevel.Warning, silence, TimeSpan.FromSeconds(2.5))).Model;
        return Of(phase) is { } picture ? UiUpdate.Apply(model, new SnapshotArrived(picture, TimeSpan.FromSeconds(3))).Model : model;
    }

    /// <summary>The node's picture in a phase; null in the phase before its first snapshot.</summary>
    public static NodePicture? Of(string phase) => phase switch
    {
        "starting" => null,
        "gathering" => new NodePicture(Before(), Barrier(), [], default),
        "open" => Started(ElectionState.Open, [1, 1], Detail(2)),
        "voted" => Started(ElectionState.Open, [2, 1], Detail(3) with { OwnVote = OwnVote() }),
        "blocked" => Started(
            ElectionState.Open, [1, 1], Detail(2) with { Blocked = $"no quorum ({2} of {5})", Majority = (3, 2) }, suspected: 3),
        "closed" => Ended(ElectionState.Closed, null, null, 2),
        "certified" => Ended(ElectionState.Certified, Verdict.Certified, "elected:Sánchez", 5),
        "diverged" => Diverged(),
        "stalled" => Stalled(),
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };

    private static Manifest Manifest() => new() { Title = "Delegate", Choices = s_choices, Quorum = 3, Chair = Id(1) };

    private static PublicKey KeyOf(int number) => new([.. Enumerable.Repeat((byte)number, PublicKey.SizeBytes)]);

    private static NodeSnapshot Before() => new()
    {
        Id = Id(1),
        State = ElectionState.Gathering,
        Mode = AtomicState.Idle,
        Title = "Delegate",
        Choices = s_choices,
        Expect = Members,
        Discovered = Members,
        Ready = 4,
        Members = [],
        Counts = [0, 0],
        Abstentions = 0,
        Delivered = 0,
        Voters = 0,
        Committed = LogIndex.None,
        Counters = [],
    };

    private static NodeDetail Barrier() => new()
    {
        Chair = Id(1),
        MayVote = true,
        Quorum = 3,
        Presence =
        [
            .. Enumerable.Range(1, Members)
                .Select(number => new PresenceView(Id(number), number != 3, TimeSpan.FromSeconds(number == 3 ? 2 : 0), null)),
        ],
        TimeLeft = TimeSpan.FromSeconds(21),
    };

    private static NodeDetail Detail(int votes) => new()
    {
        Chair = Id(1),
        MayVote = true,
        Quorum = 3,
        Deliveries =
        [
            .. Enumerable.Range(1, votes + 1).Select(Delivered),
            new DeliveryView(new LogIndex((ulong)votes + 2), "n5", 1, $"{"Pérez"}", StatementStage.Ordered, $"awaits a majority"),
        ],
        Queues = new QueueStanding(0, 1, 0),
        Links = [.. Enumerable.Range(1, Members).Select(Link)],
        Majority = (3, 5),
        TimeLeft = TimeSpan.FromSeconds(95),
    };

    private static DeliveryView Delivered(int index) => index == 1
        ? new DeliveryView(new LogIndex(1), "n1", 0, $"{StatementKind.Open.ToText()}", StatementStage.Counted, null)
        : new DeliveryView(new LogIndex((ulong)index), $"n{index}", 1, $"{s_choices[index % 2]}", StatementStage.Counted, null);

    private static LinkView Link(int number) => new(Id(number),
        new LinkStanding((ulong)(number * 4), (ulong)((number * 4) - (number == 4 ? 1 : 0)), number == 4 ? 2 : 0, number == 2 ? 3 : 0,
            number == 4 ? 1 : 0, number == 4 ? 7UL : 0, number == 1 ? null : TimeSpan.FromMilliseconds(1.25 * number)),
        TimeSpan.FromMilliseconds(number == 1 ? 0 : 40 * number));

    private static NodePicture Started(ElectionState state, long[] counts, NodeDetail detail, int suspected = 0) => new(
        Before() with
        {
            State = state,
            Mode = AtomicState.Leading,
            ElectionId = s_proposal.Id,
            Ready = Members,
            Voters = Members,
            Counts = [.. counts],
            Delivered = (int)counts.Sum(),
            Committed = new LogIndex((ulong)counts.Sum() + 1),
            Members =
            [
                .. Enumerable.Range(1, Members).Select(number => new MemberView(
                    Id(number), number == 1, number == 1, number > Members - suspected, number <= (int)counts.Sum(), false, false)),
            ],
            StartedAt = Instant.Zero,
        },
        detail, [Fault("n2>n1:loss=10%")], new FaultCounters(4, 0, 0, 0, 0));

    private static NodePicture Ended(ElectionState state, Verdict? verdict, string? decision, int results)
    {
        var body = new CertificateBody(s_proposal.Id, new LogIndex(7), Hash256.Of([7]), new Tally([3, 2], 0), Decision.Elected("Sánchez"));
        NodePicture open = Started(ElectionState.Open, [3, 2], Detail(5) with
        {
            OwnVote = OwnVote(),
            Deliveries =
            [
                .. Enumerable.Range(1, 6).Select(Delivered),
                new DeliveryView(new LogIndex(7), "n1", 0, $"{StatementKind.Close.ToText()}", StatementStage.Counted, null),
            ],
            Results = [.. Enumerable.Range(1, results).Select(number => Result(number, body, true))],
            Queues = default,
            TimeLeft = null,
        });
        return open with
        {
            Snapshot = open.Snapshot with
            {
                State = state,
                Verdict = verdict,
                Reason = $"{decision}",
                Decision = body.Decision.Text,
                Head = body.Head,
                CloseIndex = body.CloseIndex,
                Members =
                    [.. open.Snapshot.Members.Select((member, i) => member with { HasResult = i < results, IsDone = i < results - 1 })],
                Certificate = verdict == Verdict.Certified ? Certify(body, results) : null,
            },
        };
    }

    private static NodePicture Diverged()
    {
        NodePicture closed = Ended(ElectionState.Diverged, Verdict.Diverged,
            "n1 and n4 differ: heads ca358758f6d27e6c and 084fed08b978af4d at index 7", 3);
        var other = new CertificateBody(s_proposal.Id, new LogIndex(7), Hash256.Of([8]), new Tally([2, 3], 0), Decision.Elected("Pérez"));
        return WithDifference(closed, Result(4, other, false));
    }

    private static NodePicture WithDifference(NodePicture closed, ResultView theirs) => closed with
    {
        Detail = closed.Detail with { Results = closed.Detail.Results.Add(theirs), Difference = (closed.Detail.Results[0], theirs) },
    };

    private static ResultView Result(int number, CertificateBody body, bool isOwn) =>
        new(Id(number), body.CloseIndex, body.Head, body.Tally.Counts, body.Tally.Abstentions, body.Decision.Text,
            $"{number:x2}{number:x2}beef", isOwn);

    private static SignedStatement Signed(int number, CertificateBody body) =>
        new(Statement.Result(SignatureAlgorithm.EcdsaP256Sha256, s_proposal.Id, KeyOf(number).Fingerprint, body.Encode()),
            new byte[SignatureFormat.SizeBytes]);

    private static Certificate Certify(CertificateBody body, int results) => new(s_proposal, body, SignatureAlgorithm.EcdsaP256Sha256,
        [.. Enumerable.Range(1, results).Select(number => Signed(number, body))]);

    private static OwnVoteView OwnVote() => new(0, StatementStage.Counted, new LogIndex(4), null);

    private static NodePicture Stalled() => new(
        Before() with
        {
            State = ElectionState.Stalled,
            Verdict = Verdict.Stalled,
            Reason = $"{1} of {5} nodes are missing; here: {"n1, n2, n4, n5"}",
        },
        Barrier() with { TimeLeft = null }, [], default);

    private static FaultSpec Fault(string text) => FaultSpec.Read(text).OrThrow();
}

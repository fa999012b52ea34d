using Election.Groups.Layers.Atomic;
using Election.Groups.Layers.Barrier;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Groups.Tests.Scripts;
using Election.Groups.Tests.Support;

namespace Election.Groups.Tests.Layers;

public sealed class SuspicionTests
{
    private static readonly JournalId s_journal = new(1);

    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_silence = s_beat * SuspicionLayer.MissedBeats;

    private readonly Membership _membership = new(TestGroup.Of(3), NodeTag.Of(TestGroup.Id("n001")), Instant.Zero);
    private readonly SuspicionLayer _suspicion;

    public SuspicionTests() => _suspicion = new SuspicionLayer(_membership, s_beat);

    [Fact]
    public void A_member_silent_for_twelve_beats_is_suspected_and_this_node_never_is()
    {
        Assert.Equal(Rank.None, _suspicion.TakeSuspect(Instant.Zero + s_silence - TimeSpan.FromTicks(1)));
        Assert.Equal(new Rank(1), _suspicion.TakeSuspect(Instant.Zero + s_silence));
        Assert.Equal(new Rank(2), _suspicion.TakeSuspect(Instant.Zero + s_silence));
        Assert.Equal(Rank.None, _suspicion.TakeSuspect(Instant.Zero + s_silence));

        Assert.Equal(1, _membership.Unsuspected);
        Assert.Null(_suspicion.NextDeadline);
    }

    [Fact]
    public void Any_sign_of_life_puts_suspicion_off_or_lifts_it()
    {
        Instant heard = Instant.Zero + s_beat;
        Assert.False(_suspicion.Heard(new Rank(1), heard));
        Assert.Equal(new Rank(2), _suspicion.TakeSuspect(Instant.Zero + s_silence));
        Assert.Equal(Rank.None, _suspicion.TakeSuspect(Instant.Zero + s_silence));
        Assert.Equal(heard + s_silence, _suspicion.NextDeadline);

        Assert.True(_suspicion.Heard(new Rank(2), Instant.Zero + s_silence));
        Assert.False(_membership.IsSuspected(new Rank(2)));
    }

    [Fact]
    public void A_leader_that_loses_its_quorum_is_isolated_and_leads_again_when_it_is_heard()
    {
        var node = new StackNode(new StackSetup("n001"));
        node.Begin(TestGroup.Of(3), Instant.Zero);
        while (node.NextDeadline <= Instant.Zero + s_silence)
            node.OnTimer(node.NextDeadline);
        Assert.Equal(AtomicState.Isolated, node.Stack.Mode);

        node.OnDatagram(
            Datagrams.Of("n002", Epoch.First, Election.Groups.Wire.FrameKind.Commit, 0, [], proposal: TestGroup.Of(3)),
            Instant.Zero + s_silence);

        Assert.Equal(AtomicState.ViewChange, node.Stack.Mode);
        Assert.Equal(["suspects n002", "suspects n003", "trusts n002"],
            node.Told.Where(told => !told.StartsWith("is", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_first_life_heard_is_the_members_a_lower_one_is_stale_and_a_higher_one_a_restart()
    {
        Assert.Equal(IncarnationCheck.Current, _membership.Check(new Rank(1), new Incarnation(5)));
        Assert.Equal(IncarnationCheck.Stale, _membership.Check(new Rank(1), new Incarnation(4)));
        Assert.Equal(IncarnationCheck.Restart, _membership.Check(new Rank(1), new Incarnation(6)));
        Assert.Equal(IncarnationCheck.Current, _membership.Check(new Rank(1), new Incarnation(6)));
        Assert.Equal(IncarnationCheck.Stale, _membership.Check(new Rank(1), new Incarnation(5)));
    }

    [Fact]
    public void A_learner_does_not_suspect_itself_and_counts_itself_to_no_majority()
    {
        Proposal group = TestGroup.Of(3);
        NodeTag self = group.Members[1].Id.Tag;
        var membership = new Membership(group, default, Instant.Zero, learner: self);
        var suspicion = new SuspicionLayer(membership, new GroupTiming().Beat);
        Instant late = Instant.Zero + TimeSpan.FromSeconds(5);

        Assert.Equal(2, membership.Unsuspected);
        Assert.Equal([new Rank(0), new Rank(2), Rank.None],
            new[] { suspicion.TakeSuspect(late), suspicion.TakeSuspect(late), suspicion.TakeSuspect(late) });
        Assert.Equal((Rank.None, new Rank(1)), (membership.Self, membership.Listed));
    }

    [Fact]
    public void A_learner_counts_to_no_majority_until_it_begins_another_life()
    {
        _membership.Check(new Rank(1), new Incarnation(5));
        int before = _membership.Unsuspected;

        Assert.True(_membership.SetLearner(new Rank(1)));
        Assert.False(_membership.SetLearner(new Rank(1)));
        Assert.Equal(before - 1, _membership.Unsuspected);

        _membership.Check(new Rank(1), new Incarnation(6));
        Assert.Equal(before, _membership.Unsuspected);
    }

    [Fact]
    public void A_later_life_brings_its_own_journal_and_an_earlier_one_takes_it_back_no_more()
    {
        var discovered = new Discovered();
        discovered.Note(TestGroup.Member("n1"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero);
        discovered.Note(TestGroup.Member("n1"), new Incarnation(2), new JournalId(2), ElectionTag.None, Instant.Zero);
        discovered.Note(TestGroup.Member("n1"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero);

        Assert.Equal(new JournalId(2), discovered.LowestFree(1)[0].Journal);
    }

    [Fact]
    public void No_more_nodes_are_remembered_at_the_barrier_than_its_limit_until_one_goes()
    {
        var discovered = new Discovered();
        for (int i = 0; i < Discovered.MaxNodes; i++)
            discovered.Note(TestGroup.Member($"m{i}"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero);
        discovered.Note(TestGroup.Member("late"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero + s_beat);
        Assert.Equal((Discovered.MaxNodes, Instant.Zero), (discovered.Count, discovered.LastNew));

        discovered.Remove(TestGroup.Id("m0"));
        discovered.Note(TestGroup.Member("late"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero + s_beat);

        Assert.Equal((Discovered.MaxNodes, Instant.Zero + s_beat), (discovered.Count, discovered.LastNew));
    }

    [Fact]
    public void A_node_silent_at_the_barrier_is_forgotten_but_never_this_one()
    {
        var discovered = new Discovered();
        discovered.Note(TestGroup.Member("me"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero);
        discovered.Note(TestGroup.Member("other"), new Incarnation(1), s_journal, ElectionTag.None, Instant.Zero);
        Assert.Empty(discovered.Expire(TestGroup.Id("me"), Instant.Zero + Discovered.Forget));
        Assert.NotEmpty(discovered.Expire(TestGroup.Id("me"), Instant.Zero + Discovered.Forget + TimeSpan.FromTicks(1)));

        Assert.Equal([TestGroup.Id("me")], discovered.Ids);
    }

    [Fact]
    public void Of_two_keys_under_one_id_the_earlier_life_is_kept_whichever_is_heard_first()
    {
        Member early = new(TestGroup.Id("n1"), TestGroup.Key("early")), late = new(TestGroup.Id("n1"), TestGroup.Key("late"));
        foreach (bool isEarlyFirst in new[] { true, false })
        {
            var discovered = new Discovered();
            Assert.Null(discovered.Note(
                isEarlyFirst ? early : late, new Incarnation(isEarlyFirst ? 1UL : 2), s_journal, ElectionTag.None, Instant.Zero));
            Assert.NotNull(discovered.Note(
                isEarlyFirst ? late : early, new Incarnation(isEarlyFirst ? 2UL : 1), s_journal, ElectionTag.None, Instant.Zero));
            Assert.Equal(early, discovered.LowestFree(1)[0].Member);
        }
    }
}

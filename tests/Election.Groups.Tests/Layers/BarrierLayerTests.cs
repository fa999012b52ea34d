using Election.Groups.Layers.Barrier;
using Election.Groups.Model;
using Election.Groups.Tests.Scripts;
using Election.Groups.Tests.Support;
using Election.Groups.Wire;

namespace Election.Groups.Tests.Layers;

/// <summary>The cases that the barrier's scripts do not show: damage, malice and odd timing.</summary>
public sealed class BarrierLayerTests
{
    private static readonly Instant s_now = Instant.FromMilliseconds(1);

    [Fact]
    public void A_start_heard_while_another_is_on_its_way_to_the_disk_does_not_take_its_place()
    {
        StackNode node = Observer();
        Proposal agreed = Group("n1", "n2"), forged = Group("n1", "n2", "n3");
        Hear(node, Start(agreed, isSigned: true));
        ulong pending = AnswerChecks(node);

        Hear(node, Start(forged, isSigned: false));
        AnswerChecks(node);
        node.OnJournalled(pending, s_now);

        Assert.Equal(agreed.Id, node.Stack.Started!.Membership.Proposal.Id);
    }

    [Fact]
    public void A_start_with_signatures_that_do_not_hold_does_not_keep_a_bound_node_from_passing()
    {
        StackNode node = Bound(out Proposal bound);
        Hear(node, Start(Group("n1", "n2", "n3"), isSigned: false));
        AnswerChecks(node);

        byte[] ready = [.. bound.Id.ToArray(), .. TestGroup.Sign(TestGroup.Key("n1"), bound.ReadyMessage(TestGroup.Key("n1")))];
        node.OnDatagram(Datagrams.Of("n1", Epoch.None, FrameKind.Ready, 0, ready), s_now);
        node.OnJournalled(AnswerChecks(node), s_now);

        Assert.Equal(bound.Id, node.Stack.Started?.Membership.Proposal.Id);
        Assert.Equal(1, node.Stack.Counters[GroupCounter.BadReadySignatures]);
    }

    [Fact]
    public void The_time_is_not_up_while_start_is_on_its_way_to_the_disk()
    {
        StackNode node = Observer();
        Hear(node, Start(Group("n1", "n2"), isSigned: true));
        ulong pending = AnswerChecks(node);
        Instant late = s_now + TimeSpan.FromSeconds(40);
        node.Told.Clear();
        node.OnTimer(late);

        node.OnJournalled(pending, late);

        Assert.Equal(["passes the barrier as an observer", "is Following"], node.Told);
    }

    [Fact]
    public void A_ready_that_reaches_the_disk_after_start_changes_nothing()
    {
        StackNode node = Fresh("n2");
        Hear(node, Proposal("n1", Group("n1", "n2")));
        Effect sign = node.Outbox.Effects.ToArray().Single(effect => effect.Kind == EffectKind.Sign);
        node.Outbox.Clear();
        Proposal other = Group("n1", "n2", "n3");
        Hear(node, Start(other, isSigned: true));
        ulong start = AnswerChecks(node);
        node.OnSigned(TestGroup.Sign(node.Key, sign.Bytes.Span), s_now);
        node.OnJournalled(start, s_now);
        node.Told.Clear();

        node.OnJournalled(node.Outbox.LastJournalSequence, s_now);

        Assert.Empty(node.Told);
        Assert.DoesNotContain(node.Outbox.Effects.ToArray(), effect => effect.Kind == EffectKind.Journal
            && effect.Record == JournalRecordKind.Start
            && effect.JournalSequence > start);
        node.Outbox.Clear();
        node.OnTimer(s_now);
        Assert.DoesNotContain(node.Outbox.Effects.ToArray(), effect => effect.Kind == EffectKind.Send
            && DatagramIdentity.TryPeek(effect.Bytes.Span, out DatagramIdentity sent) && sent.Kind == FrameKind.Discover);
    }

    [Fact]
    public void A_node_with_another_journal_than_the_proposal_was_made_to_answers_and_only_learns()
    {
        foreach (ulong journal in new ulong[] { 1, 2 })
        {
            StackNode node = Fresh("n2");
            Proposal group = Group("n1", "n2");
            Hear(node, Proposal("n1", group, journal));
            Effect sign = node.Outbox.Effects.ToArray().Single(effect => effect.Kind == EffectKind.Sign);
            node.Outbox.Clear();
            node.OnSigned(TestGroup.Sign(node.Key, sign.Bytes.Span), s_now);
            node.OnJournalled(node.Outbox.LastJournalSequence, s_now);
            node.OnTimer(s_now);
            Assert.Contains(node.Outbox.Effects.ToArray(), effect => effect.Kind == EffectKind.Send);

            Hear(node, Start(group, isSigned: true));
            node.OnJournalled(AnswerChecks(node), s_now);

            Assert.Equal(journal == 1, node.Stack.Started!.Membership.Self.IsMember);
        }
    }

    [Fact]
    public void A_ready_given_as_a_learner_is_a_learners_after_a_restart_too()
    {
        StackNode first = Fresh("n2");
        Proposal group = Group("n1", "n2");
        Hear(first, Proposal("n1", group, journal: 7));
        first.OnSigned(TestGroup.Sign(first.Key, group.ReadyMessage(first.Key)), s_now);
        Effect ready = first.Outbox.Effects.ToArray()
            .Single(effect => effect is { Kind: EffectKind.Journal, Record: JournalRecordKind.Ready });

        var node = new StackNode(new StackSetup("n2") { Expect = 2 });
        node.Stack.Recover(JournalRecordKind.Ready, ready.Bytes.Span);
        node.Start(s_now);
        Hear(node, Start(group, isSigned: true));
        node.OnJournalled(AnswerChecks(node), s_now);

        Assert.False(node.Stack.Started!.Membership.Self.IsMember);
    }

    private static StackNode Fresh(string name) => Started(new StackSetup(name) { Expect = 2 });

    private static StackNode Observer() => Started(new StackSetup("watcher") { IsObserver = true });

    private static StackNode Started(StackSetup setup)
    {
        var node = new StackNode(setup);
        node.Start(s_now);
        return node;
    }

    /// <summary>n2, which has said READY to n1's proposal.</summary>
    private static StackNode Bound(out Proposal proposal)
    {
        StackNode node = Fresh("n2");
        proposal = Group("n1", "n2");
        Hear(node, Proposal("n1", proposal));
        Effect sign = node.Outbox.Effects.ToArray().Single(effect => effect.Kind == EffectKind.Sign);
        node.Outbox.Clear();
        node.OnSigned(TestGroup.Sign(node.Key, sign.Bytes.Span), s_now);
        node.OnJournalled(node.Outbox.LastJournalSequence, s_now);
        return node;
    }

    private static Proposal Group(params string[] names) => new([.. names.Select(TestGroup.Member)], default);

    private static byte[] Proposal(string sender, Proposal proposal, ulong journal = 1) => Datagrams.Of(
        sender, Epoch.None, FrameKind.Propose, 0,
        new ProposeFrame(proposal, [.. Enumerable.Repeat(new JournalId(journal), proposal.Members.Length)]).Encoded.Span);

    private static byte[] Start(Proposal proposal, bool isSigned)
    {
        var signatures = new List<ReadOnlyMemory<byte>>();
        foreach (Member member in proposal.Members)
            signatures.Add(isSigned ? TestGroup.Sign(member.Key, proposal.ReadyMessage(member.Key)) : new byte[SignatureFormat.SizeBytes]);
        return Datagrams.Of("n1", Epoch.None, FrameKind.Start, 0, StartFrame.Write(proposal, signatures));
    }

    private static void Hear(StackNode node, byte[] datagram) => node.OnDatagram(datagram, s_now);

    /// <summary>Answers every requested verification, and returns the last journal record's number.</summary>
    private static ulong AnswerChecks(StackNode node)
    {
        Effect[] checks = [.. node.Outbox.Effects.ToArray().Where(effect => effect.Kind == EffectKind.Verify)];
        node.Outbox.Clear();
        foreach (Effect check in checks)
            node.OnVerified(check.Token, TestGroup.Holds(check), s_now);
        return node.Outbox.LastJournalSequence;
    }
}

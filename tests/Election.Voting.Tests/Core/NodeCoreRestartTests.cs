using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

/// <summary>A node that comes back: what it keeps, and what it may no longer do.</summary>
public sealed class NodeCoreRestartTests
{
    [Fact]
    public void A_member_that_comes_back_with_its_journal_votes_and_signs_as_if_it_had_not_been_away()
    {
        Room room = Room.Of(3, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        RoomNode before = room["n3"];
        room.Crash("n3");
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2), Votes = [new PlannedVote(1, TimeSpan.Zero)] },
            before.Journal);
        room.Command("n1", new CastVote(0));
        room.Command("n2", new CastVote(0));
        room.Run();

        Assert.All(new[] { room["n1"], room["n2"], after },
            node => Assert.Equal((Verdict.Certified, "2 1"), (node.Snapshot.Verdict!.Value, Counts(node))));
        Assert.Equal(3, room["n1"].Snapshot.Certificate!.Signatures.Length);
        Assert.Contains("n3 has restarted", room["n1"].Notices);
        Assert.Equal(room["n1"].Transcript[1..^1], after.Transcript[1..^1]);
    }

    [Fact]
    public void Nobody_waits_for_the_vote_of_a_member_that_lost_its_journal_and_it_signs_nothing()
    {
        Room room = Room.Of(3, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        RoomNode before = room["n3"];
        room.Crash("n3");
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2) });
        room.Run(() => after.Snapshot.State == ElectionState.Open);
        room.Command("n1", new CastVote(0));
        room.Command("n2", new CastVote(0));
        room.Run();

        Assert.All(new[] { room["n1"], room["n2"], after }, node => Assert.Equal(Verdict.Certified, node.Snapshot.Verdict));
        Assert.Contains("n3 has restarted without its journal: from now on it only learns", room["n1"].Notices);
        Assert.Empty(after.Signed);
    }

    [Fact]
    public void When_all_members_come_back_after_START_they_choose_a_leader_and_go_on()
    {
        Room room = Room.Of(3, options => options with { Votes = [new PlannedVote(0, TimeSpan.FromSeconds(5))] });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        RoomNode[] before = [.. room.Nodes];
        foreach (RoomNode node in before)
            room.Crash(node.Options.Id.Text);
        RoomNode[] after = [.. before.Select(node => room.Add(node.Options with { Incarnation = new Incarnation(2) }, node.Journal))];
        room.Run(longest: TimeSpan.FromMinutes(2));

        Assert.All(after, node => Assert.Equal(before[0].Snapshot.ElectionId, node.Snapshot.ElectionId));
        Assert.All(after, node => Assert.Equal((Verdict.Certified, "3 0"), (node.Snapshot.Verdict!.Value, Counts(node))));
    }

    [Fact]
    public void A_vote_that_was_journalled_but_never_sent_is_sent_again_byte_for_byte_by_the_next_life()
    {
        Room room = Room.Of(3);
        room.IsLost = (from, to, datagram) => from.Options.Id.Text == "n3" && Room.Holds(datagram, FrameKind.Data, FrameKind.Repair);
        room.Run(() => room["n3"].Journal.Any(record => record.Kind == JournalRecordKind.OwnStatement));
        RoomNode before = room["n3"];
        byte[] vote = before.Journal.Last(record => record.Kind == JournalRecordKind.OwnStatement).Bytes;
        room.Crash("n3");
        room.IsLost = (_, _, _) => false;
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2) }, before.Journal);
        room.Run();

        Assert.Equal("3 0", Counts(room["n1"]));
        Assert.DoesNotContain(after.Journal, record => record.Kind == JournalRecordKind.OwnStatement);
        Assert.Contains(room["n1"].Transcript, line => line.Contains(Convert.ToHexStringLower(vote), StringComparison.Ordinal));
    }

    [Fact]
    public void A_member_that_comes_back_after_its_RESULT_says_the_same_one_again()
    {
        Room room = Room.Of(3);
        room.Run(() => room["n3"].Journal.Any(record => record.Kind == JournalRecordKind.Result));
        RoomNode before = room["n3"];
        room.Crash("n3");
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2) }, before.Journal);
        room.Run();

        Assert.Equal(Verdict.Certified, after.Snapshot.Verdict);
        Assert.Equal(before.Snapshot.Head, after.Snapshot.Head);
        Assert.DoesNotContain(EffectOwner.Result, after.Signed);
    }

    [Fact]
    public void A_member_restarted_after_its_ready_gives_the_same_one_again_and_votes()
    {
        Room room = Room.Of(3);
        room.IsLost = (from, to, datagram) => from.Options.Id.Text == "n3" && Room.Holds(datagram, FrameKind.Ready);
        room.Run(() => room["n3"].Journal.Any(record => record.Kind == JournalRecordKind.Ready));
        RoomNode before = room["n3"];
        room.Crash("n3");
        room.IsLost = (from, to, datagram) => false;
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2) }, before.Journal);
        room.Run();

        Assert.DoesNotContain(EffectOwner.Barrier, after.Signed);
        Assert.Equal(Verdict.Certified, after.Snapshot.Verdict);
        Assert.Equal("3 0", Counts(room["n1"]));
    }

    [Fact]
    public void A_proposer_restarted_at_the_barrier_keeps_to_its_proposal()
    {
        Room room = Room.Of(2);
        room.IsLost = (from, to, datagram) => Room.Holds(datagram, FrameKind.Ready) && from.Options.Id.Text == "n2";
        room.Run(() => room["n1"].Journal.Count == 2);
        RoomNode before = room["n1"];
        room.Crash("n1");
        room.IsLost = (from, to, datagram) => false;
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2),
            Manifest = Room.Manifest with { Nonce = Hash256.Of([1]) } }, before.Journal);
        room.Run();

        Assert.Equal(Verdict.Certified, after.Snapshot.Verdict);
        Assert.NotEqual(-1, before.Journal[0].Bytes.AsSpan().IndexOf(after.Snapshot.Certificate!.Proposal.Encoded.Span));
    }

    private static string Counts(RoomNode node) => string.Join(' ', node.Snapshot.Counts);
}

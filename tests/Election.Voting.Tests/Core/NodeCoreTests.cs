using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

public sealed class NodeCoreTests
{
    [Fact]
    public void Three_nodes_certify_one_result_and_leave()
    {
        Room room = Room.Of(3, options => options with { Votes = [new PlannedVote(options.Id.Text == "n3" ? 1 : 0, TimeSpan.Zero)] });
        room.Run();

        foreach (RoomNode node in room.Nodes)
        {
            NodeSnapshot end = node.Snapshot;
            Assert.True(node.HasFinished);
            Assert.Equal((ElectionState.Certified, Verdict.Certified), (end.State, end.Verdict!.Value));
            Assert.Equal("2 1", Counts(node));
            Assert.Equal(3, end.Delivered);
            Assert.Equal(room.Nodes[0].Snapshot.Head, end.Head);
            Assert.Equal("elected:Sánchez", end.Decision);
            Assert.True(end.Certificate!.IsValid((key, message, signature) => signature.SequenceEqual(Room.Sign(key, message))));
            Assert.Contains("this node's vote is committed at index", string.Join('\n', node.Notices), StringComparison.Ordinal);
        }
        Assert.Equal(room["n1"].Transcript[..^1], room["n3"].Transcript[..^1]);
        Assert.Equal(room["n1"].Transcript[..^1], room["n2"].Transcript[..^1]);
    }

    [Fact]
    public void A_node_alone_holds_an_election_and_leaves_a_second_after_it()
    {
        Room room = Room.Of(1);
        room.Run();

        NodeSnapshot end = room["n1"].Snapshot;
        Assert.Equal(Verdict.Certified, end.Verdict);
        Assert.Single(end.Certificate!.Signatures);
        Assert.Equal(["header", "entry", "entry", "entry", "result"], room["n1"].Transcript.Select(line => line.Split('"')[3]));
        Assert.True(room.Now - end.CertifiedAt!.Value < Ending.Grace + TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Nothing_is_sent_that_is_not_in_the_journal()
    {
        Room room = Room.Of(3);
        room.Run();

        foreach (RoomNode node in room.Nodes)
        {
            JournalRecordKind[] kinds = [.. node.Journal.Select(record => record.Kind)];
            Assert.Contains(JournalRecordKind.Ready, kinds);
            Assert.True(Array.IndexOf(kinds, JournalRecordKind.Ready) < Array.IndexOf(kinds, JournalRecordKind.Start));
            Assert.True(Array.IndexOf(kinds, JournalRecordKind.OwnStatement) < Array.LastIndexOf(kinds, JournalRecordKind.Entry));
            Assert.True(Array.LastIndexOf(kinds, JournalRecordKind.Entry) < Array.IndexOf(kinds, JournalRecordKind.Result));
            Assert.Equal(JournalRecordKind.Finished, kinds[^1]);
        }
    }

    [Fact]
    public void An_observer_certifies_what_the_members_signed_and_signs_nothing()
    {
        Room room = Room.Of(3);
        RoomNode observer = room.Add(Room.OptionsOf("watcher", 3) with { Role = NodeRole.Observer });
        room.Run();

        Assert.Equal(Verdict.Certified, observer.Snapshot.Verdict);
        Assert.Equal(room["n1"].Snapshot.Head, observer.Snapshot.Head);
        Assert.Empty(observer.Signed);
        Assert.True(observer.HasFinished);
        Assert.DoesNotContain(observer.Snapshot.Members, member => member.IsSelf);
    }

    [Fact]
    public void A_vote_planned_for_later_than_the_close_is_told_as_not_counted()
    {
        Room room = Room.Of(3, options => options.Id.Text == "n2"
            ? options with { Votes = [new PlannedVote(1, TimeSpan.FromSeconds(5))], CloseAfter = TimeSpan.FromSeconds(2) }
            : options with { CloseAfter = TimeSpan.FromSeconds(2) });
        room.Run();

        Assert.Contains("not counted: closed at index 4", room["n2"].Notices);
        Assert.DoesNotContain(room["n1"].Notices, notice => notice.StartsWith("not counted", StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_beyond_the_expected_number_waits_and_is_told_where_the_others_are()
    {
        Room room = Room.Of(3);
        RoomNode fourth = room.Add(Room.OptionsOf("n4", 3) with { Votes = [new PlannedVote(0, TimeSpan.Zero)] });
        room.Run();

        Assert.Equal(Verdict.Stalled, fourth.Snapshot.Verdict);
        Assert.Contains("n1 is bound to an earlier election", $"{fourth.Snapshot.Reason}", StringComparison.Ordinal);
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
    }

    [Fact]
    public void An_observer_that_comes_when_votes_are_in_hears_the_election_from_its_start()
    {
        Room room = Room.Of(3,
            options => options with { Votes = [new PlannedVote(0, options.Id.Text == "n3" ? TimeSpan.FromSeconds(2) : TimeSpan.Zero)] });
        room.Run(() => room["n1"].Snapshot.Delivered == 2);
        RoomNode observer = room.Add(Room.OptionsOf("watcher", 3) with { Role = NodeRole.Observer });
        room.Run();

        Assert.Equal(Verdict.Certified, observer.Snapshot.Verdict);
        Assert.Equal(room["n1"].Transcript[..^1], observer.Transcript[..^1]);
    }

    [Fact]
    public void A_vote_under_way_at_the_close_is_told_as_not_counted()
    {
        Room room = Room.Of(3, options => options with { CloseAfter = TimeSpan.FromMilliseconds(200),
            Votes = [new PlannedVote(0, TimeSpan.FromMilliseconds(150))] });
        room.IsLost = (from, to, datagram) => from.Options.Id.Text == "n3" && room["n1"].Snapshot.State == ElectionState.Open;
        room.Run();

        RoomNode late = room["n3"];
        Assert.Contains($"not counted: closed at index {late.Snapshot.CloseIndex}", late.Notices);
        Assert.DoesNotContain(late.Notices, notice => notice.Contains("committed", StringComparison.Ordinal));
        Assert.All(room.Nodes, node => Assert.Equal("2 0", Counts(node)));
        Assert.All(room.Nodes, node => Assert.Equal(Verdict.Certified, node.Snapshot.Verdict));
    }

    [Fact]
    public void A_vote_asked_for_after_the_close_or_before_the_opening_is_not_sent()
    {
        Room room = Room.Of(1, options => options with { Votes = [], Headless = false, CloseAfter = TimeSpan.FromMilliseconds(100) });
        room.Command("n1", new CastVote(0));
        room.Run(() => room["n1"].Snapshot.State == ElectionState.Certified);
        room.Command("n1", new CastVote(0));

        Assert.Equal(2, room["n1"].Notices.Count(notice => notice == "the election is not open: nothing was sent"));
        Assert.Equal(0, room["n1"].Snapshot.Delivered);
    }

    [Fact]
    public void A_choice_that_does_not_exist_is_not_sent()
    {
        Room room = Room.Of(1, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room["n1"].Snapshot.State == ElectionState.Open);
        room.Command("n1", new CastVote(2));

        Assert.Contains("there is no choice 3: nothing was sent", room["n1"].Notices);
    }

    [Fact]
    public void With_people_at_the_nodes_the_election_waits_for_each_and_ends_with_the_last_vote()
    {
        Room room = Room.Of(3, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Command("n1", new CastVote(0));
        room.Command("n2", new CastVote(null));
        room.Run(longest: TimeSpan.FromSeconds(20));
        Assert.All(room.Nodes, node => Assert.Equal(ElectionState.Open, node.Snapshot.State));

        room.Command("n3", new CastVote(1));
        room.Run();

        Assert.All(room.Nodes, node => Assert.Equal(Verdict.Certified, node.Snapshot.Verdict));
        Assert.Equal(("tie", 1L), (room["n1"].Snapshot.Decision, room["n1"].Snapshot.Abstentions));
    }

    [Fact]
    public void A_headless_election_closes_without_a_member_that_fell_silent()
    {
        Room room = Room.Of(3,
            options => options with { Votes = [new PlannedVote(0, options.Id.Text == "n3" ? TimeSpan.FromSeconds(9) : TimeSpan.Zero)] });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Crash("n3");
        room.Run();

        Assert.Equal("2 0", Counts(room["n1"]));
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
        Assert.Equal(Verdict.Certified, room["n2"].Snapshot.Verdict);
        Assert.Contains("n3 has not been heard for a while", room["n1"].Notices);
    }

    [Fact]
    public void A_node_alone_at_the_barrier_stalls_and_says_how_many_are_missing()
    {
        var room = new Room();
        RoomNode node = room.Add(Room.OptionsOf("n1", 3));
        room.Run();

        Assert.True(node.HasFinished);
        Assert.Equal((ElectionState.Stalled, Verdict.Stalled), (node.Snapshot.State, node.Snapshot.Verdict!.Value));
        Assert.Equal("2 of 3 nodes are missing; here: n1", node.Snapshot.Reason!.ToString());
    }

    [Fact]
    public void A_member_without_a_majority_stalls_and_says_so()
    {
        Room room = Room.Of(3, options => options with { Votes = [], CloseAfter = null, QuorumTimeout = TimeSpan.FromSeconds(10) });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Crash("n2");
        room.Crash("n3");
        room.Run();

        Assert.Equal(Verdict.Stalled, room["n1"].Snapshot.Verdict);
        Assert.Equal("no quorum (1 of 3)", (room["n1"].Snapshot.Reason)!.ToString());
    }

    [Fact]
    public void A_group_whose_leader_is_gone_chooses_another_and_goes_on()
    {
        Room room = Room.Of(3,
            options => options with { Votes = [new PlannedVote(0, TimeSpan.FromSeconds(3))], QuorumTimeout = TimeSpan.FromSeconds(10) });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Crash("n1");
        room.Run();

        Assert.Equal((Verdict.Certified, "2 0"), (room["n2"].Snapshot.Verdict!.Value, Counts(room["n2"])));
        Assert.Equal(room["n2"].Snapshot.Head, room["n3"].Snapshot.Head);
        Assert.Contains(room["n2"].Notices, notice => notice.StartsWith("the leader n1 is silent", StringComparison.Ordinal));
    }

    [Fact]
    public void A_leader_that_leaves_is_never_called_silent()
    {
        Room room = Room.Of(3, options => options with { Votes = [new PlannedVote(0, TimeSpan.FromSeconds(3))] });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Command("n1", new LeaveElection());
        room.Run(() => room["n2"].Notices.Contains("n1 leaves"));
        room.Crash("n1");
        room.Run();

        Assert.Equal((Verdict.Certified, "2 0"), (room["n2"].Snapshot.Verdict!.Value, Counts(room["n2"])));
        Assert.Contains("the leader n1 has left: the members are choosing another", room["n2"].Notices);
        Assert.DoesNotContain(room["n2"].Notices, notice => notice.Contains("silent", StringComparison.Ordinal)
            || notice.Contains("n1 has not been heard", StringComparison.Ordinal));
    }

    [Fact]
    public void A_member_that_leaves_says_so_and_nobody_waits_for_its_vote()
    {
        Room room = Room.Of(3, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Command("n3", new LeaveElection());
        room.Run(() => room["n1"].Notices.Contains("n3 leaves"));
        room.Crash("n3");
        room.Command("n1", new CastVote(0));
        room.Command("n2", new CastVote(1));
        room.Run();

        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
    }

    [Fact]
    public void A_node_that_hears_no_results_ends_without_one()
    {
        Room room = Room.Of(3, options => options with { QuorumTimeout = TimeSpan.FromSeconds(10) });
        room.IsLost = (from, to, datagram) => to.Options.Id.Text == "n2" && Room.Holds(datagram, FrameKind.Result, FrameKind.Done);
        room.Run();

        Assert.Equal((ElectionState.NoResult, Verdict.NoResult), (room["n2"].Snapshot.State, room["n2"].Snapshot.Verdict!.Value));
        Assert.Equal("1 of 3 members signed this result; 2 are needed", (room["n2"].Snapshot.Reason)!.ToString());
        Assert.Null(room["n2"].Snapshot.Certificate);
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);
    }

    [Fact]
    public void A_node_that_was_told_other_choices_is_refused_with_node_and_field()
    {
        Room room = Room.Of(2, options => options.Id.Text == "n2"
            ? options with { Manifest = Room.Manifest with { Choices = ["Sánchez", "Gómez"] } } : options);
        room.Run();

        Assert.True(room["n2"].Snapshot.IsRefused);
        Assert.Contains("n1 has choices", (room["n2"].Snapshot.Reason)!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Verdict.Stalled, room["n1"].Snapshot.Verdict);
        Assert.Contains("refused by n2", (room["n1"].Snapshot.Reason)!.ToString(), StringComparison.Ordinal);
        Assert.All(room.Nodes, node => Assert.Null(node.Snapshot.ElectionId));
    }

    [Fact]
    public void Noise_in_mid_election_changes_nothing_but_counters()
    {
        Room quiet = Room.Of(3), noisy = Room.Of(3);
        var random = new SplitMix64(9);
        noisy.IsLost = (from, to, datagram) =>
        {
            byte[] damaged = datagram.ToArray();
            damaged[random.Next((ulong)damaged.Length)] ^= (byte)(1 << (int)random.Next(8));
            noisy.Hear(to, damaged);
            noisy.Hear(to, damaged[..(int)random.Next((ulong)damaged.Length)]);
            return false;
        };
        quiet.Run();
        noisy.Run();

        // A node that noise wakes at the very instant of its leaving takes one datagram less.
        string[] counters = ["Foreign", "BadChecksum", "Malformed", "DatagramsTaken"];
        Assert.Equal(quiet.Now, noisy.Now);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(quiet.Nodes[i].Transcript, noisy.Nodes[i].Transcript);
            Assert.Equal(quiet.Nodes[i].Notices, noisy.Nodes[i].Notices);
            Assert.True(noisy.Nodes[i].Snapshot.Counters.Single(counter => counter.Key == "BadChecksum").Value > 0);
            Assert.Equal(quiet.Nodes[i].Snapshot.Counters.Where(counter => !counters.Contains(counter.Key)),
                noisy.Nodes[i].Snapshot.Counters.Where(counter => !counters.Contains(counter.Key)));
        }
    }

    [Fact]
    public void Equal_inputs_at_equal_times_give_equal_runs()
    {
        Room one = Room.Of(3), two = Room.Of(3);
        one.Run();
        two.Run();

        Assert.Equal(one.Now, two.Now);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(one.Nodes[i].Transcript, two.Nodes[i].Transcript);
            Assert.True(one.Nodes[i].Snapshot.Counters.SequenceEqual(two.Nodes[i].Snapshot.Counters));
        }
    }

    private static string Counts(RoomNode node) => string.Join(' ', node.Snapshot.Counts);
}

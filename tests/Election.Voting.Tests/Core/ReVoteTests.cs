using Election.Groups.Model;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Voting.Tests.Core;

/// <summary>Elections under the rules that depend on the order, the chair's CLOSE at its time, and voters with two terminals.</summary>
public sealed class ReVoteTests
{
    private static readonly TimeSpan s_closeAfter = TimeSpan.FromSeconds(3);

    [Fact]
    public void A_voter_that_votes_again_is_counted_for_its_last_vote_and_the_time_closes()
    {
        Room room = Room.Of(3, options => Changeable(options) with
        {
            Votes = options.Id.Text == "n2"
                ? [new PlannedVote(0, TimeSpan.Zero), new PlannedVote(1, TimeSpan.FromSeconds(1)),
                    new PlannedVote(null, TimeSpan.FromSeconds(2))]
                : options.Votes,
        });
        room.Run(() => room["n1"].Snapshot.Delivered == 4);
        Assert.Equal<long>([2, 1], [.. room["n1"].Snapshot.Counts]);
        Assert.Equal(ElectionState.Open, room["n1"].Snapshot.State);
        room.Run();
        Assert.All(room.Nodes, node => Assert.Equal((Verdict.Certified, 5, 1L, "elected:Sánchez"),
            (node.Snapshot.Verdict!.Value, node.Snapshot.Delivered, node.Snapshot.Abstentions, node.Snapshot.Decision)));
    }

    [Fact]
    public void A_vote_shown_as_the_own_one_is_not_replaced_by_an_older_one_that_comes_back()
    {
        Room room = Room.Of(1, options => Changeable(options) with { Votes = [] });
        room.Run(() => room["n1"].Snapshot.State == ElectionState.Open);
        room.Command("n1", new CastVote(0));
        room.Command("n1", new CastVote(1));
        room.Run(() => room["n1"].Snapshot.Delivered == 1);
        Assert.Equal((1, StatementStage.Sent), (room["n1"].Core.Detail().OwnVote!.Choice!.Value, room["n1"].Core.Detail().OwnVote!.Stage));
        room.Run();
        Assert.Equal((1, StatementStage.Counted),
            (room["n1"].Core.Detail().OwnVote!.Choice!.Value, room["n1"].Core.Detail().OwnVote!.Stage));
    }

    [Fact]
    public void A_node_that_comes_back_from_a_crash_casts_what_it_had_not_cast()
    {
        PlannedVote[] plan = [new(0, TimeSpan.Zero), new(1, TimeSpan.FromSeconds(2))];
        Room room = Room.Of(3, options => Changeable(options) with { Votes = options.Id.Text == "n3" ? [.. plan] : options.Votes });
        room.Run(() => room["n1"].Snapshot.Delivered == 3);
        RoomNode before = room["n3"];
        room.Crash("n3");
        room.Run(longest: TimeSpan.FromSeconds(0.5));
        RoomNode after = room.Add(before.Options with { Incarnation = new Incarnation(2) }, before.Journal);
        room.Run(() => after.HasFinished);
        Assert.Equal<long>([2, 1], [.. room["n1"].Snapshot.Counts]);
        Assert.Equal(4, room["n1"].Snapshot.Delivered);
    }

    [Fact]
    public void The_first_to_reach_the_number_is_certified_with_the_votes_that_came_after()
    {
        Room room = Room.Of(5, options => options with
        {
            Manifest = options.Manifest with { Rule = new FirstToRule(2) },
            Votes = [options.Id.Text is "n1" or "n2" ? new PlannedVote(0, TimeSpan.Zero) : new PlannedVote(1, TimeSpan.FromSeconds(1))],
        });
        room.Run(() => room["n1"].Snapshot.Delivered == 2);
        Assert.Equal((new FirstToRule(2), 0), (room["n1"].Core.Detail().Rule, room["n1"].Core.Detail().First!.Value));
        room.Run();
        Assert.All(room.Nodes,
            node => Assert.Equal((Verdict.Certified, "elected:Sánchez"), (node.Snapshot.Verdict!.Value, node.Snapshot.Decision)));
        Assert.Equal<long>([2, 3], [.. room["n1"].Snapshot.Counts]);
    }

    [Fact]
    public void A_node_with_another_rule_is_named_at_the_barrier()
    {
        Room room = Room.Of(2, options => options.Id.Text == "n2"
            ? options with { Manifest = options.Manifest with { Rule = new FirstToRule(3) } } : options);
        room.Run(() => room["n2"].Snapshot.IsRefused);
        Assert.Equal("n1 has rule \"plurality\", but n2 has \"first-to-3\": give all nodes the same",
            (room["n2"].Snapshot.Reason)!.ToString());
    }

    [Fact]
    public void The_chair_closes_when_its_time_is_up_whoever_leads()
    {
        Room room = Room.Of(3, options => options with
        {
            Manifest = options.Manifest with { Chair = MemberId.Parse("n3") },
            CloseAfter = options.Id.Text == "n3" ? s_closeAfter : null,
            Votes = [new PlannedVote(0, options.Id.Text == "n2" ? TimeSpan.FromSeconds(20) : TimeSpan.Zero)],
        });
        room.Run();
        Assert.All(room.Nodes, node => Assert.Equal((Verdict.Certified, 2), (node.Snapshot.Verdict!.Value, node.Snapshot.Delivered)));
        Assert.Contains(room["n2"].Notices, notice => notice.StartsWith("not counted: closed at index", StringComparison.Ordinal));
        Assert.Contains("\"kind\":\"close\",\"by\":\"n3\"", room["n1"].Transcript[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_but_the_chair_and_the_leader_closes_when_the_time_is_up()
    {
        Room room = Room.Of(3, options => options with
        {
            Manifest = options.Manifest with { Chair = MemberId.Parse("n3") },
            CloseAfter = options.Id.Text == "n2" ? s_closeAfter : null,
            Votes = options.Id.Text == "n2" ? [] : options.Votes,
        });
        room.Run(longest: TimeSpan.FromSeconds(20));
        Assert.All(room.Nodes, node => Assert.Equal(ElectionState.Open, node.Snapshot.State));
    }

    [Fact]
    public void A_voter_with_two_terminals_votes_at_one_after_the_other()
    {
        Room room = TwoTerminals(secondAfter: TimeSpan.FromSeconds(1));
        room.Run();
        Assert.All(room.Nodes, node => Assert.Equal((Verdict.Certified, 3), (node.Snapshot.Verdict!.Value, node.Snapshot.Delivered)));
        Assert.Equal<long>([1, 1], [.. room["n3"].Snapshot.Counts]);
        Assert.Contains(room["n1"].Notices,
            notice => notice.StartsWith("a vote of this node's voter is committed", StringComparison.Ordinal));
        Assert.Equal((1, StatementStage.Counted),
            (room["n1"].Core.Detail().OwnVote!.Choice!.Value, room["n1"].Core.Detail().OwnVote!.Stage));
    }

    [Fact]
    public void Of_two_votes_cast_at_two_terminals_at_once_the_first_in_the_log_counts_and_the_voter_is_told()
    {
        Room room = TwoTerminals(secondAfter: TimeSpan.Zero);
        room.Run();
        Assert.All(room.Nodes, node => Assert.Equal(Verdict.Certified, node.Snapshot.Verdict));
        Assert.Equal(2, room["n1"].Snapshot.Counts.Sum());
        string[] told = [.. room.Nodes.SelectMany(node => node.Notices)
            .Where(notice => notice.Contains("is not counted: equivocation", StringComparison.Ordinal))];
        Assert.Equal(2, told.Length); // at the terminal of the vote that lost, and at the other
        Assert.Contains(told, notice => notice.StartsWith("this node's vote", StringComparison.Ordinal));
    }

    private static NodeCoreOptions Changeable(NodeCoreOptions options) => options with
    {
        Manifest = options.Manifest with { Rule = new LastVoteWinsRule(), ReVote = ReVotePolicy.Changeable }, CloseAfter = s_closeAfter,
    };

    // n1 and n2 are Ana's terminals; n3 votes for itself.
    private static Room TwoTerminals(TimeSpan secondAfter)
    {
        Voter[] roll = [new("Ana", Room.Key("Ana"), 1), new("n3", Room.Key("n3"), 1)];
        return Room.Of(3, options => Changeable(options) with
        {
            Manifest = Changeable(options).Manifest with { Roll = [.. roll] },
            VoterKey = options.Id.Text == "n3" ? null : Room.Key("Ana"),
            Votes = options.Id.Text == "n2" ? [new PlannedVote(1, secondAfter)] : options.Votes,
        });
    }
}

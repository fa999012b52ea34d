using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

public sealed class NodeDetailTests
{
    [Fact]
    public void Before_start_it_tells_who_is_here_and_how_long_the_barrier_waits()
    {
        Room room = Room.Of(3, options => options with { Expect = 4 });
        room.Run(longest: TimeSpan.FromSeconds(1));
        NodeDetail detail = room["n1"].Core.Detail();

        Assert.Equal(["n1", "n2", "n3"], detail.Presence.Select(node => node.Id.Text));
        Assert.All(detail.Presence, node => Assert.True(node.SinceHeard < TimeSpan.FromMilliseconds(300)));
        Assert.InRange(detail.TimeLeft!.Value, TimeSpan.FromSeconds(28), TimeSpan.FromSeconds(29.5));
        Assert.True(detail.MayVote);
    }

    [Fact]
    public void An_own_vote_is_sent_then_counted_at_its_index()
    {
        Room room = Room.Of(3, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room["n2"].Snapshot.State == ElectionState.Open);
        room.Command("n2", new CastVote(1));
        NodeDetail cast = room["n2"].Core.Detail();
        Assert.Equal(new OwnVoteView(1, StatementStage.Sent, LogIndex.None, null), cast.OwnVote);
        Assert.Equal(("n2", 1UL, "Pérez", StatementStage.Sent, "is being signed"), Shown(cast.Deliveries[^1]));

        room.Run(() => room["n2"].Snapshot.Delivered == 1);
        NodeDetail counted = room["n2"].Core.Detail();
        Assert.Equal(new OwnVoteView(1, StatementStage.Counted, new LogIndex(2), null), counted.OwnVote);
        Assert.Equal(("n2", 1UL, "Pérez", StatementStage.Counted, null), Shown(counted.Deliveries[1]));
    }

    [Fact]
    public void What_is_held_back_says_why()
    {
        Room room = Room.Of(3, options => options with { Votes = [], Headless = false, CloseAfter = null });
        room.Run(() => room["n1"].Snapshot.State == ElectionState.Open);
        room.IsLost = (_, _, datagram) => Room.Holds(datagram, FrameKind.Ack);
        room.Command("n1", new CastVote(0));
        room.Run(longest: TimeSpan.FromMilliseconds(200));
        Assert.Equal(("n1", 1UL, "Sánchez", StatementStage.Ordered, "awaits a majority"), Shown(room["n1"].Core.Detail().Deliveries[^1]));
    }

    [Fact]
    public void Links_count_what_was_lost_repaired_and_how_long_answers_take()
    {
        int seen = 0;
        Room room = Room.Of(3);
        room.IsLost = (from, to, datagram) => from.Options.Id.Text == "n2" && to.Options.Id.Text == "n1"
            && Room.Holds(datagram, FrameKind.Data) && seen++ == 0;
        room.Run();
        NodeDetail detail = room["n1"].Core.Detail();

        LinkView link = detail.Links[1];
        Assert.Equal("n2", link.Id.Text);
        Assert.Equal((1L, 1L, 0UL), (link.Standing.Lost, link.Standing.Repaired, link.Standing.Missing));
        Assert.Equal(link.Standing.Sent, link.Standing.Received);
        Assert.InRange(link.Standing.RoundTrip!.Value, TimeSpan.FromMilliseconds(0.4), TimeSpan.FromMilliseconds(110));
        Assert.Null(detail.Links[0].Standing.RoundTrip);
    }

    [Fact]
    public void Results_are_compared_with_this_nodes_own()
    {
        Room room = Room.Of(3);
        room.Run();
        NodeDetail detail = room["n1"].Core.Detail();
        Assert.Equal(3, detail.Results.Length);
        Assert.All(detail.Results, result => Assert.True(result.IsOwn));
        Assert.All(detail.Results, result => Assert.Equal(room["n1"].Snapshot.Head, result.Head));
        Assert.Null(detail.Difference);
    }

    private static (string, ulong, string, StatementStage, string?) Shown(DeliveryView view) =>
        (view.Sender, view.Sequence, view.Text.ToString(), view.Stage, view.Why?.ToString());
}

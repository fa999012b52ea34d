using System.Text;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Voting.Core;

namespace Election.Voting.Tests.Core;

/// <summary>A node in the weaker orders: it counts what it delivers, and closes for itself.</summary>
public sealed class DirectOrderTests
{
    public static TheoryData<DeliveryOrder> WeakOrders =>
        [DeliveryOrder.Unreliable, DeliveryOrder.Reliable, DeliveryOrder.Fifo, DeliveryOrder.Causal];

    [Theory]
    [MemberData(nameof(WeakOrders))]
    public void When_nothing_is_lost_all_close_with_everybodys_vote_and_certify(DeliveryOrder order)
    {
        Room room = Weak(order, 3);
        room.Run();

        Assert.All(room.Nodes, node =>
        {
            Assert.Equal((Verdict.Certified, 3L, new LogIndex(3)),
                (node.Snapshot.Verdict, node.Snapshot.Counts[0], node.Snapshot.CloseIndex));
            Assert.Equal(3, node.Snapshot.Certificate!.Signatures.Length);
            Assert.Equal(5, node.Transcript.Count);
            // Its own vote is delivered at the moment of its broadcast.
            Assert.Contains($"\"by\":\"{node}\"", node.Transcript[1], StringComparison.Ordinal);
        });
        Assert.Single(room.Nodes.Select(node => node.Snapshot.Head).Distinct());
    }

    [Fact]
    public void An_unreliable_order_that_loses_a_vote_diverges_and_the_node_says_who_counted_what()
    {
        Room room = Weak(DeliveryOrder.Unreliable, 3);
        room.IsLost = (from, to, datagram) => (from.ToString(), to.ToString()) == ("n1", "n3") && Room.Holds(datagram, FrameKind.Data);
        room.Run();

        Assert.All(room.Nodes, node => Assert.Equal(Verdict.Diverged, node.Snapshot.Verdict));
        Assert.Equal([3, 3, 2], room.Nodes.Select(node => (int)node.Snapshot.Counts[0]));
        Assert.Contains("n3 Sánchez 2, Pérez 0", (room["n1"].Snapshot.Reason)!.ToString(), StringComparison.Ordinal);
        Assert.Contains("counted Sánchez 3, Pérez 0", (room["n1"].Snapshot.Reason)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_does_not_end_the_node_if_a_different_result_comes_later()
    {
        Room room = Weak(DeliveryOrder.Unreliable, 3);
        room.IsLost = (from, to, datagram) => (from.ToString(), to.ToString()) == ("n1", "n3") && Room.Holds(datagram, FrameKind.Data);
        room.Run(() => room["n1"].Snapshot.Verdict is not null);
        Assert.Equal(Verdict.Certified, room["n1"].Snapshot.Verdict);

        room.Run();

        Assert.Equal(Verdict.Diverged, room["n1"].Snapshot.Verdict);
    }

    [Theory]
    [InlineData(DeliveryOrder.Reliable)]
    [InlineData(DeliveryOrder.Fifo)]
    [InlineData(DeliveryOrder.Causal)]
    public void A_reliable_order_repairs_what_was_lost(DeliveryOrder order)
    {
        Room room = Weak(order, 3);
        int lost = 0;
        room.IsLost = (_, to, datagram) => to.ToString() == "n3" && Room.Holds(datagram, FrameKind.Data) && lost++ < 4;
        room.Run();

        Assert.All(room.Nodes, node => Assert.Equal((Verdict.Certified, 3L), (node.Snapshot.Verdict, node.Snapshot.Counts[0])));
    }

    [Fact]
    public void A_headless_node_closes_two_seconds_after_the_latest_vote_when_somebody_says_nothing()
    {
        Room room = Weak(DeliveryOrder.Fifo, 3, options => options.Id.Text == "n3" ? options with { Votes = [] } : options);
        room.Run(() => room["n1"].Snapshot.CloseIndex is not null);
        TimeSpan open = room.Now - room["n1"].Snapshot.StartedAt!.Value;
        room.Run();

        Assert.InRange(open, LocalClosingRule.Quiet, LocalClosingRule.Quiet + TimeSpan.FromMilliseconds(50));
        Assert.All(room.Nodes,
            node => Assert.Equal((Verdict.Certified, new LogIndex(2)), (node.Snapshot.Verdict, node.Snapshot.CloseIndex)));
    }

    [Fact]
    public void A_node_waits_for_the_vote_that_it_is_still_to_cast()
    {
        var late = new PlannedVote(1, TimeSpan.FromSeconds(3));
        Room room = Weak(DeliveryOrder.Reliable, 2, options => options.Id.Text == "n2" ? options with { Votes = [late] } : options);
        room.Run();

        Assert.Equal((1, 1L), (room["n2"].Snapshot.Counts.Length - 1, room["n2"].Snapshot.Counts[1]));
        Assert.Contains("a vote of n2 came after this node had closed: it is not counted here", room["n1"].Notices);
        Assert.All(room.Nodes, node => Assert.Equal(Verdict.Diverged, node.Snapshot.Verdict));
    }

    [Theory]
    [MemberData(nameof(WeakOrders))]
    public void Where_a_person_sits_the_chairs_CLOSE_takes_the_order_of_the_votes_and_closes(DeliveryOrder order)
    {
        Room room = Weak(order, 3, options => options with
        {
            Headless = false, CloseAfter = null, Votes = options.Id.Text == "n3" ? [] : options.Votes,
            Role = options.Id.Text == "n2" ? NodeRole.Chair : NodeRole.Voter,
            Manifest = options.Manifest with { Chair = MemberId.Parse("n2") },
        });
        room.Run(longest: TimeSpan.FromSeconds(10));
        Assert.All(room.Nodes, node => Assert.Equal(ElectionState.Open, node.Snapshot.State));

        room.Command("n1", new CloseVote());
        room.Command("n2", new CloseVote());
        room.Run();

        Assert.Contains("not closed: only the chair that the manifest names can close", room["n1"].Notices);
        Assert.All(room.Nodes, node =>
        {
            Assert.Equal((Verdict.Certified, new LogIndex(2)), (node.Snapshot.Verdict, node.Snapshot.CloseIndex));
            Assert.Contains("\"kind\":\"close\"", node.Transcript[^2], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Without_a_majority_a_node_goes_on_delivering_and_ends_without_a_result()
    {
        Room room = Weak(DeliveryOrder.Fifo, 3, options => options.Id.Text == "n1" ? options : options with { Votes = [] });
        room.Run(() => room.Nodes.All(node => node.Snapshot.State == ElectionState.Open));
        room.Crash("n2");
        room.Crash("n3");
        room.Run();

        Assert.Equal((Verdict.NoResult, 1L), (room["n1"].Snapshot.Verdict, room["n1"].Snapshot.Counts[0]));
        Assert.Equal("1 of 3 members signed this result; 2 are needed", (room["n1"].Snapshot.Reason)!.ToString());
    }

    [Fact]
    public void Texts_are_delivered_to_all_in_the_order_and_stay_outside_the_tally()
    {
        Room room = Weak(DeliveryOrder.Fifo, 3, options => options with { Messages = 5 });
        int lost = 0;
        room.IsLost = (_, _, datagram) => Room.Holds(datagram, FrameKind.Data) && ++lost % 4 == 0;
        room.Run();

        Assert.All(room.Nodes, node =>
        {
            Assert.Equal((Verdict.Certified, 3L), (node.Snapshot.Verdict, node.Snapshot.Counts[0]));
            for (int origin = 0; origin < 3; origin++)
            {
                string[] texts = [.. node.Delivered.Where(one => one.Kind == StreamMessageKind.Text && one.Origin.Value == origin)
                    .Select(one => Encoding.UTF8.GetString(one.Body))];
                Assert.Equal(Enumerable.Range(1, 5).Select(i => $"n{origin + 1} says {i} of 5"), texts);
            }
            Assert.Equal(18, node.Delivered.Count);
            Assert.Equal(5, node.Transcript.Count);
        });
    }

    [Fact]
    public void A_check_in_the_stack_says_what_does_not_hold()
    {
        Room room = Weak(DeliveryOrder.Unreliable, 2, options => options with { Messages = 3, Checks = [LayerKind.FifoCheck] });
        int lost = 0;
        room.IsLost = (from, _, datagram) => from.ToString() == "n1" && Room.Holds(datagram, FrameKind.Data) && lost++ == 1;
        room.Run();

        Assert.Contains("fifo does not hold: n2 delivers n1:3 without n1:2, which the same node broadcast before it", room["n2"].Notices);
        Assert.Contains(room["n2"].Snapshot.Counters, counter => counter is { Key: "FifoViolations", Value: 1 });
    }

    [Fact]
    public void Texts_do_not_go_in_the_atomic_order() =>
        Assert.Throws<ArgumentException>(() => new NodeCore(Room.OptionsOf("n1", 1) with { Messages = 1 }));

    [Fact]
    public void A_statement_that_is_said_again_is_taken_once_and_there_is_a_limit()
    {
        var log = new DirectLog();
        for (int i = 0; i < DirectLog.MaxStatements; i++)
            Assert.True(log.TryAdd(BitConverter.GetBytes(i), isRestored: i < 3));

        Assert.False(log.TryAdd(BitConverter.GetBytes(7), isRestored: false));
        Assert.False(log.TryAdd(BitConverter.GetBytes(DirectLog.MaxStatements), isRestored: false));
        Assert.Equal((new LogIndex(3), new LogIndex(DirectLog.MaxStatements)), (log.Restored, log.Last));
        Assert.Equal(BitConverter.GetBytes(DirectLog.MaxStatements - NodeDetail.MaxDeliveries),
            log[log.Last.Plus(1 - NodeDetail.MaxDeliveries)].ToArray());
        Assert.True(log.Knows(BitConverter.GetBytes(9)));
    }

    private static Room Weak(DeliveryOrder order, int nodes, Func<NodeCoreOptions, NodeCoreOptions>? change = null) =>
        Room.Of(nodes, options =>
    {
        NodeCoreOptions weak = options with { Manifest = options.Manifest with { Order = order } };
        return change is null ? weak : change(weak);
    });
}

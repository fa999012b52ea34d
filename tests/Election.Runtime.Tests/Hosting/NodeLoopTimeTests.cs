using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Hosting;

public sealed class NodeLoopTimeTests
{
    [Fact]
    public void A_node_whose_deadline_never_moves_is_stopped_as_broken()
    {
        var node = new SmallNode((_, _, _, _) => { }) { NextDeadline = Instant.Zero };
        using var rig = new LoopRig(node);
        rig.Start();
        LoopOutcome outcome = rig.AwaitEnd();
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.Contains("deadline", outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(NodeLoop.MaxIdleTurns, node.Seen.Count);
    }

    [Fact]
    public void No_deadline_comes_early_and_each_costs_a_turn_or_two()
    {
        const int wakings = 100;
        int woken = 0;
        var node = new SmallNode((self, input, now, outbox) =>
        {
            Assert.Equal(InputKind.Timer, input.Kind);
            Assert.True(now >= self.NextDeadline, "A deadline came early.");
            self.NextDeadline = now + TimeSpan.FromMilliseconds(3.3);
            if (++woken == wakings)
                outbox.Finish();
        })
        { NextDeadline = Instant.FromMilliseconds(20) };
        using var rig = new LoopRig(node);
        rig.Start();
        Assert.Equal(new LoopOutcome(LoopEnd.Finished), rig.AwaitEnd());
        Assert.InRange(rig.Loop.Counters.Turns, wakings, 2 * wakings);
    }

    [Fact]
    public void The_clock_never_goes_back_and_a_waiting_node_is_not_stepped()
    {
        Instant last = Instant.Zero;
        var node = new SmallNode((_, input, now, outbox) =>
        {
            Assert.True(now >= last);
            last = now;
            if (input.Command is Say { Word: "end" })
                outbox.Finish();
        });
        using var rig = new LoopRig(node);
        rig.Start();
        for (int i = 0; i < 50; i++)
            Assert.True(rig.Loop.TryPost(new Say("on")));
        rig.Loop.TryPost(new Say("end"));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal(51, node.Seen.Count);
    }
}

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
    public void Deadlines_are_met_within_about_a_millisecond_and_without_spinning()
    {
        const int wakings = 100;
        var lateMilliseconds = new List<double>();
        var node = new SmallNode((self, input, now, outbox) =>
        {
            Assert.Equal(InputKind.Timer, input.Kind);
            lateMilliseconds.Add((now - self.NextDeadline!.Value).TotalMilliseconds);
            self.NextDeadline = now + TimeSpan.FromMilliseconds(3.3);
            if (lateMilliseconds.Count == wakings)
                outbox.Finish();
        })
        { NextDeadline = Instant.FromMilliseconds(20) };
        using var rig = new LoopRig(node);
        rig.Start();
        rig.AwaitEnd();
        lateMilliseconds.Sort();
        Assert.True(lateMilliseconds[0] >= 0, "A deadline came early.");
        // Other work on the machine makes any of them late; a coarse clock makes all of them late.
        double tenth = lateMilliseconds[wakings / 10];
        Assert.True(tenth < 1.2, $"Nine tenths of the deadlines were more than {tenth} ms late.");
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

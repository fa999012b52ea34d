using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Election.Voting.Core;

namespace Election.Runtime.Tests.Hosting;

public sealed class NodeLoopTests
{
    [Fact]
    public void Two_loops_talk_over_the_network()
    {
        MulticastOptions options = Loopback.DrawOptions();
        BallNode first = new(side: 1, serves: true), second = new(side: 2, serves: false);
        using LoopRig a = new(first, options), b = new(second, options);
        b.Start();
        a.Start();
        Assert.True(SpinWait.SpinUntil(() => first.Count > 100, Patience.Limit), "The ball was lost for good.");
    }

    [Fact]
    public void A_command_reaches_the_node_and_its_effects_are_carried_out_in_order()
    {
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Command is not Say { Word: var word })
                return;
            outbox.Tell(NoticeLevel.Info, $"{word} 1");
            outbox.Tell(NoticeLevel.Warning, $"{word} 2");
            outbox.Finish();
        });
        using var rig = new LoopRig(node);
        rig.Start();
        Assert.True(rig.Loop.TryPost(new Say("aye")));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal([(NoticeLevel.Info, "aye 1"), (NoticeLevel.Warning, "aye 2")],
            rig.Notices.Select(notice => (notice.Level, notice.Text.ToString())));
        Assert.False(rig.Loop.TryPost(new Say("too late")));
    }

    [Fact]
    public void A_loop_that_is_asked_to_stop_stops_while_it_waits()
    {
        using var rig = new LoopRig(new SmallNode((_, _, _, _) => { }));
        rig.Start();
        rig.Loop.RequestStop();
        Assert.Equal(new LoopOutcome(LoopEnd.Stopped), rig.AwaitEnd());
    }

    [Fact]
    public void A_node_that_is_asked_to_leave_is_told_so_last_and_what_it_says_then_still_goes_out()
    {
        MulticastOptions options = Loopback.DrawOptions();
        using var heard = new ManualResetEventSlim();
        var listener = new SmallNode((_, input, _, _) =>
        {
            if (input.Kind == InputKind.Datagram)
                heard.Set();
        });
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Command is LeaveElection)
                outbox.Send("farewell"u8);
        });
        using LoopRig other = new(listener, options), rig = new(node, options);
        other.Start();
        rig.Start();
        Assert.True(rig.Loop.TryPost(new Say("aye")));
        Assert.True(SpinWait.SpinUntil(() => rig.Loop.Counters.Turns > 0, Patience.Limit));
        rig.Loop.RequestLeave();

        Assert.Equal(new LoopOutcome(LoopEnd.Stopped), rig.AwaitEnd());
        Assert.Equal([InputKind.Command, InputKind.Command], node.Seen.Where(kind => kind != InputKind.Datagram));
        Assert.True(heard.Wait(Patience.Limit), "The farewell was lost.");
    }

    [Fact]
    public void A_node_that_has_not_begun_has_nothing_to_leave()
    {
        var node = new SmallNode((_, _, _, _) => { });
        using var rig = new LoopRig(node);
        rig.Loop.RequestLeave();
        rig.Start();
        Assert.Equal(new LoopOutcome(LoopEnd.Stopped), rig.AwaitEnd());
        Assert.Empty(node.Seen);
    }

    [Fact]
    public void A_broken_invariant_ends_the_loop_with_its_cause_and_the_node_is_not_stepped_again()
    {
        var node = new SmallNode((_, _, _, _) => throw new InvalidOperationException("two leaders"));
        using var rig = new LoopRig(node);
        rig.Loop.TryPost(new Say("a"));
        rig.Loop.TryPost(new Say("b"));
        rig.Start();
        LoopOutcome outcome = rig.AwaitEnd();
        Assert.Equal(LoopEnd.Failed, outcome.End);
        Assert.Equal("two leaders", outcome.Failure!.Message);
        Assert.Single(node.Seen);
    }
}

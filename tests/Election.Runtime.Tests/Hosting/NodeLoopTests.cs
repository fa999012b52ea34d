using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;

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
        Assert.True(SpinWait.SpinUntil(() => first.Count > 100, TimeSpan.FromSeconds(20)), "The ball was lost for good.");
    }

    [Fact]
    public void A_command_reaches_the_node_and_its_effects_are_carried_out_in_order()
    {
        var node = new SmallNode((_, input, _, outbox) =>
        {
            if (input.Command is not Say { Word: var word })
                return;
            outbox.Tell(NoticeLevel.Info, word + " 1");
            outbox.Tell(NoticeLevel.Warning, word + " 2");
            outbox.Finish();
        });
        using var rig = new LoopRig(node);
        rig.Start();
        Assert.True(rig.Loop.TryPost(new Say("aye")));
        Assert.Equal(LoopEnd.Finished, rig.AwaitEnd().End);
        Assert.Equal([new Notice(NoticeLevel.Info, "aye 1"), new Notice(NoticeLevel.Warning, "aye 2")], rig.Notices);
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

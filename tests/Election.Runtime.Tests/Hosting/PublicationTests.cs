using System.Diagnostics;
using Election.Groups.Model;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Hosting;

public sealed class PublicationTests
{
    [Fact]
    public void Snapshots_are_published_at_most_ten_times_a_second_and_the_last_is_never_lost()
    {
        const int steps = 300;
        int state = 0;
        var published = new List<int>();
        var node = new SmallNode((self, _, now, outbox) =>
        {
            state++;
            outbox.Publish();
            self.NextDeadline = now + TimeSpan.FromMilliseconds(1);
            if (state == steps)
                outbox.Finish();
        })
        { NextDeadline = Instant.Zero };
        using var rig = new LoopRig(node, publish: () => published.Add(state));
        long begun = Stopwatch.GetTimestamp();
        rig.Start();
        rig.AwaitEnd();
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Assert.InRange(published.Count, 3, (int)(seconds * 10) + 3);
        Assert.Equal(steps, published[^1]);
        Assert.Equal(published.Order(), published);
    }

    [Fact]
    public void A_snapshot_that_was_put_off_is_published_when_nothing_else_happens()
    {
        using var second = new ManualResetEventSlim();
        int publications = 0;
        var node = new SmallNode((_, _, _, outbox) => outbox.Publish());
        using var rig = new LoopRig(node, publish: () =>
        {
            if (++publications == 2)
                second.Set();
        });
        rig.Start();
        rig.Loop.TryPost(new Say("one"));
        Assert.True(SpinWait.SpinUntil(() => rig.Loop.Counters.Steps == 1, TimeSpan.FromSeconds(20)));
        rig.Loop.TryPost(new Say("two"));
        Assert.True(second.Wait(TimeSpan.FromSeconds(20)), "The second snapshot was never shown.");
    }
}

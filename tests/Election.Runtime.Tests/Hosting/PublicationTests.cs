using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Hosting;

public sealed class PublicationTests
{
    [Fact]
    public void Snapshots_are_published_at_most_ten_times_a_second()
    {
        var now = Instant.Zero;
        var published = new List<Instant>();
        var pace = new PublicationPace(() => published.Add(now));
        for (int millisecond = 0; millisecond <= 250; millisecond++)
        {
            now = Instant.FromMilliseconds(millisecond);
            pace.Owe();
            pace.PublishIfDue(now);
        }
        Assert.Equal([Instant.FromMilliseconds(0), Instant.FromMilliseconds(100), Instant.FromMilliseconds(200)], published);
    }

    [Fact]
    public void A_snapshot_that_comes_too_soon_is_due_when_the_gap_is_over()
    {
        int published = 0;
        var pace = new PublicationPace(() => published++);
        Assert.Null(pace.Due);
        pace.Owe();
        pace.PublishIfDue(Instant.FromMilliseconds(7));
        Assert.Null(pace.Due);
        pace.Owe();
        pace.PublishIfDue(Instant.FromMilliseconds(8));
        Assert.Equal((1, Instant.FromMilliseconds(7) + PublicationPace.LeastGap), (published, pace.Due!.Value));
        pace.PublishIfDue(pace.Due!.Value);
        Assert.Equal(2, published);
        pace.PublishLast(Instant.FromMilliseconds(108));
        Assert.Equal(3, published);
    }

    [Fact]
    public void The_last_snapshot_is_never_lost()
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
        rig.Start();
        rig.AwaitEnd();
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
        Assert.True(SpinWait.SpinUntil(() => rig.Loop.Counters.Steps == 1, Patience.Limit));
        rig.Loop.TryPost(new Say("two"));
        Assert.True(second.Wait(Patience.Limit), "The second snapshot was never shown.");
    }
}

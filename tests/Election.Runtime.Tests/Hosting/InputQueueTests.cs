using Election.Groups.Model;
using Election.Runtime.Hosting;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Hosting;

public sealed class InputQueueTests
{
    private readonly InputQueue _queue = new(new MonotonicClock());
    private readonly InputBatch _batch = new();
    private readonly DatagramPool _pool = new();

    [Fact]
    public void Datagrams_over_the_limit_are_dropped_counted_and_given_back()
    {
        for (int i = 0; i < InputQueue.MaxDatagrams; i++)
            _queue.Take(_pool.Rent(1));
        Assert.Equal(0, _queue.Dropped);
        DatagramBuffer surplus = _pool.Rent(1);
        _queue.Take(surplus);
        Assert.Equal(1, _queue.Dropped);
        Assert.Same(surplus, _pool.Rent(1));
    }

    [Fact]
    public void Large_datagrams_reach_the_limit_of_memory_first()
    {
        long fits = InputQueue.MaxDatagramBytes / DatagramPool.MaxLength;
        for (int i = 0; i < fits; i++)
            _queue.Take(_pool.Rent(DatagramPool.MaxLength));
        Assert.Equal(0, _queue.Dropped);
        _queue.Take(_pool.Rent(DatagramPool.MaxLength));
        Assert.Equal(1, _queue.Dropped);
    }

    [Fact]
    public void There_is_room_again_once_datagrams_were_taken()
    {
        for (int i = 0; i <= InputQueue.MaxDatagrams; i++)
            _queue.Take(_pool.Rent(1));
        Assert.True(_queue.Wait(null, _batch));
        Assert.Equal(InputBatch.MaxInputs, _batch.Count);
        _batch.Clear();
        for (int i = 0; i < InputBatch.MaxInputs; i++)
            _queue.Take(_pool.Rent(1));
        Assert.Equal(1, _queue.Dropped);
    }

    [Fact]
    public void A_command_is_never_dropped_in_silence()
    {
        for (int i = 0; i < InputQueue.MaxCommands; i++)
            Assert.True(_queue.TryAdd(new Say("yes")));
        Assert.False(_queue.TryAdd(new Say("one too many")));
        Assert.Equal(InputQueue.MaxCommands, _queue.WaitingCommands);
    }

    [Fact]
    public void A_flood_of_datagrams_keeps_own_work_waiting_for_nothing()
    {
        for (int i = 0; i < InputQueue.MaxDatagrams; i++)
            _queue.Take(_pool.Rent(1));
        Assert.True(_queue.TryAdd(new Say("now")));
        _queue.Answer(NodeInput.Verified(new EffectToken(7), valid: true));
        _queue.Durable(3);
        _queue.Durable(9);
        Assert.True(_queue.Wait(null, _batch));
        Assert.Equal(
            [InputKind.Journalled, InputKind.Command, InputKind.Verified, InputKind.Datagram],
            [_batch[0].Kind, _batch[1].Kind, _batch[2].Kind, _batch[3].Kind]);
        Assert.Equal(9UL, _batch[0].JournalSequence);
    }

    [Fact]
    public void A_wait_ends_at_the_deadline_with_nothing()
    {
        Assert.True(_queue.Wait(Instant.FromMilliseconds(5), _batch));
        Assert.Equal(0, _batch.Count);
    }

    [Fact]
    public void A_closed_queue_takes_nothing_and_gives_everything_back()
    {
        DatagramBuffer waiting = _pool.Rent(1);
        _queue.Take(waiting);
        _queue.Close();
        Assert.Same(waiting, _pool.Rent(1));
        DatagramBuffer late = _pool.Rent(1);
        _queue.Take(late);
        Assert.Same(late, _pool.Rent(1));
        Assert.False(_queue.TryAdd(new Say("late")));
        Assert.Equal(0, _queue.Dropped);
    }

    [Fact]
    public void Waits_are_rounded_up_so_that_no_thread_wakes_early()
    {
        Instant now = Instant.FromMilliseconds(10);
        Assert.Equal(Timeout.Infinite, MonotonicClock.MillisecondsUntil(null, now));
        Assert.Equal(Timeout.Infinite, MonotonicClock.MillisecondsUntil(Instant.Never, now));
        Assert.Equal(0, MonotonicClock.MillisecondsUntil(now, now));
        Assert.Equal(0, MonotonicClock.MillisecondsUntil(Instant.Zero, now));
        Assert.Equal(1, MonotonicClock.MillisecondsUntil(new Instant(now.Ticks + 1), now));
        Assert.Equal(1, MonotonicClock.MillisecondsUntil(now + TimeSpan.FromMilliseconds(1), now));
        Assert.Equal(2, MonotonicClock.MillisecondsUntil(now + TimeSpan.FromMilliseconds(1.5), now));
        Assert.Equal(int.MaxValue, MonotonicClock.MillisecondsUntil(now + TimeSpan.FromDays(365), now));
    }
}

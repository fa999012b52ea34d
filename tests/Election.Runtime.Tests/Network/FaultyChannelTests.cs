using System.Numerics;
using Election.Groups.Faults;
using Election.Groups.Model;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Election.Runtime.Tests.Network;

public sealed class FaultyChannelTests
{
    private static readonly MemberId s_here = MemberId.Parse("n1");
    private static readonly MemberId s_there = MemberId.Parse("n2");

    [Fact]
    public void Every_copy_from_others_is_lost_at_full_loss_and_no_own_copy_is()
    {
        using Link link = new("loss=100%");
        link.Send(s_there, 1);
        link.Send(s_there, 2);
        link.Send(s_here, 3);
        Assert.Equal(Loopback.Datagram(s_here, 3), link.Inbox.Next().Bytes);
        Assert.Equal(0, link.Inbox.Waiting);
        Assert.Equal(new FaultCounters(2, 0, 0, 0, 0), link.Faulty.Faults);
    }

    [Fact]
    public void A_window_is_meant_from_the_start_of_the_run_and_not_from_the_nodes()
    {
        using Link late = new("600s..1200s:drop", TimeSpan.FromSeconds(601));
        late.Send(s_there, 1);
        late.Send(s_here, 2);
        Assert.Equal(Loopback.Datagram(s_here, 2), late.Inbox.Next().Bytes);
        using Link after = new("600s..1200s:drop", TimeSpan.FromSeconds(1200));
        after.Send(s_there, 1);
        Assert.Equal(Loopback.Datagram(s_there, 1), after.Inbox.Next().Bytes);
    }

    [Fact]
    public void A_doubled_datagram_arrives_twice_unharmed()
    {
        using Link link = new("dup=100%");
        link.Send(s_there, 7);
        Assert.Equal(Loopback.Datagram(s_there, 7), link.Inbox.Next().Bytes);
        Assert.Equal(Loopback.Datagram(s_there, 7), link.Inbox.Next().Bytes);
        Assert.Equal(1, link.Faulty.Faults.Doubled);
    }

    [Fact]
    public void A_corrupted_datagram_has_one_bit_flipped()
    {
        using Link link = new("corrupt=100%");
        link.Send(s_there, 7);
        byte[] arrived = link.Inbox.Next().Bytes;
        byte[] sent = Loopback.Datagram(s_there, 7);
        int flipped = sent.Zip(arrived, (a, b) => BitOperations.PopCount((uint)(a ^ b))).Sum();
        Assert.Equal(1, flipped);
    }

    [Fact]
    public void A_delayed_datagram_is_overtaken_by_own_copies()
    {
        using Link link = new("delay=600s");
        link.Send(s_there, 1);
        link.Send(s_here, 2);
        Assert.Equal(Loopback.Datagram(s_here, 2), link.Inbox.Next().Bytes);
        Assert.Equal(1, link.Faulty.Faults.Delayed);
        Assert.Equal(0, link.Inbox.Waiting);
    }

    [Fact]
    public void A_delayed_datagram_comes_in_the_end()
    {
        using Link link = new("delay=1ms");
        link.Send(s_there, 1);
        Assert.Equal(Loopback.Datagram(s_there, 1), link.Inbox.Next().Bytes);
        Assert.Equal(1, link.Faulty.Faults.Delayed);
    }

    [Fact]
    public void A_fault_on_the_leader_holds_only_while_it_leads()
    {
        using Link link = new("leader:loss=100%");
        link.Send(s_there, 1);
        link.Inbox.Next();
        link.Faulty.SetLeader(s_there.Tag);
        link.Send(s_there, 2);
        link.Send(s_here, 3);
        Assert.Equal(Loopback.Datagram(s_here, 3), link.Inbox.Next().Bytes);
        link.Faulty.SetLeader(null);
        link.Send(s_there, 4);
        Assert.Equal(Loopback.Datagram(s_there, 4), link.Inbox.Next().Bytes);
    }

    [Fact]
    public void Faults_can_change_while_datagrams_arrive_and_what_the_earlier_did_stays_counted()
    {
        using Link link = new("loss=100%");
        link.Send(s_there, 1);
        link.Send(s_here, 2);
        link.Inbox.Next();
        link.Faulty.SetFaults(new ReceiverFaults(FaultPlan.None, s_here.Tag));
        link.Send(s_there, 3);
        Assert.Equal(Loopback.Datagram(s_there, 3), link.Inbox.Next().Bytes);
        FaultPlan plan = FaultPlan.Read(["dup=100%"], 42).OrThrow();
        link.Faulty.SetFaults(new ReceiverFaults(plan, s_here.Tag));
        link.Send(s_there, 4);
        link.Inbox.Next();
        link.Inbox.Next();
        Assert.Equal(new FaultCounters(1, 1, 0, 0, 0), link.Faulty.Faults);
    }

    [Fact]
    public void The_delay_line_loses_and_counts_what_is_over_its_limit()
    {
        var pool = new DatagramPool();
        using var inbox = new Inbox();
        using var line = new DelayLine(new MonotonicClock(), inbox);
        for (int i = 0; i < DelayLine.MaxWaiting; i++)
            Assert.True(line.TryAdd(pool.Rent(1), TimeSpan.FromHours(1)));
        DatagramBuffer surplus = pool.Rent(1);
        Assert.False(line.TryAdd(surplus, TimeSpan.FromHours(1)));
        Assert.Equal(1, line.Overflowed);
        Assert.Same(surplus, pool.Rent(1));
    }

    [Fact]
    public void The_delay_line_gives_on_the_earliest_first_and_equal_ones_as_added()
    {
        var pool = new DatagramPool();
        using var inbox = new Inbox();
        var time = new FakeTimeProvider();
        using var line = new DelayLine(new MonotonicClock(time), inbox);
        line.TryAdd(Filled(pool, 4), TimeSpan.FromMilliseconds(3));
        line.TryAdd(Filled(pool, 1), TimeSpan.FromMilliseconds(1));
        line.TryAdd(Filled(pool, 3), TimeSpan.FromMilliseconds(2));
        line.TryAdd(Filled(pool, 2), TimeSpan.FromMilliseconds(1));
        time.Advance(TimeSpan.FromMilliseconds(3));
        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 4).Select(_ => inbox.Next().Bytes[0]));
    }

    private static DatagramBuffer Filled(DatagramPool pool, byte mark)
    {
        DatagramBuffer buffer = pool.Rent(1);
        buffer.Span[0] = mark;
        return buffer;
    }

    /// <summary>A faulty channel of n1, and a plain one to send anything from.</summary>
    private sealed class Link : IDisposable
    {
        private readonly MulticastChannel _plain;

        internal Link(string spec, TimeSpan runAge = default)
        {
            FaultPlan plan = FaultPlan.Read([spec], 42).OrThrow();
            MulticastOptions options = Loopback.DrawOptions();
            _plain = Loopback.Open(options);
            Faulty = new FaultyChannel(Loopback.Open(options), new ReceiverFaults(plan, s_here.Tag), NullLogger.Instance, runAge);
            Faulty.Start(new DatagramPool(), Inbox);
        }

        internal FaultyChannel Faulty { get; }

        internal Inbox Inbox { get; } = new();

        internal void Send(MemberId sender, ulong number) => _plain.Send(Loopback.Datagram(sender, number));

        public void Dispose()
        {
            Faulty.Dispose();
            _plain.Dispose();
            Inbox.Dispose();
        }
    }
}

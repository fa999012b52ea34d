using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Hosting;

public sealed class AllocationTests
{
    private const int WarmUp = 2000;
    private const int Measured = 20000;

    // The smallest object takes 24 bytes: one in 24 datagrams that cost an object would already show. A few bytes are left for a burst
    // that finds the pool empty.
    private const long MostBytes = Measured;

    [Fact]
    public void A_loop_in_steady_traffic_allocates_nothing_per_datagram()
    {
        MulticastOptions options = Loopback.DrawOptions();
        BallNode first = new(side: 1, serves: true, WarmUp, Measured), second = new(side: 2, serves: false, WarmUp, Measured);
        using LoopRig a = new(first, options), b = new(second, options);
        b.Start();
        a.Start();
        Assert.True(first.Measured.Wait(Patience.Limit), $"The ball was thrown {first.Count} times only.");
        Assert.True(first.AllocatedBytes < MostBytes, $"{first.AllocatedBytes} bytes were allocated for {Measured} throws.");
    }

    [Fact]
    public void A_channel_in_steady_traffic_allocates_nothing_per_datagram()
    {
        using MulticastChannel channel = Loopback.Open(Loopback.DrawOptions());
        using var gauge = new AllocationGauge(WarmUp, Measured);
        channel.Start(new DatagramPool(), gauge);
        var datagram = new byte[1400];
        for (int i = 0; i < WarmUp + Measured; i++)
        {
            channel.Send(datagram);
            // Only as fast as the receiver: what is lost is not measured.
            Assert.True(gauge.One.Wait(Patience.Limit));
        }
        Assert.True(gauge.AllocatedBytes < MostBytes, $"{gauge.AllocatedBytes} bytes were allocated for {Measured} datagrams.");
    }

    [Fact]
    public void Unicast_to_several_peers_in_steady_traffic_allocates_nothing_per_datagram()
    {
        UnicastOptions[] options = Loopback.DrawPeers(3);
        using IDatagramChannel from = options[0].Open(NullLogger.Instance), to = options[1].Open(NullLogger.Instance);
        using var gauge = new AllocationGauge(WarmUp, Measured);
        to.Start(new DatagramPool(), gauge);
        var datagram = new byte[1400];
        long before = 0;
        for (int i = 0; i < WarmUp + Measured; i++)
        {
            if (i == WarmUp)
                before = GC.GetAllocatedBytesForCurrentThread();
            from.Send(datagram);
            Assert.True(gauge.One.Wait(Patience.Limit));
        }
        long sending = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(gauge.AllocatedBytes + sending < MostBytes,
            $"{gauge.AllocatedBytes} + {sending} bytes were allocated for {Measured} datagrams.");
    }

    /// <summary>Measures what the channel's receiving thread allocates from one datagram to a later one.</summary>
    private sealed class AllocationGauge(int from, int length) : IDatagramSink, IDisposable
    {
        private int _count;
        private long _before;

        internal SemaphoreSlim One { get; } = new(0);

        internal long AllocatedBytes { get; private set; }

        public void Take(DatagramBuffer datagram)
        {
            datagram.Release();
            _count++;
            if (_count == from)
                _before = GC.GetAllocatedBytesForCurrentThread();
            if (_count == from + length)
                AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _before;
            One.Release();
        }

        public void Dispose() => One.Dispose();
    }
}

using System.Net.Sockets;
using System.Net;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Network;

public sealed class UnicastChannelTests
{
    [Fact]
    public void What_is_sent_reaches_every_peer_and_says_where_it_came_from()
    {
        UnicastOptions[] options = Loopback.DrawPeers(3);
        using IDatagramChannel a = options[0].Open(NullLogger.Instance), b = options[1].Open(NullLogger.Instance);
        using IDatagramChannel c = options[2].Open(NullLogger.Instance);
        using Inbox atA = new(), atB = new(), atC = new();
        a.Start(new DatagramPool(), atA);
        b.Start(new DatagramPool(), atB);
        c.Start(new DatagramPool(), atC);

        a.Send("from a"u8);
        foreach (Inbox inbox in (Inbox[])[atB, atC])
        {
            Arrival arrival = inbox.Next();
            Assert.Equal("from a"u8.ToArray(), arrival.Bytes);
            Assert.Equal(options[0].Own, arrival.Source);
        }
        b.Send("from b"u8);
        Assert.Equal("from b"u8.ToArray(), atA.Next().Bytes);
        Assert.Equal(0, atA.Waiting);
        Assert.Equal(new ChannelCounters(2, 12, 0, 1, 6, 0), a.Counters);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1400)]
    [InlineData(65507)]
    public void A_datagram_of_any_size_arrives_whole(int size)
    {
        UnicastOptions[] options = Loopback.DrawPeers(2);
        using IDatagramChannel from = options[0].Open(NullLogger.Instance), to = options[1].Open(NullLogger.Instance);
        using var inbox = new Inbox();
        to.Start(new DatagramPool(), inbox);
        var sent = new byte[size];
        new Random(size).NextBytes(sent);
        from.Send(sent);
        Assert.Equal(sent, inbox.Next().Bytes);
    }

    [Fact]
    public void A_peer_that_is_not_there_keeps_nothing_from_the_others()
    {
        UnicastOptions[] options = Loopback.DrawPeers(3);
        using IDatagramChannel a = options[0].Open(NullLogger.Instance), c = options[2].Open(NullLogger.Instance);
        using Inbox atA = new(), atC = new();
        a.Start(new DatagramPool(), atA);
        c.Start(new DatagramPool(), atC);
        for (byte i = 0; i < 10; i++)
        {
            a.Send([i]);
            Assert.Equal([i], atC.Next().Bytes);
        }
        c.Send("still here"u8);
        Assert.Equal("still here"u8.ToArray(), atA.Next().Bytes);
        Assert.Equal(0, a.Counters.ReceiveErrors);
    }

    [Fact]
    public void A_port_that_is_taken_is_refused_with_a_sentence()
    {
        UnicastOptions options = Loopback.DrawPeers(2)[0];
        using IDatagramChannel first = options.Open(NullLogger.Instance);
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => options.Open(NullLogger.Instance));
        Assert.Contains($"UDP port {options.Own.Port} is taken", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--listen", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_machine_is_refused_with_a_sentence()
    {
        UnicastOptions options = Loopback.DrawPeers(2)[0] with { Own = new IPEndPoint(IPAddress.Parse("203.0.113.77"), 45678) };
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => options.Open(NullLogger.Instance));
        Assert.Contains("203.0.113.77:45678 cannot be listened on", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_of_refusal_by_the_network_is_said_once_and_every_one_is_counted()
    {
        var logger = new RecordingLogger();
        using IDatagramChannel channel = Loopback.DrawPeers(3)[0].Open(logger);
        var tooLarge = new byte[65508];
        channel.Send(tooLarge);
        channel.Send(tooLarge);
        Assert.Equal(4, channel.Counters.SendErrors);
        Assert.Equal(0, channel.Counters.Sent);
        Assert.Single(logger.Lines, line => line.Text.StartsWith("The network refuses", StringComparison.Ordinal));
    }

    [Fact]
    public void Closing_wakes_a_receive_that_waits_and_may_be_done_twice()
    {
        IDatagramChannel channel = Loopback.DrawPeers(2)[0].Open(NullLogger.Instance);
        using var inbox = new Inbox();
        channel.Start(new DatagramPool(), inbox);
        channel.Dispose();
        channel.Dispose();
        Assert.Equal(0, channel.Counters.ReceiveErrors);
    }

    [Fact]
    public void It_works_over_IPv6_where_loopback_has_it()
    {
        if (!Loopback.Interface.Has(AddressFamily.InterNetworkV6))
            return;
        UnicastOptions[] four = Loopback.DrawPeers(2);
        IPEndPoint[] six = [.. four.Select(options => new IPEndPoint(IPAddress.IPv6Loopback, options.Own.Port))];
        using IDatagramChannel from = (four[0] with { Own = six[0], Peers = [six[1]] }).Open(NullLogger.Instance);
        using IDatagramChannel to = (four[1] with { Own = six[1], Peers = [six[0]] }).Open(NullLogger.Instance);
        using var inbox = new Inbox();
        to.Start(new DatagramPool(), inbox);
        from.Send("six"u8);
        Arrival arrival = inbox.Next();
        Assert.Equal("six"u8.ToArray(), arrival.Bytes);
        Assert.Equal(six[0], arrival.Source);
    }
}

using System.Net.Sockets;
using System.Net;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Tests.Network;

public sealed class MulticastChannelTests
{
    [Fact]
    public void Two_channels_on_one_port_hear_each_other_and_themselves()
    {
        MulticastOptions options = Loopback.DrawOptions();
        using MulticastChannel a = Loopback.Open(options), b = Loopback.Open(options);
        using Inbox atA = new(), atB = new();
        a.Start(new DatagramPool(), atA);
        b.Start(new DatagramPool(), atB);

        a.Send("from a"u8);
        Assert.Equal("from a"u8.ToArray(), atA.Next().Bytes);
        Assert.Equal("from a"u8.ToArray(), atB.Next().Bytes);
        b.Send("from b"u8);
        Assert.Equal("from b"u8.ToArray(), atA.Next().Bytes);
        Arrival last = atB.Next();
        Assert.Equal("from b"u8.ToArray(), last.Bytes);
        Assert.Equal(b.Source, last.Source);
        Assert.NotEqual(a.Source, b.Source);
        Assert.Equal(IPAddress.Loopback, b.Source.Address);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(65507)]
    public void A_datagram_of_any_size_arrives_whole(int size)
    {
        using MulticastChannel channel = Loopback.Open(Loopback.DrawOptions());
        using var inbox = new Inbox();
        channel.Start(new DatagramPool(), inbox);
        var sent = new byte[size];
        new Random(size).NextBytes(sent);
        channel.Send(sent);
        Assert.Equal(sent, inbox.Next().Bytes);
        Assert.Equal(new ChannelCounters(1, size, 0, 1, size, 0), channel.Counters);
    }

    [Fact]
    public void Another_group_on_the_same_port_is_not_heard()
    {
        MulticastOptions options = Loopback.DrawOptions();
        MulticastGroup other = OtherGroup(options.Group);
        using MulticastChannel here = Loopback.Open(options), there = Loopback.Open(options with { Group = other });
        using Inbox atHere = new(), atThere = new();
        here.Start(new DatagramPool(), atHere);
        there.Start(new DatagramPool(), atThere);
        there.Send("not for you"u8);
        Assert.Equal("not for you"u8.ToArray(), atThere.Next().Bytes);
        here.Send("for you"u8);
        Assert.Equal("for you"u8.ToArray(), atHere.Next().Bytes);
        Assert.Equal(0, atHere.Waiting);
        Assert.Equal(1, here.Counters.Received);
    }

    [Fact]
    public void A_datagram_that_the_network_refuses_is_counted_and_said_once()
    {
        var logger = new RecordingLogger();
        using var channel = new MulticastChannel(Loopback.DrawOptions(), logger);
        var tooLarge = new byte[65508];
        channel.Send(tooLarge);
        channel.Send(tooLarge);
        Assert.Equal(2, channel.Counters.SendErrors);
        Assert.Equal(0, channel.Counters.Sent);
        Assert.Single(logger.Lines, line => line.Text.StartsWith("The network refuses", StringComparison.Ordinal));
    }

    [Fact]
    public void Buffers_smaller_than_asked_for_give_one_warning_with_the_remedy()
    {
        var logger = new RecordingLogger();
        const int asked = 1 << 30;
        using var channel = new MulticastChannel(Loopback.DrawOptions() with { ReceiveBufferBytes = asked }, logger);
        Assert.InRange(channel.GrantedReceiveBufferBytes, 1, asked - 1);
        (LogLevel level, string text) = Assert.Single(logger.Lines);
        Assert.Equal(LogLevel.Warning, level);
        string granted = $"{channel.GrantedReceiveBufferBytes / 1024} of {asked / 1024} KiB of receive buffer";
        Assert.Contains(granted, text, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($"net.core.rmem_max={asked}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_that_are_granted_give_no_warning()
    {
        var logger = new RecordingLogger();
        const int modest = 64 * 1024;
        using var channel = new MulticastChannel(
            Loopback.DrawOptions() with { ReceiveBufferBytes = modest, SendBufferBytes = modest }, logger);
        Assert.Empty(logger.Lines);
        Assert.True(channel.GrantedReceiveBufferBytes >= modest);
        Assert.True(channel.GrantedSendBufferBytes >= modest);
    }

    [Fact]
    public void A_port_that_is_not_shared_is_refused_with_a_sentence()
    {
        MulticastOptions options = Loopback.DrawOptions();
        using var selfish = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        selfish.Bind(new IPEndPoint(IPAddress.Any, options.Group.Port));
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => Loopback.Open(options));
        Assert.Equal(
            $"UDP port {options.Group.Port} is taken by a program that does not share it: choose another --group", refusal.Message);
    }

    [Fact]
    public void Closing_wakes_a_receive_that_waits_and_may_be_done_twice()
    {
        MulticastChannel channel = Loopback.Open(Loopback.DrawOptions());
        using var inbox = new Inbox();
        channel.Start(new DatagramPool(), inbox);
        channel.Send("awake"u8);
        inbox.Next();
        channel.Dispose();
        channel.Dispose();
        Assert.Equal(0, channel.Counters.ReceiveErrors);
    }

    [Fact]
    public void A_channel_is_started_once()
    {
        using var channel = new MulticastChannel(Loopback.DrawOptions(), NullLogger.Instance);
        using var inbox = new Inbox();
        channel.Start(new DatagramPool(), inbox);
        Assert.Throws<InvalidOperationException>(() => channel.Start(new DatagramPool(), inbox));
    }

    private static MulticastGroup OtherGroup(MulticastGroup group)
    {
        byte[] address = group.Address.GetAddressBytes();
        address[3] ^= 1;
        return MulticastGroup.Parse($"{new IPAddress(address)}:{group.Port}");
    }
}

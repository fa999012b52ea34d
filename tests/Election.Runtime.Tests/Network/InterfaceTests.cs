using System.Net.Sockets;
using System.Net;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Network;

/// <summary>
/// The groups that can be used on each interface, and the source addresses. The interfaces here are descriptions: nothing is sent.
/// </summary>
public sealed class InterfaceTests
{
    private static readonly IPAddress s_ipv4 = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress s_onLink = IPAddress.Parse("fe80::1%7");
    private static readonly IPAddress s_beyond = IPAddress.Parse("fd00::1");

    [Fact]
    public void Over_IPv6_a_link_local_group_is_sent_to_from_a_link_local_address_and_a_wider_one_from_another()
    {
        LocalInterface via = Described([s_ipv4, s_beyond, s_onLink]);
        Assert.Equal(s_onLink, via.AddressTowards(IPAddress.Parse("ff12::7:1")));
        Assert.Equal(s_onLink, via.AddressTowards(IPAddress.Parse("fe80::2")));
        Assert.Equal(s_beyond, via.AddressTowards(IPAddress.Parse("ff18::7:1")));
        Assert.Equal(s_beyond, via.AddressTowards(IPAddress.Parse("fd00::2")));
        Assert.Equal(s_ipv4, via.AddressTowards(IPAddress.Parse("239.192.7.1")));
    }

    [Fact]
    public void The_address_an_interface_was_named_by_is_the_one_to_send_from_in_its_family()
    {
        LocalInterface via = Described([s_ipv4, s_onLink, s_beyond], named: s_beyond);
        Assert.Equal(s_beyond, via.AddressTowards(IPAddress.Parse("ff12::7:1")));
        Assert.Equal(s_ipv4, via.AddressTowards(IPAddress.Parse("239.192.7.1")));
        Assert.Equal(s_beyond, via.Address);
    }

    [Fact]
    public void An_interface_owns_its_addresses_with_and_without_their_scope()
    {
        LocalInterface via = Described([s_ipv4, s_onLink]);
        Assert.True(via.Owns(IPAddress.Parse("fe80::1")));
        Assert.True(via.Owns(IPAddress.Parse("fe80::1%7")));
        Assert.False(via.Owns(IPAddress.Parse("fe80::1%8")));
        Assert.False(via.Owns(IPAddress.Parse("10.0.0.2")));
    }

    [Fact]
    public void An_interface_without_an_address_of_the_groups_family_is_refused_with_the_way_out()
    {
        MulticastGroup four = MulticastGroup.Parse("239.192.7.1:5"), six = MulticastGroup.Parse("[ff12::7:1]:5");
        Assert.Contains("no IPv6 address", MulticastOptions.ObjectionTo(six, Described([s_ipv4]))!.ToString(), StringComparison.Ordinal);
        Assert.Contains("no IPv4 address", MulticastOptions.ObjectionTo(four, Described([s_onLink]))!.ToString(), StringComparison.Ordinal);
        Assert.Null(MulticastOptions.ObjectionTo(six, Described([s_onLink])));
        Assert.Null(MulticastOptions.ObjectionTo(four, Described([s_ipv4])));
    }

    [Fact]
    public void An_interface_without_multicast_is_refused_with_the_way_out()
    {
        LocalInterface tunnel = Described([s_ipv4], carriesMulticast: false);
        Assert.Contains("--peers", MulticastOptions.ObjectionTo(MulticastGroup.Parse("239.192.7.1:5"), tunnel)!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Linux_loopback_refuses_an_IPv6_group_and_says_what_to_use()
    {
        var options = new MulticastOptions(MulticastGroup.Parse("[ff12::7:1]:45678"), Loopback.Interface);
        if (!OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain("Linux", $"{MulticastOptions.ObjectionTo(options.Group, options.Via)}", StringComparison.Ordinal);
            return;
        }
        StartRefusedException refusal = Assert.Throws<StartRefusedException>(() => options.Open(NullLogger.Instance));
        Assert.Contains("239.192.7.1:45678", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--interface", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longer_header_of_IPv6_leaves_less_for_a_datagram()
    {
        LocalInterface ethernet = Described([s_ipv4, s_onLink]);
        Assert.Equal(1472, DatagramSize.LargestOn(ethernet).Bytes);
        Assert.Equal(1452, DatagramSize.LargestOn(ethernet, AddressFamily.InterNetworkV6).Bytes);
        Assert.Equal(1400, DatagramSize.DefaultFor(ethernet, AddressFamily.InterNetworkV6).Bytes);
        Assert.Equal(1400, new MulticastOptions(MulticastGroup.Parse("[ff12::7:1]:5"), ethernet).MaxDatagram.Bytes);
        Assert.Equal(1452, DatagramSize.Read("1452", ethernet, AddressFamily.InterNetworkV6).OrThrow().Bytes);
        string? reason = DatagramSize.Read("1453", ethernet, AddressFamily.InterNetworkV6).Refusal?.ToString();
        Assert.Contains("1452", reason, StringComparison.Ordinal);
    }

    private static LocalInterface Described(IPAddress[] addresses, IPAddress? named = null, bool carriesMulticast = true) =>
        new("lan", index: 7, mtuBytes: 1500, isLoopback: false, carriesMulticast, [.. addresses], named);
}

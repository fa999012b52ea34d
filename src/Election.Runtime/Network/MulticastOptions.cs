using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>The settings of a multicast channel. The parsers of its parts validate them.</summary>
/// <param name="Group">The group and port.</param>
/// <param name="Via">The interface for joining and sending.</param>
/// <param name="Ttl">The reach of datagrams: the TTL of IPv4, the hop limit of IPv6.</param>
/// <param name="MaxDatagram">The largest datagram to send.</param>
public sealed record MulticastOptions(MulticastGroup Group, LocalInterface Via, TimeToLive Ttl, DatagramSize MaxDatagram)
    : ChannelOptions(Group, Via, MaxDatagram)
{
    /// <summary>Combines a group and an interface with the defaults for the rest.</summary>
    public MulticastOptions(MulticastGroup group, LocalInterface via)
        : this(group, via, TimeToLive.DefaultFor(via), DatagramSize.DefaultFor(via, group.Family))
    {
    }

    /// <summary>
    /// True if members on this machine get copies of what is sent; off only for the plain primitives. Linux's loopback interface always
    /// returns copies, whatever is set here.
    /// </summary>
    public bool LoopsBack { get; init; } = true;

    /// <inheritdoc/>
    public override Sentence Route => $"{Group} via {Via}, ttl {Ttl}";

    /// <summary>Returns the reason that a group cannot be used on an interface, in one clause with the fix; null if it can.</summary>
    public static Sentence? ObjectionTo(MulticastGroup group, LocalInterface via)
    {
        bool isIpv6 = group.Family == AddressFamily.InterNetworkV6;
        if (isIpv6 && via.IsLoopback && OperatingSystem.IsLinux())
            return $"Linux delivers no IPv6 multicast on its loopback interface {via.Name}: use an IPv4 --group such as {
                MulticastGroupText.Ipv4Example}, or name a real or veth interface with --interface";
        if (!via.CarriesMulticast)
            return $"interface {via.Name
                } does not carry multicast: choose another --interface, or reach the others by unicast with --peers";
        if (via.Has(group.Family))
            return null;
        if (isIpv6)
            return $"interface {via.Name} has no IPv6 address: give it one, or use an IPv4 --group such as {
                MulticastGroupText.Ipv4Example}";
        return $"interface {via.Name} has no IPv4 address: give it one, or use an IPv6 --group such as {MulticastGroupText.Ipv6Example}";
    }

    /// <inheritdoc/>
    public override ChannelOptions On(LocalInterface via) => this with { Via = via };

    /// <inheritdoc/>
    public override IPAddress? SourceOn(LocalInterface via) => via.AddressTowards(Group.Address);

    /// <inheritdoc/>
    public override IDatagramChannel Open(ILogger logger) => new MulticastChannel(this, logger);
}

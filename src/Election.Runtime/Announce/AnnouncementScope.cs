using System.Net.Sockets;
using Election.Runtime.Network;

namespace Election.Runtime.Announce;

/// <summary>
/// The scope of announcements: 239.255.255.255, the highest address of the local scope (RFC 2365, section 6.1), on SAP's port (RFC 2974,
/// section 3); on an interface without IPv4, ff05::2:7ffe of the site. The interface and the TTL are the election's own, so that an
/// announcement goes exactly as far as the election it announces, and stays on loopback if the election does; RFC 2974 would use a TTL of
/// 255 and leave the boundary to routers.
/// </summary>
public static class AnnouncementScope
{
    private static readonly MulticastGroup s_ipv4Group = MulticastGroup.Parse("239.255.255.255:9875");
    private static readonly MulticastGroup s_ipv6Group = MulticastGroup.Parse("[ff05::2:7ffe]:9875");

    /// <summary>Returns the options for announcements on an interface.</summary>
    public static MulticastOptions Of(LocalInterface via, TimeToLive ttl)
    {
        MulticastGroup group = via.Has(AddressFamily.InterNetwork) ? s_ipv4Group : s_ipv6Group;
        return new MulticastOptions(group, via, ttl, DatagramSize.DefaultFor(via, group.Family));
    }
}

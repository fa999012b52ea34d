using System.Net.Sockets;
using System.Net;
using System.Text;

namespace Election.Runtime.Network;

/// <summary>
/// Creates the two sockets of a multicast channel: one bound to the group's port to receive, and one with its own port to send, so that a
/// datagram's source address identifies the process that sent it. Both name the interface; nothing is left to a system default.
/// </summary>
internal static class MulticastSockets
{
    // Linux: <linux/in.h>, <linux/in6.h>. Off: the socket receives only for its own memberships, not for those of other sockets on this
    // machine.
    private const int IpProtocolLevel = 0;
    private const int IpMulticastAll = 49;
    private const int Ipv6ProtocolLevel = 41;
    private const int Ipv6MulticastAll = 29;

    // Linux: <asm-generic/socket.h>.
    private const int SocketLevel = 1;
    private const int BindToDevice = 25;

    /// <summary>Opens the socket that receives from the group on the given interface.</summary>
    /// <exception cref="StartRefusedException">The port is taken, or the interface or the system refuses the join.</exception>
    internal static Socket OpenReceiver(MulticastOptions options)
    {
        Socket socket = NewSocket(options);
        try
        {
            // Several processes of one machine share the port, and each gets a copy.
            socket.ExclusiveAddressUse = false;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.ReceiveBufferSize = options.ReceiveBufferBytes;
            if (options.Group.Family == AddressFamily.InterNetworkV6)
                JoinIpv6(socket, options);
            else
                JoinIpv4(socket, options);
            return socket;
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Refused(options, refusal);
        }
    }

    /// <summary>Opens the socket that sends to the group over the given interface, with a source port of its own.</summary>
    /// <exception cref="StartRefusedException">The interface or the system refuses.</exception>
    internal static Socket OpenSender(MulticastOptions options)
    {
        Socket socket = NewSocket(options);
        try
        {
            bool isIpv6 = options.Group.Family == AddressFamily.InterNetworkV6;
            SocketOptionLevel level = isIpv6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
            socket.SendBufferSize = options.SendBufferBytes;
            // IPv6 wants the index as it is; IPv4 wants it in network order, where it might also be an address.
            socket.SetSocketOption(level, SocketOptionName.MulticastInterface,
                isIpv6 ? options.Via.Index : IPAddress.HostToNetworkOrder(options.Via.Index));
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, options.Ttl.Hops);
            // The other processes of this machine are members, too.
            socket.SetSocketOption(level, SocketOptionName.MulticastLoopback, options.LoopsBack);
            socket.Bind(new IPEndPoint(options.Via.AddressTowards(options.Group.Address)!, 0));
            return socket;
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Refused(options, refusal);
        }
    }

    /// <summary>Returns the destination: the group, on the given interface.</summary>
    internal static SocketAddress Destination(MulticastOptions options)
    {
        IPAddress address = options.Group.Family == AddressFamily.InterNetworkV6 ? Scoped(options) : options.Group.Address;
        return new IPEndPoint(address, options.Group.Port).Serialize();
    }

    private static void JoinIpv4(Socket socket, MulticastOptions options)
    {
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption(IpProtocolLevel, IpMulticastAll, [0, 0, 0, 0]);
        // A Unix socket bound to the group's address does not receive other groups on the port; Windows filters by membership and does not
        // bind to a group.
        IPAddress bound = OperatingSystem.IsWindows() ? IPAddress.Any : options.Group.Address;
        socket.Bind(new IPEndPoint(bound, options.Group.Port));
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership,
            new MulticastOption(options.Group.Address, options.Via.Index));
    }

    private static void JoinIpv6(Socket socket, MulticastOptions options)
    {
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(Ipv6ProtocolLevel, Ipv6MulticastAll, [0, 0, 0, 0]);
            HearOnly(options.Via, socket);
        }
        IPAddress bound = OperatingSystem.IsWindows() ? IPAddress.IPv6Any : Scoped(options);
        socket.Bind(new IPEndPoint(bound, options.Group.Port));
        socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership,
            new IPv6MulticastOption(options.Group.Address, options.Via.Index));
    }

    // For IPv6, Linux compares the group alone, not the interface it was joined on; a link-scoped group is bound to its link anyway.
    private static void HearOnly(LocalInterface via, Socket socket)
    {
        try
        {
            socket.SetRawSocketOption(SocketLevel, BindToDevice, Encoding.ASCII.GetBytes(via.Name + "\0"));
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AccessDenied)
        {
            // Before Linux 5.7 only root may do this; without it, a wider group that other sockets joined elsewhere is also received from
            // there.
        }
    }

    private static IPAddress Scoped(MulticastOptions options) => new(options.Group.Address.GetAddressBytes(), options.Via.Index);

    private static Socket NewSocket(MulticastOptions options) =>
        MulticastOptions.ObjectionTo(options.Group, options.Via) is { } objection
        ? throw new StartRefusedException(objection)
        : new Socket(options.Group.Family, SocketType.Dgram, ProtocolType.Udp);

    private static StartRefusedException Refused(MulticastOptions options, SocketException refusal) => refusal.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new StartRefusedException(
            $"UDP port {options.Group.Port} is taken by a program that does not share it: choose another --group", refusal),
        SocketError.AddressNotAvailable when options.Group.Family == AddressFamily.InterNetworkV6 => new StartRefusedException(
            $"the IPv6 address of {options.Via.Name} is not ready: wait two seconds after bringing an interface up, and try again",
            refusal),
        SocketError.NoBufferSpaceAvailable => new StartRefusedException(
            $"the system allows no more group memberships: raise its limit (Linux: sysctl net.ipv4.igmp_max_memberships)", refusal),
        _ => new StartRefusedException(
            $"group {options.Group} cannot be joined on {options.Via}: {refusal.Message} (check --group and --interface)", refusal),
    };
}

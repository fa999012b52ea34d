using System.Net;
using System.Net.Sockets;

namespace Election.Runtime.Network;

/// <summary>
/// Makes the two sockets of a multicast channel: one bound to the group's port to receive, one of its own to send, so that a
/// datagram's source address names the process that sent it. Everything names the interface; nothing falls to a system default.
/// </summary>
internal static class MulticastSockets
{
    // Linux: <linux/in.h>. Off: the socket hears only memberships of its own, not those of other sockets on this machine.
    private const int IpProtocolLevel = 0;
    private const int IpMulticastAll = 49;

    /// <summary>The socket that hears the group on the one interface.</summary>
    /// <exception cref="StartRefusedException">The port is taken, or the system refuses the join.</exception>
    internal static Socket OpenReceiver(MulticastOptions options)
    {
        Socket socket = NewSocket();
        try
        {
            // Several processes of one machine share the port, and each gets a copy.
            socket.ExclusiveAddressUse = false;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.ReceiveBufferSize = options.ReceiveBufferBytes;
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(IpProtocolLevel, IpMulticastAll, [0, 0, 0, 0]);
            // Bound to the group's address a Unix socket does not hear other groups on the port; Windows filters by membership
            // and does not bind to a group.
            IPAddress bound = OperatingSystem.IsWindows() ? IPAddress.Any : options.Group.Address;
            socket.Bind(new IPEndPoint(bound, options.Group.Port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership,
                new MulticastOption(options.Group.Address, options.Via.Index));
            return socket;
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Refused(options, refusal);
        }
    }

    /// <summary>The socket that sends to the group over the one interface, with a source port of its own.</summary>
    /// <exception cref="StartRefusedException">The system refuses.</exception>
    internal static Socket OpenSender(MulticastOptions options)
    {
        Socket socket = NewSocket();
        try
        {
            socket.SendBufferSize = options.SendBufferBytes;
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface,
                IPAddress.HostToNetworkOrder(options.Via.Index));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, options.Ttl.Hops);
            // The other processes of this machine are members too.
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastLoopback, options.LoopsBack);
            socket.Bind(new IPEndPoint(options.Via.Address, 0));
            return socket;
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Refused(options, refusal);
        }
    }

    /// <summary>The receive buffer that the kernel grants, in bytes: Linux books twice of what it grants, and reports that.</summary>
    internal static int GrantedReceiveBytes(Socket socket) => Granted(socket.ReceiveBufferSize);

    /// <summary>The send buffer that the kernel grants, in bytes.</summary>
    internal static int GrantedSendBytes(Socket socket) => Granted(socket.SendBufferSize);

    private static int Granted(int reported) => OperatingSystem.IsLinux() ? reported / 2 : reported;

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    private static StartRefusedException Refused(MulticastOptions options, SocketException refusal) => refusal.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new StartRefusedException(
            $"UDP port {options.Group.Port} is taken by a program that does not share it: choose another --group", refusal),
        SocketError.NoBufferSpaceAvailable => new StartRefusedException(
            "the system allows no more group memberships: raise its limit (Linux: sysctl net.ipv4.igmp_max_memberships)", refusal),
        _ => new StartRefusedException(
            $"group {options.Group} cannot be joined on {options.Via}: {refusal.Message} (check --group and --interface)", refusal),
    };
}

using System.Net.Sockets;
using System.Net;
using Election.Groups.Model;
using Election.Groups.Wire;
using Election.Runtime.Network;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Tests.Support;

/// <summary>Channels that never leave this machine: drawn group and port, interface 127.0.0.1, TTL 0.</summary>
internal static class Loopback
{
    internal static MulticastOptions DrawOptions() => new(MulticastGroup.Draw(), Interface);

    internal static LocalInterface Interface => LocalInterface.Find("127.0.0.1").OrThrow();

    internal static MulticastChannel Open(MulticastOptions options) => new(options, NullLogger.Instance);

    /// <summary>Options of nodes that reach one another by unicast, each on a free port of its own.</summary>
    internal static UnicastOptions[] DrawPeers(int count)
    {
        IPEndPoint[] all = [.. FreePorts(count).Select(port => new IPEndPoint(IPAddress.Loopback, port))];
        DatagramSize size = DatagramSize.DefaultFor(Interface);
        var group = MulticastGroup.Draw();
        return [.. all.Select(own => new UnicastOptions(group, Interface, own, [.. all.Where(peer => peer != own)], size))];
    }

    // Held together, so that they differ; a program that takes one in the moment between gives the test a clear refusal.
    private static int[] FreePorts(int count)
    {
        var holders = new Socket[count];
        for (int i = 0; i < count; i++)
            holders[i] = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            foreach (Socket holder in holders)
                holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return [.. holders.Select(holder => ((IPEndPoint)holder.LocalEndPoint!).Port)];
        }
        finally
        {
            foreach (Socket holder in holders)
                holder.Dispose();
        }
    }

    /// <summary>A sealed datagram with one empty frame, as a member would send it.</summary>
    internal static byte[] Datagram(MemberId sender, ulong number)
    {
        var bytes = new byte[DatagramHeader.SizeBytes + FrameHeader.SizeBytes + DatagramHeader.ChecksumBytes];
        new DatagramHeader(1, sender.Tag, new Incarnation(1), Epoch.None).Write(bytes);
        var frame = new SpanWriter(bytes.AsSpan(DatagramHeader.SizeBytes));
        frame.Byte((byte)FrameKind.Data);
        frame.UInt64(number);
        frame.UInt16(0);
        DatagramHeader.Seal(bytes);
        return bytes;
    }
}

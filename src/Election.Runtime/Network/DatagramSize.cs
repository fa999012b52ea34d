using System.Globalization;
using System.Net.Sockets;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Runtime.Network;

/// <summary>The largest datagram that a channel sends, in bytes of UDP payload (<c>--mtu</c>).</summary>
/// <param name="Bytes">The size, from <see cref="LeastBytes"/> to what the interface carries in one packet.</param>
public readonly record struct DatagramSize(int Bytes)
{
    /// <summary>The smallest size allowed: what a frame needs. IPv4 carries it nearly everywhere (RFC 791: 576 with headers).</summary>
    public const int LeastBytes = FramePacker.LeastDatagramBytes;

    /// <summary>The largest default off loopback: it leaves room for tunnels on a 1500-byte Ethernet.</summary>
    public const int CautiousBytes = 1400;

    private const int UdpHeaderBytes = 8;

    // Without options and extension headers.
    private const int Ipv4HeaderBytes = 20;
    private const int Ipv6HeaderBytes = 40;

    /// <summary>Returns the largest size that an interface carries without IP fragmentation.</summary>
    /// <param name="via">The interface.</param>
    /// <param name="family">IPv4 or IPv6, whose header is longer.</param>
    public static DatagramSize LargestOn(LocalInterface via, AddressFamily family = AddressFamily.InterNetwork)
    {
        int ipHeaderBytes = family == AddressFamily.InterNetworkV6 ? Ipv6HeaderBytes : Ipv4HeaderBytes;
        return new DatagramSize(Math.Min(via.MtuBytes - ipHeaderBytes - UdpHeaderBytes, DatagramHeader.MaxDatagramBytes));
    }

    /// <summary>Returns the default: the largest size on loopback, at most <see cref="CautiousBytes"/> elsewhere.</summary>
    /// <param name="via">The interface.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    public static DatagramSize DefaultFor(LocalInterface via, AddressFamily family = AddressFamily.InterNetwork)
    {
        DatagramSize largest = LargestOn(via, family);
        return via.IsLoopback ? largest : new DatagramSize(Math.Min(largest.Bytes, CautiousBytes));
    }

    /// <summary>Returns the reason no node can use an interface, that its packets are too small; null if it can be used.</summary>
    /// <param name="via">The interface.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    public static Sentence? Objection(LocalInterface via, AddressFamily family = AddressFamily.InterNetwork)
    {
        int most = LargestOn(via, family).Bytes, needed = via.MtuBytes - most + LeastBytes;
        if (most >= LeastBytes)
            return null;
        return $"the packets of {via.Name} hold {via.MtuBytes} bytes, and a node needs {needed}: raise its MTU or choose another";
    }

    /// <summary>Reads a size from the operator's text.</summary>
    /// <param name="text">The operator's text.</param>
    /// <param name="via">The interface it is meant for.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <returns>The size, which the interface carries, or the fault in one clause.</returns>
    public static Parsed<DatagramSize> Read(string? text, LocalInterface via, AddressFamily family = AddressFamily.InterNetwork)
    {
        int most = LargestOn(via, family).Bytes;
        bool ok = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
            && bytes >= LeastBytes && bytes <= most;
        return ok ? new DatagramSize(bytes)
            : Sentence.Of($"the largest datagram on {via.Name} is a number of bytes from {LeastBytes} to {most}");
    }
}

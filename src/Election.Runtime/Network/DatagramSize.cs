using System.Globalization;
using System.Net.Sockets;
using Election.Groups.Wire;

namespace Election.Runtime.Network;

/// <summary>The largest datagram that a channel sends, in bytes of UDP payload (<c>--mtu</c>).</summary>
/// <param name="Bytes"><see cref="LeastBytes"/> to what the interface carries in one packet.</param>
public readonly record struct DatagramSize(int Bytes)
{
    /// <summary>
    /// The least that may be asked for: what a frame needs. IPv4 carries it nearly everywhere (RFC 791: 576 with headers).
    /// </summary>
    public const int LeastBytes = FramePacker.LeastDatagramBytes;

    /// <summary>The most that is used off loopback unless asked for: room is left for tunnels on a 1500-byte Ethernet.</summary>
    public const int CautiousBytes = 1400;

    private const int UdpHeaderBytes = 8;

    // Without options and extension headers.
    private const int Ipv4HeaderBytes = 20;
    private const int Ipv6HeaderBytes = 40;

    /// <summary>The most that goes through an interface without IP fragments.</summary>
    /// <param name="via">The interface.</param>
    /// <param name="family">IPv4 or IPv6, whose header is longer.</param>
    public static DatagramSize LargestOn(LocalInterface via, AddressFamily family = AddressFamily.InterNetwork)
    {
        int ipHeaderBytes = family == AddressFamily.InterNetworkV6 ? Ipv6HeaderBytes : Ipv4HeaderBytes;
        return new DatagramSize(Math.Min(via.MtuBytes - ipHeaderBytes - UdpHeaderBytes, DatagramHeader.MaxDatagramBytes));
    }

    /// <summary>The default: all that fits on loopback, at most <see cref="CautiousBytes"/> elsewhere.</summary>
    /// <param name="via">The interface.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    public static DatagramSize DefaultFor(LocalInterface via, AddressFamily family = AddressFamily.InterNetwork)
    {
        DatagramSize largest = LargestOn(via, family);
        return via.IsLoopback ? largest : new DatagramSize(Math.Min(largest.Bytes, CautiousBytes));
    }

    /// <summary>Why no node can use an interface: its packets are too small. Null where they are not.</summary>
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
    /// <param name="text">What was typed.</param>
    /// <param name="via">The interface it is meant for.</param>
    /// <param name="size">The size, when the text is one that the interface carries.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    public static bool TryParse(string? text, LocalInterface via, out DatagramSize size, out Sentence reason,
        AddressFamily family = AddressFamily.InterNetwork)
    {
        int most = LargestOn(via, family).Bytes;
        bool ok = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)
            && bytes >= LeastBytes && bytes <= most;
        size = new DatagramSize(ok ? bytes : 0);
        reason = ok ? Sentence.None : $"the largest datagram on {via.Name} is a number of bytes from {LeastBytes} to {most}";
        return ok;
    }
}

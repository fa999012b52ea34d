using System.Globalization;
using System.Net.Sockets;
using System.Net;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>Reads <c>ADDRESS:PORT</c> and <c>[ADDRESS]:PORT</c> as a multicast group.</summary>
internal static class MulticastGroupText
{
    internal const string Ipv4Example = "239.192.7.1:45678";
    internal const string Ipv6Example = "[ff12::7:1]:45678";

    // RFC 4291, section 2.7: the low half of the second byte.
    private const int ReservedLowScope = 0x0;
    private const int ReservedHighScope = 0xF;

    internal static Parsed<MulticastGroup> Read(string? text)
    {
        int colon = text?.LastIndexOf(':') ?? -1;
        if (text is null || colon < 0)
            return Sentence.Of($"a group is written ADDRESS:PORT, for example {Ipv4Example} or {Ipv6Example}");
        string host = text[..colon], port = text[(colon + 1)..];
        bool isIpv6 = host.StartsWith('[') || host.Contains(':', StringComparison.Ordinal);
        if (!(isIpv6 ? ReadIpv6(text, host) : ReadIpv4(host)).TryGet(out IPAddress? address, out Sentence? reason))
            return reason;
        return Ports.TryRead(port, out int number) ? new MulticastGroup(address, number)
            : Sentence.Of($"'{Shown(port)}' is not a port; a port is 1 to 65535, for example {Ipv4Example}");
    }

    private static Parsed<IPAddress> ReadIpv4(string host)
    {
        // IPAddress.TryParse also accepts 239.1, 0xEF.0.0.1 and octal digits: only text that reads back the same is accepted.
        if (!IPAddress.TryParse(host, out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetwork || address.ToString() != host)
            return Sentence.Of($"'{Shown(host)}' is not an IPv4 address; write a multicast one, for example {Ipv4Example}");
        bool isMulticast = (address.GetAddressBytes()[0] & 0xF0) == 0xE0;
        return isMulticast ? address
            : Sentence.Of($"{address} is not a multicast address; choose one in 224.0.0.0 to 239.255.255.255, for example {Ipv4Example}");
    }

    private static Parsed<IPAddress> ReadIpv6(string text, string host)
    {
        string inner = host.Length > 2 && host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : "";
        if (inner.Length == 0)
            return Sentence.Of(
                $"'{Shown(text)}' is not a group; write an IPv6 one with brackets and a port, for example {Ipv6Example}");
        if (inner.Contains('%', StringComparison.Ordinal))
            return Sentence.Of($"'{Shown(inner)}' names an interface; leave out '%' and what follows, and name it with --interface");
        if (!IsPlain(inner) || !IPAddress.TryParse(inner, out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
            return Sentence.Of($"'{Shown(inner)}' is not an IPv6 address; write a multicast one, for example {Ipv6Example}");
        if (!address.IsIPv6Multicast)
            return Sentence.Of($"{address} is not a multicast address; choose one that begins with ff, for example {Ipv6Example}");
        if (ScopeOf(address) is ReservedLowScope or ReservedHighScope)
            return Sentence.Of(
                $"{address} has a reserved scope; make its fourth digit 1 to e (2 is the link), for example {Ipv6Example}");
        return address;
    }

    private static int ScopeOf(IPAddress address) => address.GetAddressBytes()[1] & 0x0F;

    // No prefix length and no second pair of brackets: IPAddress.TryParse accepts some of them.
    private static bool IsPlain(string text) => text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.');

    internal static string Shown(string typed) => string.Concat(typed.Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : c.ToString()));
}

/// <summary>UDP ports as operators write them.</summary>
public static class Ports
{
    /// <summary>Reads a port from 1 to 65535.</summary>
    public static bool TryRead(string? text, out int port)
    {
        bool ok = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) && number != 0;
        port = number;
        return ok;
    }
}

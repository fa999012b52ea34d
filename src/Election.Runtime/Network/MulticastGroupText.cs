using System.Globalization;
using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>Reads <c>ADDRESS:PORT</c> and <c>[ADDRESS]:PORT</c> as a multicast group.</summary>
internal static class MulticastGroupText
{
    internal const string Ipv4Example = "239.192.7.1:45678";
    internal const string Ipv6Example = "[ff12::7:1]:45678";

    // RFC 4291, section 2.7: the low half of the second byte.
    private const int ReservedLowScope = 0x0;
    private const int ReservedHighScope = 0xF;

    internal static bool TryRead(string? text, out MulticastGroup? group, out Sentence reason)
    {
        group = null;
        int colon = text?.LastIndexOf(':') ?? -1;
        if (text is null || colon < 0)
        {
            reason = $"a group is written ADDRESS:PORT, for example {Ipv4Example} or {Ipv6Example}";
            return false;
        }
        string host = text[..colon], port = text[(colon + 1)..];
        IPAddress? address;
        bool ok = host.StartsWith('[') || host.Contains(':', StringComparison.Ordinal)
            ? TryReadIpv6(text, host, out address, out reason)
            : TryReadIpv4(host, out address, out reason);
        if (!ok)
            return false;
        ok = Ports.TryRead(port, out int number);
        reason = ok ? Sentence.None : $"'{Shown(port)}' is not a port; a port is 1 to 65535, for example {Ipv4Example}";
        group = ok ? new MulticastGroup(address!, number) : null;
        return ok;
    }

    private static bool TryReadIpv4(string host, out IPAddress? address, out Sentence reason)
    {
        // IPAddress.TryParse also accepts 239.1, 0xEF.0.0.1 and octal digits: only text that reads back the same is accepted.
        bool ok = IPAddress.TryParse(host, out address)
            && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == host;
        bool isMulticast = ok && (address!.GetAddressBytes()[0] & 0xF0) == 0xE0;
        reason = !ok ? $"'{Shown(host)}' is not an IPv4 address; write a multicast one, for example {Ipv4Example}"
            : isMulticast ? Sentence.None
            : $"{address} is not a multicast address; choose one in 224.0.0.0 to 239.255.255.255, for example {Ipv4Example}";
        return isMulticast;
    }

    private static bool TryReadIpv6(string text, string host, out IPAddress? address, out Sentence reason)
    {
        address = null;
        string inner = host.Length > 2 && host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : "";
        if (inner.Length == 0)
            reason = $"'{Shown(text)}' is not a group; write an IPv6 one with brackets and a port, for example {Ipv6Example}";
        else if (inner.Contains('%', StringComparison.Ordinal))
            reason = $"'{Shown(inner)}' names an interface; leave out '%' and what follows, and name it with --interface";
        else if (!IsPlain(inner) || !IPAddress.TryParse(inner, out address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            reason = $"'{Shown(inner)}' is not an IPv6 address; write a multicast one, for example {Ipv6Example}";
        else if (!address.IsIPv6Multicast)
            reason = $"{address} is not a multicast address; choose one that begins with ff, for example {Ipv6Example}";
        else if (ScopeOf(address) is ReservedLowScope or ReservedHighScope)
            reason = $"{address} has a reserved scope; make its fourth digit 1 to e (2 is the link), for example {Ipv6Example}";
        else
        {
            reason = Sentence.None;
            return true;
        }
        return false;
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

using System.Collections.Immutable;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>Finds an interface of this machine from the operator's text.</summary>
internal static class InterfaceSearch
{
    // Assumed for an interface whose MTU the system does not report.
    private const int EthernetMtuBytes = 1500;
    private const int LoopbackMtuBytes = 65536;

    internal static Parsed<LocalInterface> Find(string? text)
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        NetworkInterface[] matches = [.. all.Where(candidate => IsMeant(candidate, text))];
        if (matches.Length == 0)
            return Sentence.Of($"there is no interface '{MulticastGroupText.Shown(text ?? "")}' here; the interfaces are {Listed(all)}");
        if (matches.Length > 1 && text != LocalInterface.LoopbackWord)
            return Sentence.Of($"{text} is on several interfaces; write {EitherOf(matches, text)}");
        return Describe(matches[0], text);
    }

    internal static LocalInterface? Again(string name, IPAddress? named)
    {
        NetworkInterface? match = Array.Find(NetworkInterface.GetAllNetworkInterfaces(), candidate => candidate.Name == name);
        if (match is null)
            return null;
        bool isKept = named is not null && AddressesOf(match).Any(own => LocalInterface.AreSame(own, named));
        return Describe(match, isKept ? named!.ToString() : name).TryGet(out LocalInterface? now) ? now : null;
    }

    private static Parsed<LocalInterface> Describe(NetworkInterface match, string? text)
    {
        ImmutableArray<IPAddress> addresses = AddressesOf(match);
        if (IsDown(match))
            return Sentence.Of($"interface {match.Name} is down: bring it up or choose another");
        if (addresses.IsEmpty)
            return Sentence.Of($"interface {match.Name} has no IP address: give it one or choose another");
        bool isLoopback = match.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        (int index, int mtu) = NumbersOf(match, isLoopback);
        IPAddress? named = IPAddress.TryParse(text, out IPAddress? typed)
            ? addresses.First(own => LocalInterface.AreSame(own, typed)) : null;
        // Linux's lo lacks the multicast flag, and yet carries IPv4 multicast between the processes of one machine.
        return new LocalInterface(match.Name, index, mtu, isLoopback, isLoopback || match.SupportsMulticast, addresses, named);
    }

    internal static bool IsDown(NetworkInterface candidate) =>
        candidate.OperationalStatus is OperationalStatus.Down or OperationalStatus.NotPresent or OperationalStatus.LowerLayerDown;

    private static bool IsMeant(NetworkInterface candidate, string? text)
    {
        if (candidate.Name == text)
            return true;
        if (text == LocalInterface.LoopbackWord)
            return candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        return IPAddress.TryParse(text, out IPAddress? typed) && AddressesOf(candidate).Any(own => LocalInterface.AreSame(own, typed));
    }

    private static ImmutableArray<IPAddress> AddressesOf(NetworkInterface candidate) =>
    [
        .. candidate.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
            .Select(address => WithScope(address, candidate)),
    ];

    // A link-local address is meaningful only together with its link.
    private static IPAddress WithScope(IPAddress address, NetworkInterface candidate) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv6LinkLocal && address.ScopeId == 0
            ? new IPAddress(address.GetAddressBytes(), candidate.GetIPProperties().GetIPv6Properties().Index)
            : address;

    private static (int Index, int MtuBytes) NumbersOf(NetworkInterface match, bool isLoopback)
    {
        IPInterfaceProperties properties = match.GetIPProperties();
        (int index, int mtu) = match.Supports(NetworkInterfaceComponent.IPv4)
            ? (properties.GetIPv4Properties().Index, properties.GetIPv4Properties().Mtu)
            : (properties.GetIPv6Properties().Index, properties.GetIPv6Properties().Mtu);
        if (mtu <= 0)
            mtu = isLoopback ? LoopbackMtuBytes : EthernetMtuBytes;
        return (index, MtuFromProc(match.Name) ?? mtu);
    }

    // Linux: the platform reads /sys, which shows the interfaces of the network namespace it was mounted in; /proc/sys/net shows those of
    // the process's own namespace.
    internal static int? MtuFromProc(string name)
    {
        try
        {
            string text = File.ReadAllText($"/proc/sys/net/ipv6/conf/{name}/mtu");
            return int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int mtu) && mtu > 0 ? mtu : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Sentence EitherOf(NetworkInterface[] matches, string? text) =>
        matches.Select(match => Sentence.Of($"{text}%{match.Name}")).Aggregate((before, next) => $"{before} or {next}");

    private static Sentence Listed(NetworkInterface[] all) =>
        all.Select(Shown).DefaultIfEmpty(Sentence.None).Aggregate((before, next) => $"{before}, {next}");

    private static Sentence Shown(NetworkInterface candidate)
    {
        ImmutableArray<IPAddress> addresses = AddressesOf(candidate);
        IPAddress? first = addresses.FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault();
        return first is null ? Sentence.Of($"{candidate.Name} (no IP address)") : $"{candidate.Name} ({first})";
    }
}

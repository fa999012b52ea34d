using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Election.Runtime.Network;

/// <summary>
/// The one network interface that a channel joins on and sends from. It is always named, never the system's default, so that a run
/// cannot reach a network nobody meant.
/// </summary>
public sealed record LocalInterface
{
    /// <summary>The word for the loopback interface on every system.</summary>
    public const string LoopbackWord = "loopback";

    private LocalInterface(string name, IPAddress address, int index, int mtuBytes, bool isLoopback)
    {
        Name = name;
        Address = address;
        Index = index;
        MtuBytes = mtuBytes;
        IsLoopback = isLoopback;
    }

    /// <summary>The system's name for it.</summary>
    public string Name { get; }

    /// <summary>The IPv4 address to send from.</summary>
    public IPAddress Address { get; }

    /// <summary>The system's number for it.</summary>
    public int Index { get; }

    /// <summary>The largest IP packet, in bytes.</summary>
    public int MtuBytes { get; }

    /// <summary>Whether nothing sent here leaves the machine.</summary>
    public bool IsLoopback { get; }

    /// <summary>Finds an interface by name, by one of its IPv4 addresses, or by the word <see cref="LoopbackWord"/>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="found">The interface, when there is one that can carry multicast now.</param>
    /// <param name="reason">Otherwise one clause that says what is wrong and which interfaces there are.</param>
    public static bool TryFind(string? text, out LocalInterface? found, out string reason)
    {
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        NetworkInterface? match = Array.Find(all, candidate => IsMeant(candidate, text));
        found = null;
        if (match is null)
            reason = $"there is no interface '{Printable(text)}' here; known are {Listed(all)}";
        else
            found = TryDescribe(match, text, out reason);
        return found is not null;
    }

    /// <summary>The loopback interface.</summary>
    /// <exception cref="StartRefusedException">There is none that is up.</exception>
    public static LocalInterface Loopback() =>
        TryFind(LoopbackWord, out LocalInterface? found, out string reason) ? found! : throw new StartRefusedException(reason);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Address})";

    private static LocalInterface? TryDescribe(NetworkInterface match, string? text, out string reason)
    {
        bool isLoopback = match.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        IPAddress? address = AddressOf(match, text);
        reason = "";
        if (match.OperationalStatus is OperationalStatus.Down or OperationalStatus.NotPresent or OperationalStatus.LowerLayerDown)
            reason = $"interface {match.Name} is down: bring it up or choose another";
        else if (address is null)
            reason = $"interface {match.Name} has no IPv4 address: give it one or choose another";
        else if (!isLoopback && !match.SupportsMulticast)
            // Linux' lo lacks the flag too, and yet carries multicast between the processes of one machine.
            reason = $"interface {match.Name} does not carry multicast: choose another";
        if (reason.Length > 0)
            return null;
        IPv4InterfaceProperties ipv4 = match.GetIPProperties().GetIPv4Properties();
        return new LocalInterface(match.Name, address!, ipv4.Index, ipv4.Mtu, isLoopback);
    }

    private static bool IsMeant(NetworkInterface candidate, string? text)
    {
        if (candidate.Name == text)
            return true;
        if (text == LoopbackWord)
            return candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        return IPAddress.TryParse(text, out IPAddress? address) && Ipv4AddressesOf(candidate).Contains(address);
    }

    private static IPAddress? AddressOf(NetworkInterface candidate, string? text)
    {
        List<IPAddress> addresses = Ipv4AddressesOf(candidate);
        return IPAddress.TryParse(text, out IPAddress? named) && addresses.Contains(named) ? named : addresses.FirstOrDefault();
    }

    private static List<IPAddress> Ipv4AddressesOf(NetworkInterface candidate) =>
        [.. candidate.GetIPProperties().UnicastAddresses.Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork)];

    private static string Listed(NetworkInterface[] all) => string.Join(", ", all.Select(Shown));

    private static string Shown(NetworkInterface candidate) =>
        Ipv4AddressesOf(candidate) is [IPAddress first, ..] ? $"{candidate.Name} ({first})" : $"{candidate.Name} (no IPv4 address)";

    private static string Printable(string? typed) =>
        string.Concat((typed ?? "").Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : c.ToString()));
}

using System.Collections.Immutable;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>Lists the interfaces of this machine, or of the process's network namespace, without sending anything.</summary>
public static class InterfaceSurvey
{
    /// <summary>Returns every interface, usable or not, in the system's order; empty if the system reports none.</summary>
    public static ImmutableArray<InterfaceFacts> All()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().Select(Describe)];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    private static InterfaceFacts Describe(NetworkInterface seen)
    {
        bool isLoopback = seen.NetworkInterfaceType == NetworkInterfaceType.Loopback;
        return new InterfaceFacts
        {
            Name = seen.Name,
            Description = seen.Description,
            IsUp = !InterfaceSearch.IsDown(seen),
            IsLoopback = isLoopback,
            CarriesMulticast = isLoopback || seen.SupportsMulticast,
            IsWireless = seen.NetworkInterfaceType == NetworkInterfaceType.Wireless80211 || LinuxSaysWireless(seen.Name),
            IsTunnel = seen.NetworkInterfaceType is NetworkInterfaceType.Tunnel or NetworkInterfaceType.Ppp,
            MtuBytes = InterfaceSearch.MtuFromProc(seen.Name) ?? PlatformMtu(seen),
            Addresses = [.. AddressesOf(seen)],
        };
    }

    private static IEnumerable<IPAddress> AddressesOf(NetworkInterface seen) => seen.GetIPProperties().UnicastAddresses
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6);

    private static int? PlatformMtu(NetworkInterface seen)
    {
        try
        {
            IPInterfaceProperties properties = seen.GetIPProperties();
            int mtu = seen.Supports(NetworkInterfaceComponent.IPv4)
                ? properties.GetIPv4Properties().Mtu : properties.GetIPv6Properties().Mtu;
            return mtu > 0 ? mtu : null;
        }
        catch (NetworkInformationException)
        {
            // On some systems an interface without an address has no properties.
            return null;
        }
    }

    // Linux: after two lines of headings, one line for each wireless interface of this network namespace, "wlan0: …". Elsewhere there is no
    // such file.
    private static bool LinuxSaysWireless(string name) =>
        ReadAll("/proc/net/wireless").Split('\n').Any(line => line.AsSpan().Trim().StartsWith($"{name}:", StringComparison.Ordinal));

    private static string ReadAll(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

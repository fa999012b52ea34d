using System.Net.Sockets;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>How IPv6 multicast stands on an interface.</summary>
internal enum Ipv6State
{
    /// <summary>A probe reached both hearers.</summary>
    Works,

    /// <summary>A probe did not.</summary>
    Fails,

    /// <summary>Nothing speaks against it, and nothing was sent.</summary>
    Possible,

    /// <summary>The interface has no IPv6 address.</summary>
    NoAddress,

    /// <summary>The interface carries none: it is down, or loopback, where Linux delivers no IPv6 multicast.</summary>
    NoMulticast,
}

/// <summary>Derives <see cref="Ipv6State"/> from facts.</summary>
internal static class Ipv6States
{
    private static readonly WordTable<Ipv6State> s_words = new("works", "fails", "possible", "no-address", "no-multicast");

    /// <summary>Whether an IPv6 group could be used there at all.</summary>
    public static bool MayWork(InterfaceFacts facts, MachineFacts machine) => Of(facts, [], machine) == Ipv6State.Possible;

    /// <summary>How it stands.</summary>
    public static Ipv6State Of(InterfaceFacts facts, IEnumerable<ProbeResult> probes, MachineFacts machine)
    {
        if (!facts.Has(AddressFamily.InterNetworkV6))
            return Ipv6State.NoAddress;
        if (!facts.IsUp || !facts.CarriesMulticast || (facts.IsLoopback && machine.System == SystemKind.Linux))
            return Ipv6State.NoMulticast;
        ProbeResult? probe = probes.FirstOrDefault(probe => probe.Family == AddressFamily.InterNetworkV6);
        return probe is null ? Ipv6State.Possible : probe.Works ? Ipv6State.Works : Ipv6State.Fails;
    }

    /// <summary>The word for it, the same in tables and documents.</summary>
    public static string ToText(this Ipv6State state) => s_words[state];
}

using System.Net.Sockets;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Node.Tools.Doctor;

/// <summary>The state of IPv6 multicast on an interface.</summary>
internal enum Ipv6State
{
    /// <summary>A probe reached both processes.</summary>
    Works,

    /// <summary>A probe was sent and did not reach both processes.</summary>
    Fails,

    /// <summary>Nothing rules it out, and no probe was sent.</summary>
    Possible,

    /// <summary>The interface has no IPv6 address.</summary>
    NoAddress,

    /// <summary>The interface carries no IPv6 multicast: it is down, or loopback, where Linux delivers none.</summary>
    NoMulticast,
}

/// <summary>Derives <see cref="Ipv6State"/> from facts.</summary>
internal static class Ipv6States
{
    private static readonly WordTable<Ipv6State> s_words = new("works", "fails", "possible", "no-address", "no-multicast");

    /// <summary>True if an IPv6 group could be used there at all.</summary>
    public static bool MayWork(InterfaceFacts facts, MachineFacts machine) => Of(facts, [], machine) == Ipv6State.Possible;

    /// <summary>Derives the state; without probes it is never <see cref="Ipv6State.Works"/> or <see cref="Ipv6State.Fails"/>.</summary>
    public static Ipv6State Of(InterfaceFacts facts, IEnumerable<ProbeResult> probes, MachineFacts machine)
    {
        if (!facts.Has(AddressFamily.InterNetworkV6))
            return Ipv6State.NoAddress;
        if (!facts.IsUp || !facts.CarriesMulticast || (facts.IsLoopback && machine.System == SystemKind.Linux))
            return Ipv6State.NoMulticast;
        ProbeResult? probe = probes.FirstOrDefault(probe => probe.Family == AddressFamily.InterNetworkV6);
        return probe is null ? Ipv6State.Possible : probe.Works ? Ipv6State.Works : Ipv6State.Fails;
    }

    /// <summary>The state's word, the same in tables and documents.</summary>
    public static string ToText(this Ipv6State state) => s_words[state];
}

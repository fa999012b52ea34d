using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>The system's facts about one network interface, usable or not. Reading them sends nothing.</summary>
public sealed record InterfaceFacts
{
    /// <summary>The system's name for the interface.</summary>
    public required string Name { get; init; }

    /// <summary>The system's longer name: on Windows the adapter, elsewhere usually the same name.</summary>
    public string Description { get; init; } = "";

    /// <summary>True if it is up and has a link.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>True if nothing sent on it leaves the machine.</summary>
    public bool IsLoopback { get; init; }

    /// <summary>True if the system reports multicast support. Loopback supports it for IPv4, whatever the system reports.</summary>
    public bool CarriesMulticast { get; init; } = true;

    /// <summary>True if the system reports a wireless interface.</summary>
    public bool IsWireless { get; init; }

    /// <summary>True if the system reports a tunnel or a dial-up line.</summary>
    public bool IsTunnel { get; init; }

    /// <summary>The largest IP packet, in bytes; null if the system does not report it.</summary>
    public int? MtuBytes { get; init; }

    /// <summary>Its IPv4 and IPv6 addresses, in the system's order.</summary>
    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>True if it has an address of the family.</summary>
    public bool Has(AddressFamily family) => Addresses.Any(address => address.AddressFamily == family);

    /// <summary>True if the operator's text means this interface: its name, one of its addresses, or the word for loopback.</summary>
    public bool IsMeantBy(string typed) => Name == typed
        || (IsLoopback && typed == LocalInterface.LoopbackWord)
        || (IPAddress.TryParse(typed, out IPAddress? address) && Addresses.Any(own => LocalInterface.AreSame(own, address)));

    /// <inheritdoc/>
    public override string ToString() => Addresses.IsEmpty ? $"{Name} (no address)" : $"{Name} ({Addresses[0]})";
}

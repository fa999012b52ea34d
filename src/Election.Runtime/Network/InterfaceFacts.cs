using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>What the system says about one network interface, usable or not. Nothing was sent to learn it.</summary>
public sealed record InterfaceFacts
{
    /// <summary>The system's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>The system's longer name for it: on Windows the adapter, elsewhere mostly the name again.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it is up and has a link.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>Whether nothing sent here leaves the machine.</summary>
    public bool IsLoopback { get; init; }

    /// <summary>Whether the system says that it carries multicast. Loopback does, for IPv4, whatever the system says.</summary>
    public bool CarriesMulticast { get; init; } = true;

    /// <summary>Whether the system says that it is wireless.</summary>
    public bool IsWireless { get; init; }

    /// <summary>Whether the system says that it is a tunnel or a dialled line.</summary>
    public bool IsTunnel { get; init; }

    /// <summary>The largest IP packet, in bytes; null when the system does not tell.</summary>
    public int? MtuBytes { get; init; }

    /// <summary>Its IPv4 and IPv6 addresses, as the system lists them.</summary>
    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>Whether it has an address of the family.</summary>
    public bool Has(AddressFamily family) => Addresses.Any(address => address.AddressFamily == family);

    /// <summary>Whether it is what the operator typed: its name, one of its addresses, or the word for loopback.</summary>
    public bool IsMeantBy(string typed) => Name == typed
        || (IsLoopback && typed == LocalInterface.LoopbackWord)
        || (IPAddress.TryParse(typed, out IPAddress? address) && Addresses.Any(own => LocalInterface.AreSame(own, address)));

    /// <inheritdoc/>
    public override string ToString() => Addresses.IsEmpty ? $"{Name} (no address)" : $"{Name} ({Addresses[0]})";
}

using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;
using Election.Groups.Model;

namespace Election.Runtime.Network;

/// <summary>
/// The network interface on which a channel joins and from which it sends. It is always named, never the system's default, so that a run
/// cannot reach an unintended network.
/// </summary>
public sealed record LocalInterface
{
    /// <summary>The word for the loopback interface on every system.</summary>
    public const string LoopbackWord = "loopback";

    private readonly ImmutableArray<IPAddress> _addresses;
    private readonly bool _isNamedByAddress;

    internal LocalInterface(string name, int index, int mtuBytes, bool isLoopback, bool carriesMulticast,
        ImmutableArray<IPAddress> addresses, IPAddress? named)
    {
        Name = name;
        Index = index;
        MtuBytes = mtuBytes;
        IsLoopback = isLoopback;
        CarriesMulticast = carriesMulticast;
        _addresses = addresses;
        _isNamedByAddress = named is not null;
        Address = named ?? FirstOf(AddressFamily.InterNetwork) ?? addresses[0];
    }

    /// <summary>The system's name for the interface.</summary>
    public string Name { get; }

    /// <summary>
    /// The address it was named by, or else its first IPv4 address, or else its first IPv6 address; the interface can be found again by it.
    /// </summary>
    public IPAddress Address { get; }

    /// <summary>The system's index of the interface.</summary>
    public int Index { get; }

    /// <summary>The largest IP packet, in bytes.</summary>
    public int MtuBytes { get; }

    /// <summary>True if nothing sent on it leaves the machine.</summary>
    public bool IsLoopback { get; }

    /// <summary>True if the system reports multicast support. A tunnel often has none; unicast peers do not need it.</summary>
    public bool CarriesMulticast { get; }

    /// <summary>Finds an interface by name, by one of its addresses, or by the word <see cref="LoopbackWord"/>.</summary>
    /// <param name="text">The operator's text.</param>
    /// <returns>The interface, which is up and has an address, or one clause with the fault and the interfaces that exist.</returns>
    public static Parsed<LocalInterface> Find(string? text) => InterfaceSearch.Find(text);

    /// <summary>Returns the loopback interface.</summary>
    /// <exception cref="StartRefusedException">No loopback interface is up.</exception>
    public static LocalInterface Loopback() => Find(LoopbackWord).OrThrow(reason => new StartRefusedException(reason));

    /// <summary>
    /// Returns this interface as the system describes it now, found by its name: its index and addresses may have changed. It keeps the
    /// address it was named by while it still has it. Null while it is absent, down or without an address.
    /// </summary>
    public LocalInterface? Now() => InterfaceSearch.Again(Name, _isNamedByAddress ? Address : null);

    /// <summary>True if the address belongs to this interface; on loopback, all of 127.0.0.0/8 does.</summary>
    public bool Owns(IPAddress address) => (IsLoopback && IPAddress.IsLoopback(address)) || _addresses.Any(own => AreSame(own, address));

    /// <summary>
    /// Returns the address to send from towards a destination: the one the interface was named by if it is of the same family; otherwise a
    /// link-local one for a destination on the link, and another for one beyond it; null if the interface has none of the family.
    /// </summary>
    public IPAddress? AddressTowards(IPAddress destination)
    {
        if (_isNamedByAddress && Address.AddressFamily == destination.AddressFamily)
            return Address;
        if (destination.AddressFamily != AddressFamily.InterNetworkV6)
            return FirstOf(destination.AddressFamily);
        bool staysOnLink = destination.IsIPv6LinkLocal || IsLinkScopedMulticast(destination);
        return _addresses.FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetworkV6 && own.IsIPv6LinkLocal == staysOnLink)
            ?? FirstOf(AddressFamily.InterNetworkV6);
    }

    /// <summary>True if it has an address of the family.</summary>
    public bool Has(AddressFamily family) => FirstOf(family) is not null;

    /// <summary>True if both describe the same interface, found by the same address.</summary>
    public bool Equals(LocalInterface? other) =>
        other is not null && Name == other.Name && Index == other.Index && Address.Equals(other.Address) && MtuBytes == other.MtuBytes;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Index, Address);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Address})";

    internal static bool AreSame(IPAddress a, IPAddress b)
    {
        if (a.AddressFamily != AddressFamily.InterNetworkV6 || b.AddressFamily != AddressFamily.InterNetworkV6)
            return a.Equals(b);
        return a.GetAddressBytes().AsSpan().SequenceEqual(b.GetAddressBytes())
            && (a.ScopeId == b.ScopeId || a.ScopeId == 0 || b.ScopeId == 0);
    }

    private IPAddress? FirstOf(AddressFamily family) => _addresses.FirstOrDefault(own => own.AddressFamily == family);

    private static bool IsLinkScopedMulticast(IPAddress address) => address.IsIPv6Multicast && (address.GetAddressBytes()[1] & 0x0F) <= 2;
}

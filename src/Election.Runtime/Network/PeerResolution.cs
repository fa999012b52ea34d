using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>Looks up a name; throws <see cref="SocketException"/> if it is unknown.</summary>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellation);

/// <summary>
/// Resolves a list of peers to addresses, once, at start: names are looked up, one address family is chosen that all peers have (IPv4
/// first), and this node's own entry is found and left out. A name that resolves to loopback means this machine, as many systems' own names
/// do.
/// </summary>
public sealed class PeerResolution
{
    /// <summary>The time allowed for all lookups together.</summary>
    public static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(10);

    private static readonly AddressFamily[] s_families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly MulticastGroup _group;
    private readonly LocalInterface _via;
    private readonly NameLookup _lookup;
    private readonly TimeSpan _timeout;

    /// <summary>Prepares to resolve for one group and one interface.</summary>
    public PeerResolution(MulticastGroup group, LocalInterface via) : this(group, via, Dns.GetHostAddressesAsync, LookupTimeout)
    {
    }

    internal PeerResolution(MulticastGroup group, LocalInterface via, NameLookup lookup, TimeSpan timeout)
    {
        _group = group;
        _via = via;
        _lookup = lookup;
        _timeout = timeout;
    }

    /// <summary>Resolves a list of peers.</summary>
    /// <param name="list">The operator's list.</param>
    /// <param name="listen">The port to receive on; null for the port of the only entry on this interface, or else the group's.</param>
    /// <param name="size">The largest datagram requested; less is used if the family's headers leave less room.</param>
    /// <param name="cancellation">Cancels the lookups.</param>
    /// <exception cref="StartRefusedException">A name is unknown, no peer is left, or it is unclear which entry is this node.</exception>
    public async Task<UnicastOptions> ResolveAsync(PeerList list, int? listen, DatagramSize size, CancellationToken cancellation)
    {
        IPAddress[][] found = await LookUpAsync(list, cancellation).ConfigureAwait(false);
        AddressFamily family = Array.Find(s_families,
            candidate => _via.Has(candidate) && found.All(addresses => AddressOf(addresses, candidate) is not null));
        if (family == AddressFamily.Unspecified)
            throw new StartRefusedException(
                $"--peers: the peers and {_via.Name} have neither IPv4 nor IPv6 in common: write addresses of one kind for all");
        ImmutableArray<IPEndPoint> all =
        [
            .. list.Peers.Select((peer, i) => new IPEndPoint(AddressOf(found[i], family)!, peer.Port ?? _group.Port)).Distinct(),
        ];
        RefuseUnreachable(all);
        IPEndPoint own = OwnOf(all, listen);
        ImmutableArray<IPEndPoint> others = all.Remove(own);
        if (others.IsEmpty)
        {
            throw new StartRefusedException(
                $"--peers: {own
                } is this node, and nobody else is named: name the others too, or say with --listen which port is this node's own");
        }
        var largest = DatagramSize.LargestOn(_via, family);
        return new UnicastOptions(_group, _via, own, others, size.Bytes <= largest.Bytes ? size : largest);
    }

    private async Task<IPAddress[][]> LookUpAsync(PeerList list, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_timeout);
        return await Task.WhenAll(list.Peers.Select(peer => LookUpAsync(peer, limit.Token, cancellation))).ConfigureAwait(false);
    }

    private async Task<IPAddress[]> LookUpAsync(Peer peer, CancellationToken limit, CancellationToken cancellation)
    {
        if (peer.Address is IPAddress literal)
            return [literal];
        try
        {
            IPAddress[] found = await _lookup(peer.Host, limit).WaitAsync(limit).ConfigureAwait(false);
            return Array.FindAll(found, PeerList.IsUnicast);
        }
        catch (SocketException unknown)
        {
            throw new StartRefusedException(
                $"--peers: the name '{peer.Host}' cannot be resolved ({unknown.Message}): check it, or write the address", unknown);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new StartRefusedException(
                $"--peers: the name '{peer.Host}' was not found within {_timeout.TotalSeconds:0.#} s: check it, or write the address",
                late);
        }
    }

    // The machine's own name often resolves to its loopback: between machines that means this interface.
    private IPAddress? AddressOf(IPAddress[] candidates, AddressFamily family)
    {
        IPAddress? address = Array.Find(candidates, candidate => candidate.AddressFamily == family);
        if (!_via.IsLoopback && (address is null || IPAddress.IsLoopback(address)) && candidates.Any(IPAddress.IsLoopback))
            return _via.AddressTowards(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);
        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv6LinkLocal: true }
            ? new IPAddress(address.GetAddressBytes(), _via.Index)
            : address;
    }

    private void RefuseUnreachable(ImmutableArray<IPEndPoint> all)
    {
        if (_via.IsLoopback && all.FirstOrDefault(peer => !IPAddress.IsLoopback(peer.Address)) is IPEndPoint far)
            throw new StartRefusedException(
                $"--peers: {far} is not on loopback, and {_via.Name} is: name the interface that leads there with --interface");
    }

    private IPEndPoint OwnOf(ImmutableArray<IPEndPoint> all, int? listen)
    {
        ImmutableArray<IPEndPoint> here = [.. all.Where(peer => _via.Owns(peer.Address))];
        if (listen is int port)
            return here.FirstOrDefault(peer => peer.Port == port) ?? new IPEndPoint(_via.AddressTowards(all[0].Address)!, port);
        if (here.Length > 1)
        {
            throw new StartRefusedException($"--listen: {here[0]} and {here[1]} are both on {_via.Name
                }: say which port is this node's own, for example --listen {here[0].Port}");
        }
        return here.FirstOrDefault() ?? new IPEndPoint(_via.AddressTowards(all[0].Address)!, _group.Port);
    }
}

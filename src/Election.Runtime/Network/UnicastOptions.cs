using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>All that a unicast fan-out channel needs to know. <see cref="PeerResolution"/> makes one from the operator's list.</summary>
/// <param name="Group">The group it stands for; nobody joins it.</param>
/// <param name="Via">The interface.</param>
/// <param name="Own">Where this node receives, and what it sends from: an address of the interface and a port of its own.</param>
/// <param name="Peers">Everybody else; distinct, of the family of <paramref name="Own"/>.</param>
/// <param name="MaxDatagram">The largest datagram to send.</param>
public sealed record UnicastOptions(
    MulticastGroup Group, LocalInterface Via, IPEndPoint Own, ImmutableArray<IPEndPoint> Peers, DatagramSize MaxDatagram)
    : ChannelOptions(Group, Via, MaxDatagram)
{
    /// <inheritdoc/>
    public override Sentence Route => Peers.Length == 1
        ? Sentence.Of($"{Group} by unicast, from {Own} via {Via.Name} to {Peers[0]}")
        : $"{Group} by unicast, from {Own} via {Via.Name} to {Peers.Length} peers";

    /// <inheritdoc/>
    public override ChannelOptions On(LocalInterface via) =>
        this with { Via = via, Own = new IPEndPoint(SourceOn(via) ?? Own.Address, Own.Port) };

    /// <inheritdoc/>
    public override IPAddress? SourceOn(LocalInterface via) =>
        via.Owns(Own.Address) ? Own.Address : via.AddressTowards(Peers[0].Address);

    /// <inheritdoc/>
    public override IDatagramChannel Open(ILogger logger) => new UnicastChannel(this, logger);
}

using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>The settings of a unicast fan-out channel. <see cref="PeerResolution"/> makes them from the operator's list.</summary>
/// <param name="Group">The group it stands for; no socket joins it.</param>
/// <param name="Via">The interface for sending and receiving.</param>
/// <param name="Own">The address this node receives on and sends from: an address of the interface with a port of its own.</param>
/// <param name="Peers">The addresses of all other nodes; distinct, of the same family as <paramref name="Own"/>.</param>
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

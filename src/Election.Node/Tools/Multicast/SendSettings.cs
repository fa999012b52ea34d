using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary>What <c>multicast send</c> needs to know.</summary>
/// <param name="Network">The group, the interface and the TTL.</param>
/// <param name="BufferBytes">The longest answer that is heard whole.</param>
/// <param name="Datagram">What to send.</param>
/// <param name="Count">How often.</param>
/// <param name="Every">How long from one to the next.</param>
/// <param name="Wait">How long to wait for answers after the last.</param>
internal sealed record SendSettings(MulticastOptions Network, int BufferBytes, byte[] Datagram, int Count, TimeSpan Every, TimeSpan Wait);

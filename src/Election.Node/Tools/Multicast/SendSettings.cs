using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary>The settings of <c>multicast send</c>.</summary>
/// <param name="Network">The group, the interface and the TTL.</param>
/// <param name="BufferBytes">The longest answer that is received whole, in bytes.</param>
/// <param name="Datagram">The bytes to send.</param>
/// <param name="Count">The number of times to send them.</param>
/// <param name="Every">The time between two datagrams.</param>
/// <param name="Wait">The time to wait for answers after the last datagram.</param>
internal sealed record SendSettings(MulticastOptions Network, int BufferBytes, byte[] Datagram, int Count, TimeSpan Every, TimeSpan Wait);

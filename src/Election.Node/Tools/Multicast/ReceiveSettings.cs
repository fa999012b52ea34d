using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary>The settings of <c>multicast receive</c>.</summary>
/// <param name="Network">The group and the interface.</param>
/// <param name="BufferBytes">The longest datagram that is received whole, in bytes.</param>
/// <param name="Answers">True to answer every datagram with <c>ack</c>.</param>
/// <param name="Count">The number of datagrams after which to end; null for no limit.</param>
/// <param name="Timeout">The time after which to end in any case; null for no limit.</param>
internal sealed record ReceiveSettings(MulticastOptions Network, int BufferBytes, bool Answers, int? Count, TimeSpan? Timeout);

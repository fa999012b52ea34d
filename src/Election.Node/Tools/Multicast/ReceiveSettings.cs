using Election.Runtime.Network;

namespace Election.Node.Tools.Multicast;

/// <summary>What <c>multicast receive</c> needs to know.</summary>
/// <param name="Network">The group and the interface.</param>
/// <param name="BufferBytes">The longest datagram that is heard whole.</param>
/// <param name="Answers">Whether every datagram is answered with <c>ack</c>.</param>
/// <param name="Count">After how many datagrams to end; null for never.</param>
/// <param name="Timeout">When to end in any case; null for never.</param>
internal sealed record ReceiveSettings(MulticastOptions Network, int BufferBytes, bool Answers, int? Count, TimeSpan? Timeout);

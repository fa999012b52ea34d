using System.Net;

namespace Election.Runtime.Network;

/// <summary>The facts about a datagram that a receive call put into the caller's buffer.</summary>
/// <param name="Length">The number of its bytes in the buffer.</param>
/// <param name="From">The sender's address and port as the network reports them.</param>
/// <param name="IsTruncated">True if it was longer than the buffer and its end is lost.</param>
public readonly record struct ReceivedDatagram(int Length, IPEndPoint From, bool IsTruncated);

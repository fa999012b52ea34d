using System.Net;

namespace Election.Runtime.Network;

/// <summary>What a receive call says of the datagram it put into the caller's buffer.</summary>
/// <param name="Length">How many bytes of it are in the buffer.</param>
/// <param name="From">The address and port it came from, as the network said.</param>
/// <param name="IsTruncated">Whether it was longer than the buffer; the rest of it is lost.</param>
public readonly record struct ReceivedDatagram(int Length, IPEndPoint From, bool IsTruncated);

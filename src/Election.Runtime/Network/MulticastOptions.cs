namespace Election.Runtime.Network;

/// <summary>All that a multicast channel needs to know. Make one with the parsers of its parts.</summary>
/// <param name="Group">The group and port.</param>
/// <param name="Via">The interface for join and send.</param>
/// <param name="Ttl">How far datagrams go.</param>
/// <param name="MaxDatagram">The largest datagram to send.</param>
public sealed record MulticastOptions(MulticastGroup Group, LocalInterface Via, TimeToLive Ttl, DatagramSize MaxDatagram)
{
    /// <summary>The default for the receive buffer, in bytes: some 60 of the largest datagrams, or 2000 of 1400 bytes.</summary>
    public const int DefaultReceiveBufferBytes = 4 * 1024 * 1024;

    /// <summary>The default for the send buffer, in bytes.</summary>
    public const int DefaultSendBufferBytes = 1024 * 1024;

    /// <summary>A group on an interface, with the defaults for the rest.</summary>
    public MulticastOptions(MulticastGroup group, LocalInterface via)
        : this(group, via, TimeToLive.DefaultFor(via), DatagramSize.DefaultFor(via))
    {
    }

    /// <summary>The receive buffer asked for, in bytes.</summary>
    public int ReceiveBufferBytes { get; init; } = DefaultReceiveBufferBytes;

    /// <summary>The send buffer asked for, in bytes.</summary>
    public int SendBufferBytes { get; init; } = DefaultSendBufferBytes;

    /// <summary>
    /// Whether the members on this machine get copies of what is sent; off only for the bare primitives. Linux's own loopback interface
    /// hands everything back whatever is asked here.
    /// </summary>
    public bool LoopsBack { get; init; } = true;
}

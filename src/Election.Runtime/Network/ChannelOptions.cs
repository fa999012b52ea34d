using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>All that a channel needs to know: the group it stands for, the interface, and sizes. It is one of two kinds.</summary>
/// <param name="Group">The group; its tag is in every datagram, whatever way the datagram goes.</param>
/// <param name="Via">The interface.</param>
/// <param name="MaxDatagram">The largest datagram to send.</param>
public abstract record ChannelOptions(MulticastGroup Group, LocalInterface Via, DatagramSize MaxDatagram)
{
    /// <summary>The default for the receive buffer, in bytes: some 60 of the largest datagrams, or 2000 of 1400 bytes.</summary>
    public const int DefaultReceiveBufferBytes = 4 * 1024 * 1024;

    /// <summary>The default for the send buffer, in bytes.</summary>
    public const int DefaultSendBufferBytes = 1024 * 1024;

    /// <summary>The receive buffer asked for, in bytes.</summary>
    public int ReceiveBufferBytes { get; init; } = DefaultReceiveBufferBytes;

    /// <summary>The send buffer asked for, in bytes.</summary>
    public int SendBufferBytes { get; init; } = DefaultSendBufferBytes;

    /// <summary>The way to the group in a few words, for the operator.</summary>
    public abstract Sentence Route { get; }

    /// <summary>The same way on an interface whose number or addresses have changed.</summary>
    /// <param name="via">The interface as it is now.</param>
    public abstract ChannelOptions On(LocalInterface via);

    /// <summary>The address that this way sends from on an interface; null when the interface has none of the family.</summary>
    /// <param name="via">The interface.</param>
    public abstract IPAddress? SourceOn(LocalInterface via);

    /// <summary>Opens the channel.</summary>
    /// <param name="logger">Is told once when the kernel grants smaller buffers, and once per kind of network error.</param>
    /// <exception cref="StartRefusedException">The system refuses; the sentence says what to do.</exception>
    public abstract IDatagramChannel Open(ILogger logger);
}

using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>The settings of a channel: the group it stands for, the interface, and sizes. There are two kinds.</summary>
/// <param name="Group">The group; every datagram carries its tag, whatever way it goes.</param>
/// <param name="Via">The interface for sending and receiving.</param>
/// <param name="MaxDatagram">The largest datagram to send.</param>
public abstract record ChannelOptions(MulticastGroup Group, LocalInterface Via, DatagramSize MaxDatagram)
{
    /// <summary>The default size of the receive buffer, in bytes: some 60 of the largest datagrams, or 2000 of 1400 bytes.</summary>
    public const int DefaultReceiveBufferBytes = 4 * 1024 * 1024;

    /// <summary>The default size of the send buffer, in bytes.</summary>
    public const int DefaultSendBufferBytes = 1024 * 1024;

    /// <summary>The requested size of the receive buffer, in bytes.</summary>
    public int ReceiveBufferBytes { get; init; } = DefaultReceiveBufferBytes;

    /// <summary>The requested size of the send buffer, in bytes.</summary>
    public int SendBufferBytes { get; init; } = DefaultSendBufferBytes;

    /// <summary>The channel's route in a few words, for the operator.</summary>
    public abstract Sentence Route { get; }

    /// <summary>The same way on an interface whose number or addresses have changed.</summary>
    /// <param name="via">The interface as it is now.</param>
    public abstract ChannelOptions On(LocalInterface via);

    /// <summary>The address that this way sends from on an interface; null when the interface has none of the family.</summary>
    /// <param name="via">The interface.</param>
    public abstract IPAddress? SourceOn(LocalInterface via);

    /// <summary>Opens the channel.</summary>
    /// <param name="logger">Logs once if the kernel grants smaller buffers, and once per kind of network error.</param>
    /// <exception cref="StartRefusedException">The system refuses; the sentence gives the fix.</exception>
    public abstract IDatagramChannel Open(ILogger logger);
}

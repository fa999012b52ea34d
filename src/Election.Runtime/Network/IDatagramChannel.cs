namespace Election.Runtime.Network;

/// <summary>
/// A way to a group of nodes that hands over datagrams whole or not at all, and promises no more: they may be lost, doubled,
/// reordered and corrupted. Multicast and unicast fan-out look alike from here.
/// </summary>
public interface IDatagramChannel : IDisposable
{
    /// <summary>The largest datagram to send, in bytes of UDP payload.</summary>
    int MaxDatagramBytes { get; }

    /// <summary>What has passed so far; may be read from any thread.</summary>
    ChannelCounters Counters { get; }

    /// <summary>The channel in a few words, for logs.</summary>
    string Description { get; }

    /// <summary>
    /// Starts receiving: from now on <paramref name="sink"/> is given every datagram, on a thread of the channel; whether own copies
    /// are among them is the channel's affair.
    /// Called once.
    /// </summary>
    /// <param name="pool">Where the buffers come from.</param>
    /// <param name="sink">Who takes them.</param>
    void Start(DatagramPool pool, IDatagramSink sink);

    /// <summary>
    /// Sends one datagram to the group. One caller at a time. What the network refuses is counted in
    /// <see cref="ChannelCounters.SendErrors"/> and never thrown: to the protocol it is one more lost datagram.
    /// </summary>
    void Send(ReadOnlySpan<byte> datagram);
}

/// <summary>Takes what a channel receives.</summary>
public interface IDatagramSink
{
    /// <summary>
    /// Takes over a filled buffer, from any thread; the taker releases it. Never blocks for long: what does not fit is dropped and counted.
    /// </summary>
    void Take(DatagramBuffer datagram);
}

/// <summary>What has passed through a channel.</summary>
/// <param name="Sent">Datagrams handed to the network.</param>
/// <param name="SentBytes">Their payload, in bytes.</param>
/// <param name="SendErrors">Datagrams that the network refused.</param>
/// <param name="Received">Datagrams taken from the network, own copies included where there are any.</param>
/// <param name="ReceivedBytes">Their payload, in bytes.</param>
/// <param name="ReceiveErrors">Failed receive calls.</param>
public readonly record struct ChannelCounters(
    long Sent, long SentBytes, long SendErrors, long Received, long ReceivedBytes, long ReceiveErrors)
{
    /// <summary>What passed through two channels, one after the other.</summary>
    public static ChannelCounters operator +(ChannelCounters a, ChannelCounters b) => new(a.Sent + b.Sent, a.SentBytes + b.SentBytes,
        a.SendErrors + b.SendErrors, a.Received + b.Received, a.ReceivedBytes + b.ReceivedBytes, a.ReceiveErrors + b.ReceiveErrors);
}

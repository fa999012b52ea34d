namespace Election.Runtime.Network;

/// <summary>
/// A channel to a group of nodes. It delivers datagrams whole or not at all, and guarantees nothing else: they may be lost, doubled,
/// reordered or corrupted. Multicast and unicast fan-out have the same interface.
/// </summary>
public interface IDatagramChannel : IDisposable
{
    /// <summary>The largest datagram to send, in bytes of UDP payload.</summary>
    int MaxDatagramBytes { get; }

    /// <summary>The traffic counts so far; may be read from any thread.</summary>
    ChannelCounters Counters { get; }

    /// <summary>A short description of the channel, for logs.</summary>
    string Description { get; }

    /// <summary>
    /// Starts receiving: from now on <paramref name="sink"/> gets every datagram, on a thread of the channel. Whether the node's own copies
    /// are among them depends on the channel. Called once.
    /// </summary>
    /// <param name="pool">The pool that buffers come from.</param>
    /// <param name="sink">Receives the datagrams.</param>
    void Start(DatagramPool pool, IDatagramSink sink);

    /// <summary>
    /// Sends one datagram to the group. One caller at a time. A refusal by the network is counted in
    /// <see cref="ChannelCounters.SendErrors"/> and never thrown: to the protocol it is one more lost datagram.
    /// </summary>
    void Send(ReadOnlySpan<byte> datagram);
}

/// <summary>Receives the datagrams of a channel.</summary>
public interface IDatagramSink
{
    /// <summary>
    /// Takes over a filled buffer, on any thread, and must release it. It must not block for long: what does not fit is dropped and
    /// counted.
    /// </summary>
    void Take(DatagramBuffer datagram);
}

/// <summary>The traffic counts of a channel.</summary>
/// <param name="Sent">Datagrams handed to the network.</param>
/// <param name="SentBytes">Their payload, in bytes.</param>
/// <param name="SendErrors">Datagrams that the network refused.</param>
/// <param name="Received">Datagrams received from the network, including own copies if there are any.</param>
/// <param name="ReceivedBytes">Their payload, in bytes.</param>
/// <param name="ReceiveErrors">Failed receive calls.</param>
public readonly record struct ChannelCounters(
    long Sent, long SentBytes, long SendErrors, long Received, long ReceivedBytes, long ReceiveErrors)
{
    /// <summary>Adds the counts of two channels, one after the other.</summary>
    public static ChannelCounters operator +(ChannelCounters a, ChannelCounters b) => new(a.Sent + b.Sent, a.SentBytes + b.SentBytes,
        a.SendErrors + b.SendErrors, a.Received + b.Received, a.ReceivedBytes + b.ReceivedBytes, a.ReceiveErrors + b.ReceiveErrors);
}

using System.Net.Sockets;

namespace Election.Runtime.Network;

/// <summary>
/// Three of the four multicast primitives on their own: <em>join</em> (the constructor), <em>receive</em>, and <em>leave</em>
/// (<see cref="Dispose"/>). Bytes arrive as any program sent them, without a header of this one. Source: M. L. Liu, Distributed Computing:
/// Principles and Applications, chapter 6; RFC 1112.
/// </summary>
public sealed class GroupReceiver : IDisposable
{
    private readonly Socket _socket;

    /// <summary>Joins the group on the given interface.</summary>
    /// <exception cref="StartRefusedException">The port is taken, or the group cannot be joined on the interface.</exception>
    public GroupReceiver(MulticastOptions options) => _socket = MulticastSockets.OpenReceiver(options);

    /// <summary>Waits for the next datagram to the group.</summary>
    /// <param name="buffer">Receives the datagram; what does not fit is lost.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <exception cref="SocketException">The interface went away.</exception>
    public ValueTask<ReceivedDatagram> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        DatagramReceive.NextAsync(_socket, buffer, cancellation);

    /// <summary>Leaves the group: closing the socket ends its membership.</summary>
    public void Dispose() => _socket.Dispose();
}

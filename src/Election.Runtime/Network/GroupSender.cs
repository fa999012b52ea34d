using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>
/// The fourth multicast primitive on its own: <em>send</em>, which needs no membership. Answers come back to its address by unicast.
/// Source: M. L. Liu, Distributed Computing: Principles and Applications, chapter 6; RFC 1112.
/// </summary>
public sealed class GroupSender : IDisposable
{
    private readonly MulticastOptions _options;
    private readonly Socket _socket;
    private readonly SocketAddress _group;

    /// <summary>Opens a socket that sends over the given interface, from a port of its own.</summary>
    /// <exception cref="StartRefusedException">The system refuses.</exception>
    public GroupSender(MulticastOptions options)
    {
        _options = options;
        _group = MulticastSockets.Destination(options);
        _socket = MulticastSockets.OpenSender(options);
    }

    /// <summary>The address and port from which its datagrams come.</summary>
    public IPEndPoint Source => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Sends one datagram to the group.</summary>
    /// <param name="datagram">The whole datagram.</param>
    /// <returns>The reason, in one clause, that the network refused it; null if it was sent.</returns>
    public Sentence? Send(ReadOnlySpan<byte> datagram) => SendTo(datagram, _group, _options.Group.ToString());

    /// <summary>Sends one datagram to one address, as an answer.</summary>
    /// <param name="datagram">The whole datagram.</param>
    /// <param name="to">The destination.</param>
    /// <returns>The reason, in one clause, that the network refused it; null if it was sent.</returns>
    public Sentence? SendTo(ReadOnlySpan<byte> datagram, IPEndPoint to) => SendTo(datagram, to.Serialize(), to.ToString());

    /// <summary>Waits for the next answer.</summary>
    /// <param name="buffer">Receives the datagram; what does not fit is lost.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <exception cref="SocketException">The interface went away.</exception>
    public ValueTask<ReceivedDatagram> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        DatagramReceive.NextAsync(_socket, buffer, cancellation);

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();

    private Sentence? SendTo(ReadOnlySpan<byte> datagram, SocketAddress to, string shown)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
            return null;
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.MessageSize)
        {
            return $"{datagram.Length} bytes are more than one datagram carries on {_options.Via}";
        }
        catch (SocketException refusal)
        {
            return $"nothing can be sent to {shown} on {_options.Via}: {refusal.Message}";
        }
    }
}

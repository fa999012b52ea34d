using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// UDP multicast over IPv4 (RFC 1112) or IPv6 (RFC 4291, section 2.7). Guarantee: a datagram reaches each socket of the group within the
/// TTL at most a few times, and perhaps never; it leaves by the named interface only, and only datagrams that arrive by that interface are
/// received. Loopback copies are on: other processes of this machine, and this channel itself, receive what it sends. Steady traffic
/// allocates nothing.
/// </summary>
public sealed class MulticastChannel : IDatagramChannel
{
    private readonly MulticastOptions _options;
    private readonly Socket _sendingSocket;
    private readonly SocketAddress _destination;
    private readonly DatagramReceiver _receiver;
    private readonly DatagramSender _sender;

    /// <summary>Opens the sockets and joins the group; <see cref="Start"/> starts receiving.</summary>
    /// <param name="options">The group, the interface and the sizes.</param>
    /// <param name="logger">Logs once if the kernel grants smaller buffers, and once per kind of network error.</param>
    /// <exception cref="StartRefusedException">The port is taken, or the group cannot be used or joined on the interface.</exception>
    public MulticastChannel(MulticastOptions options, ILogger logger)
    {
        _options = options;
        _destination = MulticastSockets.Destination(options);
        Socket receivingSocket = MulticastSockets.OpenReceiver(options);
        try
        {
            _sendingSocket = MulticastSockets.OpenSender(options);
        }
        catch (StartRefusedException)
        {
            receivingSocket.Dispose();
            throw;
        }
        _receiver = new DatagramReceiver(receivingSocket, Description, logger);
        _sender = new DatagramSender(_sendingSocket, Description, logger);
        var granted = SocketBuffers.Of(receivingSocket, _sendingSocket);
        (GrantedReceiveBufferBytes, GrantedSendBufferBytes) = granted;
        granted.WarnIfSmallerThan(options, logger);
    }

    /// <inheritdoc/>
    public int MaxDatagramBytes => _options.MaxDatagram.Bytes;

    /// <summary>The size of the receive buffer granted by the kernel, in bytes.</summary>
    public int GrantedReceiveBufferBytes { get; }

    /// <summary>The size of the send buffer granted by the kernel, in bytes.</summary>
    public int GrantedSendBufferBytes { get; }

    /// <summary>The address and port from which this channel's datagrams come; unique on this machine.</summary>
    public IPEndPoint Source => (IPEndPoint)_sendingSocket.LocalEndPoint!;

    /// <inheritdoc/>
    public string Description =>
        $"multicast {_options.Group} on {_options.Via}, TTL {_options.Ttl}, datagrams up to {MaxDatagramBytes} bytes";

    /// <inheritdoc/>
    public ChannelCounters Counters => new(
        _sender.Sent, _sender.SentBytes, _sender.Errors, _receiver.Received, _receiver.ReceivedBytes, _receiver.Errors);

    /// <inheritdoc/>
    public void Start(DatagramPool pool, IDatagramSink sink) => _receiver.Start(pool, sink);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram) => _sender.Send(datagram, _destination);

    /// <summary>Leaves the group, closes the sockets and waits for the receiving thread.</summary>
    public void Dispose()
    {
        _receiver.Dispose();
        _sendingSocket.Dispose();
    }
}

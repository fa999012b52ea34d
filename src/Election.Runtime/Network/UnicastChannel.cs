using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// A group without multicast: every datagram goes to each peer in turn by UDP unicast (RFC 768), and everything that arrives at the node's
/// own port is received. Guarantee: that of <see cref="MulticastChannel"/>, except that the node gets no copy of its own datagrams. The
/// sender pays with as many datagrams as there are peers. One socket sends and receives, so that a firewall that admits answers admits the
/// peers. Steady traffic allocates nothing.
/// </summary>
public sealed class UnicastChannel : IDatagramChannel
{
    // Windows: <mswsock.h>, SIO_UDP_CONNRESET. Off: a peer that has not started does not make receiving fail.
    private const int PeerNotThereFailsReceive = unchecked((int)0x9800000C);

    private readonly UnicastOptions _options;
    private readonly SocketAddress[] _destinations;
    private readonly DatagramReceiver _receiver;
    private readonly DatagramSender _sender;

    /// <summary>Opens the socket; <see cref="Start"/> starts receiving.</summary>
    /// <param name="options">The node's own address, the peers and the sizes.</param>
    /// <param name="logger">Logs once if the kernel grants smaller buffers, and once per kind of network error.</param>
    /// <exception cref="StartRefusedException">The port is taken, or the address is not this machine's.</exception>
    public UnicastChannel(UnicastOptions options, ILogger logger)
    {
        _options = options;
        _destinations = [.. options.Peers.Select(peer => peer.Serialize())];
        Socket socket = Open(options);
        _receiver = new DatagramReceiver(socket, Description, logger);
        _sender = new DatagramSender(socket, Description, logger);
        SocketBuffers.Of(socket, socket).WarnIfSmallerThan(options, logger);
    }

    /// <inheritdoc/>
    public int MaxDatagramBytes => _options.MaxDatagram.Bytes;

    /// <summary>The traffic counts so far; each peer's copy of a sent datagram counts. May be read from any thread.</summary>
    public ChannelCounters Counters => new(
        _sender.Sent, _sender.SentBytes, _sender.Errors, _receiver.Received, _receiver.ReceivedBytes, _receiver.Errors);

    /// <inheritdoc/>
    public string Description =>
        $"unicast for {_options.Group} from {_options.Own} to {_destinations.Length} peers, datagrams up to {MaxDatagramBytes} bytes";

    /// <inheritdoc/>
    public void Start(DatagramPool pool, IDatagramSink sink) => _receiver.Start(pool, sink);

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        foreach (SocketAddress destination in _destinations)
            _sender.Send(datagram, destination);
    }

    /// <summary>Closes the socket and waits for the receiving thread.</summary>
    public void Dispose() => _receiver.Dispose();

    private static Socket Open(UnicastOptions options)
    {
        // Not shared: if two processes shared a port, only one would receive.
        var socket = new Socket(options.Own.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        try
        {
            socket.ReceiveBufferSize = options.ReceiveBufferBytes;
            socket.SendBufferSize = options.SendBufferBytes;
            if (OperatingSystem.IsWindows())
                socket.IOControl(PeerNotThereFailsReceive, [0, 0, 0, 0], null);
            socket.Bind(options.Own);
            return socket;
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw Refused(options, refusal);
        }
    }

    private static StartRefusedException Refused(UnicastOptions options, SocketException refusal) => refusal.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new StartRefusedException(
            $"UDP port {options.Own.Port} is taken on {options.Via}: choose another with --listen, and name it in the others' --peers",
            refusal),
        _ => new StartRefusedException(
            $"{options.Own} cannot be listened on: {refusal.Message} (check --interface, --listen and --peers)", refusal),
    };
}

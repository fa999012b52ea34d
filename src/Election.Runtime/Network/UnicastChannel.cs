using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// A group without multicast: every datagram goes to each peer in turn by UDP unicast (RFC 768), and whatever comes to the node's own
/// port is heard. Guarantee: as <see cref="MulticastChannel"/>'s, only that there is no copy of one's own. It costs the sender as many
/// datagrams as there are peers. One socket sends and receives, so that a firewall that lets answers in lets the peers in. Steady traffic
/// allocates nothing.
/// </summary>
public sealed class UnicastChannel : IDatagramChannel
{
    // Windows: <mswsock.h>, SIO_UDP_CONNRESET. Off: a peer that is not there yet does not make receiving fail.
    private const int PeerNotThereFailsReceive = unchecked((int)0x9800000C);

    private readonly UnicastOptions _options;
    private readonly SocketAddress[] _destinations;
    private readonly DatagramReceiver _receiver;
    private readonly DatagramSender _sender;

    /// <summary>Opens the socket; <see cref="Start"/> begins to receive.</summary>
    /// <param name="options">Own address, peers and sizes.</param>
    /// <param name="logger">Is told once when the kernel grants smaller buffers, and once per kind of network error.</param>
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

    /// <summary>What has passed so far: of a datagram sent, each peer's copy counts. May be read from any thread.</summary>
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
        // Not shared: of two processes on one port only one would hear.
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

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// UDP multicast over IPv4 (RFC 1112). Guarantee: what is sent reaches each socket of the group within the TTL at most a few times
/// and perhaps never; it leaves by the named interface only, and only what arrives by that interface is heard. Loopback copies are on:
/// other processes of this machine, and this channel itself, hear what it sends. Steady traffic allocates nothing.
/// </summary>
public sealed class MulticastChannel : IDatagramChannel
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(10);

    private readonly MulticastOptions _options;
    private readonly ILogger _logger;
    private readonly Socket _receiver;
    private readonly Socket _sender;
    private readonly SocketAddress _destination;
    private readonly byte[] _arrival = new byte[DatagramPool.MaxLength];
    private readonly SocketAddress _arrivedFrom = new(AddressFamily.InterNetwork);
    private readonly ManualResetEventSlim _closing = new();
    private Thread? _thread;
    private DatagramPool? _pool;
    private IDatagramSink? _sink;
    private SocketError _lastSendError;
    private SocketError _lastReceiveError;
    private long _sent, _sentBytes, _sendErrors, _received, _receivedBytes, _receiveErrors;

    /// <summary>Opens the sockets and joins the group; <see cref="Start"/> begins to receive.</summary>
    /// <param name="options">Group, interface and sizes.</param>
    /// <param name="logger">Is told once when the kernel grants smaller buffers, and once per kind of network error.</param>
    /// <exception cref="StartRefusedException">The port is taken, or the group cannot be joined on the interface.</exception>
    public MulticastChannel(MulticastOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _destination = new IPEndPoint(options.Group.Address, options.Group.Port).Serialize();
        _receiver = MulticastSockets.OpenReceiver(options);
        try
        {
            _sender = MulticastSockets.OpenSender(options);
        }
        catch (StartRefusedException)
        {
            _receiver.Dispose();
            throw;
        }
        GrantedReceiveBufferBytes = MulticastSockets.GrantedReceiveBytes(_receiver);
        GrantedSendBufferBytes = MulticastSockets.GrantedSendBytes(_sender);
        WarnOfSmallBuffers();
    }

    /// <inheritdoc/>
    public int MaxDatagramBytes => _options.MaxDatagram.Bytes;

    /// <summary>The receive buffer the kernel grants, in bytes.</summary>
    public int GrantedReceiveBufferBytes { get; }

    /// <summary>The send buffer the kernel grants, in bytes.</summary>
    public int GrantedSendBufferBytes { get; }

    /// <summary>The address and port that this channel's datagrams come from; no other channel on this machine has it.</summary>
    public IPEndPoint Source => (IPEndPoint)_sender.LocalEndPoint!;

    /// <inheritdoc/>
    public string Description =>
        $"multicast {_options.Group} on {_options.Via}, TTL {_options.Ttl}, datagrams up to {MaxDatagramBytes} bytes";

    /// <inheritdoc/>
    public ChannelCounters Counters => new(
        Volatile.Read(ref _sent), Volatile.Read(ref _sentBytes), Volatile.Read(ref _sendErrors),
        Volatile.Read(ref _received), Volatile.Read(ref _receivedBytes), Volatile.Read(ref _receiveErrors));

    /// <inheritdoc/>
    public void Start(DatagramPool pool, IDatagramSink sink)
    {
        if (_thread is not null)
            throw new InvalidOperationException("A channel is started once.");
        _pool = pool;
        _sink = sink;
        _thread = new Thread(ReceiveAll) { IsBackground = true, Name = $"receive {_options.Group}" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _sender.SendTo(datagram, SocketFlags.None, _destination);
            Interlocked.Increment(ref _sent);
            Interlocked.Add(ref _sentBytes, datagram.Length);
        }
        catch (SocketException refusal)
        {
            Interlocked.Increment(ref _sendErrors);
            if (refusal.SocketErrorCode != _lastSendError)
                Log.SendRefused(_logger, Description, refusal.Message);
            _lastSendError = refusal.SocketErrorCode;
        }
    }

    /// <summary>Leaves the group, closes the sockets and waits for the receiving thread.</summary>
    public void Dispose()
    {
        if (_closing.IsSet)
            return;
        _closing.Set();
        // Closing the socket is what wakes a blocked receive.
        _receiver.Dispose();
        _sender.Dispose();
        _thread?.Join();
    }

    private void ReceiveAll()
    {
        while (!_closing.IsSet)
        {
            int length;
            try
            {
                length = _receiver.ReceiveFrom(_arrival, SocketFlags.None, _arrivedFrom);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                if (_closing.IsSet)
                    return;
                NoteReceiveError(failure);
                continue;
            }
            Interlocked.Increment(ref _received);
            Interlocked.Add(ref _receivedBytes, length);
            DatagramBuffer buffer = _pool!.Rent(length);
            _arrival.AsSpan(0, length).CopyTo(buffer.Span);
            buffer.SetSource(_arrivedFrom);
            _sink!.Take(buffer);
        }
    }

    private void NoteReceiveError(Exception failure)
    {
        Interlocked.Increment(ref _receiveErrors);
        SocketError error = (failure as SocketException)?.SocketErrorCode ?? SocketError.NotSocket;
        if (error != _lastReceiveError)
            Log.ReceiveFailed(_logger, Description, failure.Message);
        _lastReceiveError = error;
        // An interface that went away fails at once and for ever: do not spin on it.
        _closing.Wait(PauseAfterError);
    }

    private void WarnOfSmallBuffers()
    {
        bool receiveIsSmall = GrantedReceiveBufferBytes < _options.ReceiveBufferBytes;
        if (!receiveIsSmall && GrantedSendBufferBytes >= _options.SendBufferBytes)
            return;
        string remedy = OperatingSystem.IsLinux()
            ? $"raise it with: sudo sysctl -w net.core.rmem_max={_options.ReceiveBufferBytes} net.core.wmem_max={_options.SendBufferBytes}"
            : "raise the system's limit for socket buffers";
        Log.SmallBuffers(_logger, GrantedReceiveBufferBytes / 1024, _options.ReceiveBufferBytes / 1024,
            GrantedSendBufferBytes / 1024, _options.SendBufferBytes / 1024, remedy);
    }
}

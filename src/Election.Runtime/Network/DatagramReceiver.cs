using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// The receiving half of a channel: a thread of its own reads every datagram from a socket into a pooled buffer and passes it on. Steady
/// traffic allocates nothing. It owns the socket.
/// </summary>
internal sealed class DatagramReceiver : IDisposable
{
    private static readonly TimeSpan s_pauseAfterError = TimeSpan.FromMilliseconds(10);

    private readonly Socket _socket;
    private readonly string _description;
    private readonly ILogger _logger;
    private readonly byte[] _arrival = new byte[DatagramPool.MaxLength];
    private readonly SocketAddress _arrivedFrom;
    private readonly ManualResetEventSlim _closing = new();
    private Thread? _thread;
    private DatagramPool? _pool;
    private IDatagramSink? _sink;
    private SocketError _lastError;
    private long _received, _receivedBytes, _errors;

    internal DatagramReceiver(Socket socket, string description, ILogger logger)
    {
        _socket = socket;
        _description = description;
        _logger = logger;
        _arrivedFrom = new SocketAddress(socket.AddressFamily);
    }

    internal long Received => Volatile.Read(ref _received);

    internal long ReceivedBytes => Volatile.Read(ref _receivedBytes);

    internal long Errors => Volatile.Read(ref _errors);

    /// <summary>Starts the thread. Called once.</summary>
    internal void Start(DatagramPool pool, IDatagramSink sink)
    {
        if (_thread is not null)
            throw new InvalidOperationException("A channel is started once.");
        _pool = pool;
        _sink = sink;
        _thread = new Thread(ReceiveAll) { IsBackground = true, Name = "datagrams" };
        _thread.Start();
    }

    /// <summary>Closes the socket and waits for the thread. May be called twice.</summary>
    public void Dispose()
    {
        if (_closing.IsSet)
            return;
        _closing.Set();
        // Closing the socket wakes a blocked receive.
        _socket.Dispose();
        _thread?.Join();
    }

    private void ReceiveAll()
    {
        while (!_closing.IsSet)
        {
            int length;
            try
            {
                length = _socket.ReceiveFrom(_arrival, SocketFlags.None, _arrivedFrom);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                if (_closing.IsSet)
                    return;
                NoteError(failure);
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

    private void NoteError(Exception failure)
    {
        Interlocked.Increment(ref _errors);
        SocketError error = (failure as SocketException)?.SocketErrorCode ?? SocketError.NotSocket;
        if (error != _lastError)
            Log.ReceiveFailed(_logger, _description, failure.Message);
        _lastError = error;
        // An interface that has gone away fails at once and for ever: do not spin on it.
        _closing.Wait(s_pauseAfterError);
    }
}

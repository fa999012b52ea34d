using System.Net.Sockets;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>
/// The sending half of a channel. Refusals by the network are counted, and logged once per kind. It does not own the socket.
/// </summary>
internal sealed class DatagramSender
{
    private readonly Socket _socket;
    private readonly string _description;
    private readonly ILogger _logger;
    private readonly HashSet<SocketError> _said = [];
    private long _sent, _sentBytes, _errors;

    internal DatagramSender(Socket socket, string description, ILogger logger)
    {
        _socket = socket;
        _description = description;
        _logger = logger;
    }

    internal long Sent => Volatile.Read(ref _sent);

    internal long SentBytes => Volatile.Read(ref _sentBytes);

    internal long Errors => Volatile.Read(ref _errors);

    /// <summary>Sends one datagram. One caller at a time.</summary>
    internal void Send(ReadOnlySpan<byte> datagram, SocketAddress destination)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, destination);
            Interlocked.Increment(ref _sent);
            Interlocked.Add(ref _sentBytes, datagram.Length);
        }
        catch (SocketException refusal)
        {
            Interlocked.Increment(ref _errors);
            if (_said.Add(refusal.SocketErrorCode))
                Log.SendRefused(_logger, _description, refusal.Message);
        }
    }
}

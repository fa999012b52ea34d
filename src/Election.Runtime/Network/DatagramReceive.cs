using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>One receive call of the plain primitives, shared by a group's socket and a sender's own.</summary>
internal static class DatagramReceive
{
    /// <summary>Waits for the next datagram. A datagram longer than the buffer is truncated.</summary>
    internal static async ValueTask<ReceivedDatagram> NextAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellation)
    {
        var anyone = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            try
            {
                SocketReceiveMessageFromResult result =
                    await socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, anyone, cancellation).ConfigureAwait(false);
                return new ReceivedDatagram(
                    result.ReceivedBytes, (IPEndPoint)result.RemoteEndPoint, result.SocketFlags.HasFlag(SocketFlags.Truncated));
            }
            catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Windows reports that an earlier answer reached no receiver: that is not a failure of this call.
            }
        }
    }
}

using System.Net.Sockets;
using System.Net;

namespace Election.Runtime.Network;

/// <summary>One receive call of the bare primitives, the same for a group's socket and for a sender's own.</summary>
internal static class DatagramReceive
{
    /// <summary>Waits for the next datagram. Its end is lost when the buffer is too short for it.</summary>
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
                // Windows tells a receiver that an answer of its own found nobody: that is no failure of this call.
            }
        }
    }
}

using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>The sizes of the buffers that a kernel grants, which may be smaller than requested.</summary>
/// <param name="ReceiveBytes">For datagrams that have arrived and are still unread.</param>
/// <param name="SendBytes">For datagrams that have been sent and have not left yet.</param>
internal readonly record struct SocketBuffers(int ReceiveBytes, int SendBytes)
{
    /// <summary>Reads back the sizes granted to two sockets, or to one socket given twice.</summary>
    internal static SocketBuffers Of(Socket receiver, Socket sender) =>
        new(Granted(receiver.ReceiveBufferSize), Granted(sender.SendBufferSize));

    /// <summary>Warns, with the fix, if a buffer is smaller than requested.</summary>
    internal void WarnIfSmallerThan(ChannelOptions options, ILogger logger)
    {
        if (ReceiveBytes >= options.ReceiveBufferBytes && SendBytes >= options.SendBufferBytes)
            return;
        string remedy = OperatingSystem.IsLinux()
            ? $"raise it with: sudo sysctl -w net.core.rmem_max={options.ReceiveBufferBytes} net.core.wmem_max={options.SendBufferBytes}"
            : "raise the system's limit for socket buffers";
        Log.SmallBuffers(logger, ReceiveBytes / 1024, options.ReceiveBufferBytes / 1024,
            SendBytes / 1024, options.SendBufferBytes / 1024, remedy);
    }

    // Linux reserves twice the granted size, and reports that.
    private static int Granted(int reported) => OperatingSystem.IsLinux() ? reported / 2 : reported;
}

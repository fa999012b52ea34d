using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Election.Runtime.Network;

/// <summary>The buffers that a kernel grants, which may be smaller than those asked for.</summary>
/// <param name="ReceiveBytes">For what has arrived and was not taken yet.</param>
/// <param name="SendBytes">For what was sent and has not left yet.</param>
internal readonly record struct SocketBuffers(int ReceiveBytes, int SendBytes)
{
    /// <summary>Reads back what two sockets, or twice the same one, were granted.</summary>
    internal static SocketBuffers Of(Socket receiver, Socket sender) =>
        new(Granted(receiver.ReceiveBufferSize), Granted(sender.SendBufferSize));

    /// <summary>Warns, with the remedy, when a buffer is smaller than asked for.</summary>
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

    // Linux books twice of what it grants, and reports that.
    private static int Granted(int reported) => OperatingSystem.IsLinux() ? reported / 2 : reported;
}

using Microsoft.Extensions.Logging;

namespace Election.Runtime;

/// <summary>The log lines of this project, generated at compile time.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning,
        "The kernel grants {ReceiveKiB} of {ReceiveAskedKiB} KiB of receive buffer and {SendKiB} of {SendAskedKiB} KiB of send buffer; "
        + "bursts may be lost: {Remedy}")]
    internal static partial void SmallBuffers(
        ILogger logger, int receiveKiB, int receiveAskedKiB, int sendKiB, int sendAskedKiB, string remedy);

    [LoggerMessage(2, LogLevel.Warning, "The network refuses datagrams on {Channel}: {Reason}")]
    internal static partial void SendRefused(ILogger logger, string channel, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Receiving on {Channel} fails: {Reason}")]
    internal static partial void ReceiveFailed(ILogger logger, string channel, string reason);

    [LoggerMessage(4, LogLevel.Warning, "More than {Limit} datagrams are delayed at once; the rest is lost")]
    internal static partial void DelayLineFull(ILogger logger, int limit);

    [LoggerMessage(5, LogLevel.Critical, "The node stops: it cannot go on safely")]
    internal static partial void NodeFailed(ILogger logger, Exception failure);

    [LoggerMessage(6, LogLevel.Information, "Node {Id}: {Channel}; data in {Folder}, journal {Journal}")]
    internal static partial void NodeOpened(ILogger logger, string id, string channel, string folder, string journal);
}

using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Tools.Multicast;

/// <summary><c>election multicast receive</c>: joins, prints each datagram on a line of its own, and leaves.</summary>
internal static class MulticastReceive
{
    private static ReadOnlySpan<byte> Ack => "ack"u8;

    /// <summary>Receives until the count is reached, the time is up, nobody reads the output any more, or a signal comes.</summary>
    /// <returns>The exit code: 0, or 3 if the time was up before the count was reached.</returns>
    /// <exception cref="StartRefusedException">The group cannot be joined.</exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public static async Task<int> RunAsync(ReceiveSettings settings, TextTerminal terminal, CancellationToken interrupted)
    {
        using var group = new GroupReceiver(settings.Network);
        using GroupSender? answers = settings.Answers ? new GroupSender(settings.Network) : null;
        terminal.Tell($"joined {settings.Network.Group} on {settings.Network.Via}");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (settings.Timeout is TimeSpan timeout)
            end.CancelAfter(timeout);
        int received = 0;
        try
        {
            var buffer = new byte[settings.BufferBytes];
            while ((settings.Count is not int wanted || received < wanted) && !terminal.HasNoReader)
            {
                ReceivedDatagram datagram = await group.ReceiveAsync(buffer, end.Token).ConfigureAwait(false);
                received++;
                terminal.Out.WriteLine(DatagramLine.Of(datagram, buffer, terminal.Language));
                if (answers?.SendTo(Ack, datagram.From) is { } reason)
                    terminal.Tell($"warning: not answered: {reason}");
            }
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            return settings.Count is null ? ExitCode.Success : ExitCode.Stalled;
        }
        finally
        {
            Sentence datagrams = received == 1 ? Sentence.Of($"1 datagram") : $"{received} datagrams";
            terminal.Tell($"left {settings.Network.Group} after {datagrams}");
        }
    }
}

using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Tools.Multicast;

/// <summary><c>election multicast send</c>: sends without joining, and prints every answer with its address.</summary>
internal static class MulticastSend
{
    /// <summary>Sends as often as asked, then listens until the wait after the last datagram is over.</summary>
    /// <returns>The exit code, 0 with or without answers.</returns>
    /// <exception cref="StartRefusedException">The network refused a datagram.</exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public static async Task<int> RunAsync(SendSettings settings, TextTerminal terminal, CancellationToken interrupted)
    {
        using var sender = new GroupSender(settings.Network);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        // Runs on a thread of its own: a receive never yields while datagrams keep coming.
        Task<int> listening = Task.Run(() => AnswersAsync(sender, settings.BufferBytes, terminal, over.Token), CancellationToken.None);
        int sent = 0;
        try
        {
            for (; sent < settings.Count; sent++)
            {
                if (sent > 0)
                    await Task.Delay(settings.Every, interrupted).ConfigureAwait(false);
                if (sender.Send(settings.Datagram) is { } reason)
                    throw new StartRefusedException(reason);
                terminal.Tell($"sent {DatagramLine.Bytes(settings.Datagram.Length)} to {settings.Network.Group} from {
                    sender.Source} on {settings.Network.Via}, TTL {settings.Network.Ttl}");
            }
            await Task.Delay(settings.Wait, interrupted).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            int answers = await listening.ConfigureAwait(false);
            if (sent > 0)
                terminal.Tell(answers == 1 ? Sentence.Of($"1 answer") : $"{answers} answers");
        }
        return ExitCode.Success;
    }

    private static async Task<int> AnswersAsync(GroupSender sender, int bufferBytes, TextTerminal terminal, CancellationToken over)
    {
        var buffer = new byte[bufferBytes];
        for (int answers = 0; ; answers++)
        {
            try
            {
                ReceivedDatagram answer = await sender.ReceiveAsync(buffer, over).ConfigureAwait(false);
                terminal.Out.WriteLine(DatagramLine.Of(answer, buffer, terminal.Language));
            }
            catch (OperationCanceledException)
            {
                return answers;
            }
        }
    }
}

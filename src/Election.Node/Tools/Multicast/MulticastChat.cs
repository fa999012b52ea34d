using System.Text;
using Election.Node.Talk;
using Election.Runtime.Network;
using Election.Runtime;

namespace Election.Node.Tools.Multicast;

/// <summary>
/// <c>election multicast chat</c>: sends each line typed as a datagram, while a second task prints what arrives, including its own lines.
/// Source: M. L. Liu, Distributed Computing: Principles and Applications, chapter 6, the example of a process that sends in one thread and
/// receives in another.
/// </summary>
internal static class MulticastChat
{
    /// <summary>Chats until the input ends or a signal comes.</summary>
    /// <param name="network">The group, the interface and the TTL.</param>
    /// <param name="bufferBytes">The longest datagram that is received whole, in bytes.</param>
    /// <param name="wait">The time to go on listening once the input has ended.</param>
    /// <param name="input">The lines to send.</param>
    /// <param name="terminal">Receives the datagrams on standard output and notices on standard error.</param>
    /// <param name="interrupted">Cancelled when a signal comes.</param>
    /// <returns>The exit code, always 0.</returns>
    /// <exception cref="StartRefusedException">The group cannot be joined, or the input cannot be read.</exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    public static async Task<int> RunAsync(
        MulticastOptions network, int bufferBytes, TimeSpan wait, TextReader input, TextTerminal terminal, CancellationToken interrupted)
    {
        using var group = new GroupReceiver(network);
        using var sender = new GroupSender(network);
        terminal.Tell(
            $"joined {network.Group} on {network.Via}, TTL {network.Ttl}; sending from {sender.Source}; end the input to leave");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        // Runs on a thread of its own: a receive never yields while datagrams keep coming.
        Task printing = Task.Run(() => PrintAsync(group, bufferBytes, terminal, over.Token), CancellationToken.None);
        try
        {
            await SendLinesAsync(sender, input, terminal, interrupted).ConfigureAwait(false);
            await Task.Delay(wait, interrupted).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await printing.ConfigureAwait(false);
            terminal.Tell($"left {network.Group}");
        }
        return ExitCode.Success;
    }

    private static async Task SendLinesAsync(GroupSender sender, TextReader input, TextTerminal terminal, CancellationToken interrupted)
    {
        // A read from the console cannot be cancelled. It waits on a thread of its own, which dies with the process.
        while (await Task.Run(() => ReadLine(input), interrupted).WaitAsync(interrupted).ConfigureAwait(false) is string line)
        {
            if (sender.Send(Encoding.UTF8.GetBytes(line)) is { } reason)
                terminal.Tell($"warning: not sent: {reason}");
        }
    }

    private static string? ReadLine(TextReader input)
    {
        try
        {
            return input.ReadLine();
        }
        catch (IOException failure)
        {
            throw new StartRefusedException($"election multicast chat: the lines to send cannot be read: {failure.Message}", failure);
        }
    }

    private static async Task PrintAsync(GroupReceiver group, int bufferBytes, TextTerminal terminal, CancellationToken over)
    {
        var buffer = new byte[bufferBytes];
        try
        {
            while (true)
            {
                ReceivedDatagram datagram = await group.ReceiveAsync(buffer, over).ConfigureAwait(false);
                terminal.Out.WriteLine(DatagramLine.Of(datagram, buffer, terminal.Language));
            }
        }
        catch (OperationCanceledException)
        {
            // The chat is over.
        }
    }
}

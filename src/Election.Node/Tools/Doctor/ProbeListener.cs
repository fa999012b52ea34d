using Election.Node.Runs.Single;
using Election.Node.Talk;
using Election.Runtime.Network;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Node.Tools.Doctor;

/// <summary>
/// The second process of a probe: joins the group, says what it hears, and ends with the first process, on a signal, or at
/// <see cref="Lifetime"/>. It sends nothing.
/// </summary>
internal static class ProbeListener
{
    /// <summary>How long it lives in any case.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>Datagrams longer than this are no probes and are not repeated.</summary>
    public const int MaxProbeBytes = 64;

    /// <summary>Listens until it is to end.</summary>
    /// <param name="group">The group that the first process drew.</param>
    /// <param name="via">The interface.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="interruption">What ends it.</param>
    public static Task<int> RunAsync(MulticastGroup group, LocalInterface via, TextTerminal terminal, Interruption interruption)
    {
        ParentWatch.Begin(interruption, static _ => { });
        return ListenAsync(new MulticastOptions(group, via), terminal, interruption.Token);
    }

    private static async Task<int> ListenAsync(MulticastOptions options, TextTerminal terminal, CancellationToken cancel)
    {
        using var channel = new MulticastChannel(options, NullLogger.Instance);
        // It has joined, so nothing is missed; and from the start on only the channel's thread writes.
        terminal.Out.WriteLine(ProbeLine.Listening);
        channel.Start(new DatagramPool(), new Repeater(terminal.Out));
        await Task.Delay(Lifetime, cancel).ConfigureAwait(false);
        return ExitCode.Stalled;
    }

    private sealed class Repeater(TextWriter output) : IDatagramSink
    {
        public void Take(DatagramBuffer datagram)
        {
            if (datagram.Length <= MaxProbeBytes)
                output.WriteLine(ProbeLine.Heard(datagram.Span));
            datagram.Release();
        }
    }
}

using Election.Node.Runs.Single;
using Election.Node.Talk;
using Election.Runtime.Network;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Node.Tools.Doctor;

/// <summary>
/// The second process of a probe. It joins the group, reports what it hears, and ends with the first process, on a signal, or after
/// <see cref="Lifetime"/>. It sends nothing.
/// </summary>
internal static class ProbeListener
{
    /// <summary>The longest time that it lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>The longest probe, in bytes. Longer datagrams are not probes and are not reported.</summary>
    public const int MaxProbeBytes = 64;

    /// <summary>Listens until the first process ends, a signal comes, or the lifetime is over.</summary>
    /// <param name="group">The group that the first process drew.</param>
    /// <param name="via">The interface to listen on.</param>
    /// <param name="terminal">Receives the lines of <see cref="ProbeLine"/>.</param>
    /// <param name="interruption">Signals that end it early.</param>
    public static Task<int> RunAsync(MulticastGroup group, LocalInterface via, TextTerminal terminal, Interruption interruption)
    {
        ParentWatch.Begin(interruption, static _ => { });
        return ListenAsync(new MulticastOptions(group, via), terminal, interruption.Token);
    }

    private static async Task<int> ListenAsync(MulticastOptions options, TextTerminal terminal, CancellationToken cancel)
    {
        using var channel = new MulticastChannel(options, NullLogger.Instance);
        // The group is joined before this line, so no probe is missed. From the start on, only the channel's thread writes.
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

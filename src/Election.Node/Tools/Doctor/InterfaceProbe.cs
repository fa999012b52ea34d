using System.Collections.Immutable;
using Election.Runtime.Network;
using Election.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Node.Tools.Doctor;

/// <summary>
/// Sends a few probes to drawn groups on one interface, as a node would, and notes whether this process and a second one hear them. Nothing
/// else in the doctor sends.
/// </summary>
internal static class InterfaceProbe
{
    /// <summary>The longest wait for the second process to listen; a busy machine needs seconds to start one.</summary>
    public static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    /// <summary>The most probes sent before the second process listens, and again after that.</summary>
    public const int Tries = 8;

    private static readonly TimeSpan s_pauseBetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>Probes the groups one after another.</summary>
    public static async Task<InterfaceProbes> RunAsync(LocalInterface via, IEnumerable<MulticastGroup> groups, CancellationToken cancel)
    {
        var results = ImmutableArray.CreateBuilder<ProbeResult>();
        BufferGrant? buffers = null;
        foreach (MulticastGroup group in groups)
        {
            (ProbeResult result, BufferGrant? granted) = await ProbeAsync(group, via, cancel).ConfigureAwait(false);
            results.Add(result);
            buffers ??= granted;
        }
        return new InterfaceProbes(results.ToImmutable(), buffers);
    }

    private static async Task<(ProbeResult Result, BufferGrant? Buffers)> ProbeAsync(
        MulticastGroup group, LocalInterface via, CancellationToken cancel)
    {
        var options = new MulticastOptions(group, via);
        byte[] probe = MulticastProbe.Draw();
        var unsent = new ProbeResult(group.Family, group.ToString(), ProbeOutcome.NotSent, ProbeOutcome.NotSent, null);
        var echo = new Echo(probe);
        MulticastChannel channel;
        try
        {
            channel = new MulticastChannel(options, NullLogger.Instance);
        }
        catch (StartRefusedException refusal)
        {
            return (unsent with { OwnSocket = ProbeOutcome.Refused, Problem = refusal.Sentence }, null);
        }
        using (channel)
        {
            channel.Start(new DatagramPool(), echo);
            var buffers = new BufferGrant(options.ReceiveBufferBytes, channel.GrantedReceiveBufferBytes,
                options.SendBufferBytes, channel.GrantedSendBufferBytes);
            using var second = SecondProcess.Start(DoctorArguments.OfListener(group, via), probe);
            ProbeOutcome own = await SendUntilAsync(echo.Heard, channel, probe, cancel).ConfigureAwait(false);
            Sentence? problem = await ListeningAsync(second, cancel).ConfigureAwait(false);
            ProbeOutcome other = ProbeOutcome.Refused;
            if (problem is null)
            {
                other = await SendUntilAsync(second.Heard, channel, probe, cancel).ConfigureAwait(false);
                // A process that has ended meanwhile is not deaf.
                problem = other == ProbeOutcome.Lost ? second.End : null;
                other = problem is null ? other : ProbeOutcome.Refused;
            }
            return (unsent with { OwnSocket = own, OtherProcess = other, Problem = problem }, buffers);
        }
    }

    private static async Task<ProbeOutcome> SendUntilAsync(Task heard, MulticastChannel channel, byte[] probe, CancellationToken cancel)
    {
        for (int i = 0; i < Tries; i++)
        {
            channel.Send(probe);
            if (await Task.WhenAny(heard, Task.Delay(s_pauseBetweenTries, cancel)).ConfigureAwait(false) == heard)
                return ProbeOutcome.CameBack;
            cancel.ThrowIfCancellationRequested();
        }
        return ProbeOutcome.Lost;
    }

    private static async Task<Sentence?> ListeningAsync(SecondProcess second, CancellationToken cancel)
    {
        try
        {
            return await second.Listening.WaitAsync(StartLimit, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return $"it was not ready within {StartLimit.TotalSeconds:0} s";
        }
    }

    private sealed class Echo(byte[] probe) : IDatagramSink
    {
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Heard => _heard.Task;

        public void Take(DatagramBuffer datagram)
        {
            if (datagram.Span.SequenceEqual(probe))
                _heard.TrySetResult();
            datagram.Release();
        }
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;

namespace Election.Runtime.Network;

/// <summary>
/// Tests whether multicast works at all on an interface: joins the group, sends a few datagrams, and waits for the first of them to come
/// back. Success shows that this machine can join, send and receive. It does not show that switches and access points between machines
/// forward multicast: that takes an answer from another machine.
/// </summary>
public static class MulticastProbe
{
    /// <summary>The time the probe waits in all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int Tries = 4;
    private const int NonceBytes = 14;

    // Not the two bytes that begin an election's datagrams: nodes drop it as foreign.
    private static ReadOnlySpan<byte> Mark => "EP"u8;

    /// <summary>Draws a probe with a unique content.</summary>
    public static byte[] Draw() => [.. Mark, .. RandomNumberGenerator.GetBytes(NonceBytes)];

    /// <summary>Probes a group on an interface.</summary>
    /// <returns>Null if the probe came back; otherwise the failure in one clause.</returns>
    public static Sentence? Failure(MulticastOptions options)
    {
        try
        {
            byte[] probe = Draw();
            using var echo = new Echo(probe);
            using var channel = new MulticastChannel(options, NullLogger.Instance);
            channel.Start(new DatagramPool(), echo);
            for (int i = 0; i < Tries; i++)
            {
                channel.Send(probe);
                if (echo.Heard.Wait(Patience / Tries))
                    return null;
            }
            return $"none of {Tries} probes came back within {Patience.TotalSeconds:0} s";
        }
        catch (StartRefusedException refusal)
        {
            return refusal.Sentence;
        }
    }

    private sealed class Echo(byte[] probe) : IDatagramSink, IDisposable
    {
        internal ManualResetEventSlim Heard { get; } = new();

        public void Take(DatagramBuffer datagram)
        {
            if (datagram.Span.SequenceEqual(probe))
                Heard.Set();
            datagram.Release();
        }

        public void Dispose() => Heard.Dispose();
    }
}

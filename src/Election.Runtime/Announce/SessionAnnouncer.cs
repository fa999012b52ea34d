using System.Net.Sockets;
using System.Net;
using System.Security.Cryptography;
using Election.Groups.Announce;
using Election.Groups.Model;
using Election.Runtime.Network;

namespace Election.Runtime.Announce;

/// <summary>
/// Announces an election (RFC 2974) from its start until it is disposed, and then withdraws the announcement. It listens to other
/// announcers, so that together they stay below the bandwidth of <see cref="AnnouncementPace"/>.
/// </summary>
public sealed class SessionAnnouncer : IAsyncDisposable
{
    private static readonly TimeSpan s_pauseAfterError = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly MonotonicClock _clock = new();
    private readonly AnnouncementTable _others = new();
    private readonly GroupReceiver _receiver;
    private readonly GroupSender _sender;
    private readonly byte[] _announcement;
    private readonly byte[] _deletion;
    private readonly Action<Sentence> _warn;
    private readonly Task _loop;
    private string _lastWarning = "";

    private SessionAnnouncer(
        MulticastOptions scope, MulticastOptions session, string title, string? choices, Action<Sentence> warn)
    {
        _warn = warn;
        byte[] origin = scope.Via.AddressTowards(scope.Group.Address)?.GetAddressBytes()
            ?? throw new StartRefusedException(MulticastOptions.ObjectionTo(scope.Group, scope.Via)!);
        var description = new ElectionSession(
            (ulong)RandomNumberGenerator.GetInt32(int.MaxValue), new IPAddress(origin).ToString(), title,
            session.Group.Address.ToString(), (ushort)session.Group.Port, session.Ttl.Hops, choices);
        byte[] text = description.Encode();
        ushort hash = ElectionSession.HashOf(text);
        _announcement = SapPacket.Write(false, origin, hash, text);
        _deletion = SapPacket.Write(true, origin, hash, description.EncodeOrigin());
        _receiver = new GroupReceiver(scope);
        try
        {
            _sender = new GroupSender(scope);
        }
        catch (StartRefusedException)
        {
            _receiver.Dispose();
            throw;
        }
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Starts announcing.</summary>
    /// <param name="scope">The group and interface, usually <see cref="AnnouncementScope.Of"/>.</param>
    /// <param name="session">The election's group and TTL.</param>
    /// <param name="title">The election's title: a name without control characters.</param>
    /// <param name="choices">The choices as <c>--choices</c> takes them; omitted if they would make the announcement too long.</param>
    /// <param name="warn">Called on another thread, once for each reason, when the network refuses announcements.</param>
    /// <exception cref="StartRefusedException">The port is taken, or the announcements' group cannot be joined.</exception>
    public static SessionAnnouncer Start(
        MulticastOptions scope, MulticastOptions session, string title, string? choices, Action<Sentence> warn) =>
        new(scope, session, title, choices, warn);

    /// <summary>Withdraws the announcement and closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        Send(_deletion);
        _receiver.Dispose();
        _sender.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[SapPacket.MaxBytes + 1];
        Instant due = _clock.Now;
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (_clock.Now >= due)
                {
                    Send(_announcement);
                    due = _clock.Now +
                        AnnouncementPace.Next(Math.Max(1, _others.At(_clock.Now).Count), _announcement.Length, Random.Shared.NextDouble());
                }
                await HearUntilAsync(due, buffer).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed while waiting.
        }
    }

    // Own announcements come back, and count like the others.
    private async Task HearUntilAsync(Instant due, byte[] buffer)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        wait.CancelAfter(MonotonicClock.MillisecondsUntil(due, _clock.Now));
        try
        {
            ReceivedDatagram received = await _receiver.ReceiveAsync(buffer, wait.Token).ConfigureAwait(false);
            _others.Take(buffer.AsSpan(0, received.Length), received.From.ToString(), _clock.Now);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // The next announcement is due.
        }
        catch (SocketException failure)
        {
            Warn($"announcements cannot be heard: {failure.Message}");
            await Task.Delay(s_pauseAfterError, _stop.Token).ConfigureAwait(false);
        }
    }

    private void Send(byte[] packet)
    {
        if (_sender.Send(packet) is { } reason)
            Warn($"the election cannot be announced: {reason}");
    }

    private void Warn(Sentence reason)
    {
        string english = reason.ToString();
        if (english == _lastWarning)
            return;
        _lastWarning = english;
        _warn(reason);
    }
}

using Election.Groups.Announce;
using Election.Runtime.Network;

namespace Election.Runtime.Announce;

/// <summary>An announced election. The announcement is unauthenticated.</summary>
/// <param name="Group">Its group and port.</param>
/// <param name="Session">The announcement's content.</param>
/// <param name="From">The address and port of the announcer.</param>
public sealed record HeardElection(MulticastGroup Group, ElectionSession Session, string From);

/// <summary>The announcements that a listener received.</summary>
/// <param name="Elections">The elections, by title.</param>
/// <param name="Counters">The numbers of packets accepted and refused.</param>
/// <param name="Unusable">The number of elections announced for an address that is not a group.</param>
public sealed record HeardAnnouncements(IReadOnlyList<HeardElection> Elections, AnnouncementCounters Counters, int Unusable);

/// <summary>Listens to announcements for a limited time.</summary>
public static class AnnouncementListener
{
    /// <summary>
    /// Long enough to hear a single announcer: its longest interval, and at least half a second for a busy machine. Rounded up to a tenth
    /// of a second, because people read it.
    /// </summary>
    public static readonly TimeSpan UsualLength =
        TimeSpan.FromMilliseconds(100 * Math.Ceiling((AnnouncementPace.LongestAlone.TotalMilliseconds + 500) / 100));

    /// <summary>Listens for a time and returns the elections announced by the end of it.</summary>
    /// <param name="scope">The group and interface, usually <see cref="AnnouncementScope.Of"/>.</param>
    /// <param name="length">The time to listen.</param>
    /// <param name="cancellation">Ends the listening early, without a result.</param>
    /// <exception cref="StartRefusedException">The port is taken, or the announcements' group cannot be joined.</exception>
    /// <exception cref="OperationCanceledException">The listening was ended early.</exception>
    public static async Task<HeardAnnouncements> ListenAsync(MulticastOptions scope, TimeSpan length, CancellationToken cancellation)
    {
        using var receiver = new GroupReceiver(scope);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(length);
        var clock = new MonotonicClock();
        var table = new AnnouncementTable();
        var buffer = new byte[SapPacket.MaxBytes + 1];
        try
        {
            // A flood must not keep the listener beyond its time: a receive that is always ready never looks at the token.
            while (!end.IsCancellationRequested)
            {
                ReceivedDatagram received = await receiver.ReceiveAsync(buffer, end.Token).ConfigureAwait(false);
                table.Take(buffer.AsSpan(0, received.Length), received.From.ToString(), clock.Now);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is up.
        }
        cancellation.ThrowIfCancellationRequested();
        return Usable(table.At(clock.Now), table.Counters);
    }

    private static HeardAnnouncements Usable(IReadOnlyList<AnnouncedElection> announced, AnnouncementCounters counters)
    {
        var usable = new List<HeardElection>();
        foreach (AnnouncedElection one in announced)
        {
            string address = one.Session.Group.Contains(':', StringComparison.Ordinal) ? $"[{one.Session.Group}]" : one.Session.Group;
            if (MulticastGroup.Read($"{address}:{one.Session.Port}").TryGet(out MulticastGroup? group))
                usable.Add(new HeardElection(group!, one.Session, one.From));
        }
        return new HeardAnnouncements(usable, counters, announced.Count - usable.Count);
    }
}

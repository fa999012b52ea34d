using Election.Groups.Announce;
using Election.Runtime.Network;

namespace Election.Runtime.Announce;

/// <summary>An election that was heard of. Nobody vouches for it.</summary>
/// <param name="Group">Its group and port.</param>
/// <param name="Session">What was said of it.</param>
/// <param name="From">The address and port that said so.</param>
public sealed record HeardElection(MulticastGroup Group, ElectionSession Session, string From);

/// <summary>What a listener heard.</summary>
/// <param name="Elections">The elections, by title.</param>
/// <param name="Counters">What became of the packets.</param>
/// <param name="Unusable">Elections announced for an address that is no group.</param>
public sealed record HeardAnnouncements(IReadOnlyList<HeardElection> Elections, AnnouncementCounters Counters, int Unusable);

/// <summary>Listens to announcements for a while.</summary>
public static class AnnouncementListener
{
    /// <summary>
    /// Long enough to hear an announcer that is alone: its longest interval, and at least half a second for a machine that is busy. It is
    /// rounded up to a tenth of a second, for it is read by people.
    /// </summary>
    public static readonly TimeSpan UsualLength =
        TimeSpan.FromMilliseconds(100 * Math.Ceiling((AnnouncementPace.LongestAlone.TotalMilliseconds + 500) / 100));

    /// <summary>Listens, and tells what is announced at the end.</summary>
    /// <param name="scope">Where, usually <see cref="AnnouncementScope.Of"/>.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellation">Ends it early, without a result.</param>
    /// <exception cref="StartRefusedException">The port is taken, or the announcements' group cannot be joined.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
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
            if (MulticastGroup.TryParse($"{address}:{one.Session.Port}", out MulticastGroup? group, out _))
                usable.Add(new HeardElection(group!, one.Session, one.From));
        }
        return new HeardAnnouncements(usable, counters, announced.Count - usable.Count);
    }
}

using Election.Groups.Announce;
using Election.Runtime.Announce;
using Election.Runtime.Network;
using Election.Runtime.Tests.Support;

namespace Election.Runtime.Tests.Announce;

/// <summary>Announcer and listener on loopback, on a scope of their own.</summary>
public sealed class SessionAnnouncerTests
{
    private readonly MulticastOptions _scope = Loopback.DrawOptions();
    private readonly MulticastOptions _session = Loopback.DrawOptions();

    [Fact]
    public async Task An_election_is_announced_at_once_and_withdrawn_at_the_end()
    {
        using var group = new GroupReceiver(_scope);
        var table = new AnnouncementTable();
        var clock = new MonotonicClock();
        await using (Announcer("Board", "Ana,Eva"))
        {
            await HearAsync(group, table, clock);
            AnnouncedElection heard = Assert.Single(table.At(clock.Now));
            Assert.Equal(("Board", _session.Group.Address.ToString(), (ushort)_session.Group.Port, (byte)0, "Ana,Eva"),
                (heard.Session.Title, heard.Session.Group, heard.Session.Port, heard.Session.Ttl, heard.Session.Choices));
        }
        while (table.Counters.Deletions == 0)
            await HearAsync(group, table, clock);
        Assert.Empty(table.At(clock.Now));
        Assert.Equal(0, table.Counters.Malformed + table.Counters.Foreign);
    }

    [Fact]
    public async Task A_listener_hears_who_was_announcing_already()
    {
        Assert.True(AnnouncementPace.LongestAlone < AnnouncementListener.UsualLength,
            "An announcer may be silent for longer than one listens.");
        await using SessionAnnouncer one = Announcer("Board", null);
        await using SessionAnnouncer other = Announcer("Audit", "Ana,Eva");
        HeardAnnouncements heard = await HearAsync(AnnouncementListener.UsualLength, () => { }, heard => heard.Elections.Count == 2);
        Assert.Equal(["Audit", "Board"], heard.Elections.Select(election => election.Session.Title));
        Assert.All(heard.Elections, election => Assert.Equal(_session.Group, election.Group));
    }

    [Fact]
    public async Task Noise_is_counted_and_an_address_that_is_no_group_is_unusable()
    {
        using var sender = new GroupSender(_scope);
        byte[] description = new ElectionSession(1, "127.0.0.1", "Board", "192.0.2.1", 4000, 0, null).Encode();
        void Disturb()
        {
            Assert.Null(sender.Send("noise"u8));
            Assert.Null(sender.Send(new byte[5000]));
            Assert.Null(sender.Send(SapPacket.Write(false, [127, 0, 0, 1], 1, description)));
        }
        HeardAnnouncements heard = await HearAsync(TimeSpan.FromMilliseconds(200), Disturb, heard => heard.Unusable > 0);
        Assert.Empty(heard.Elections);
        Assert.Equal(1, heard.Unusable);
        Assert.Equal(2, heard.Counters.Malformed);
    }

    [Fact]
    public async Task Listening_ends_early_without_a_result_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        Task<HeardAnnouncements> listening = AnnouncementListener.ListenAsync(_scope, Patience.Limit, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening.WaitAsync(Patience.Limit));
    }

    [Fact]
    public void Announcements_on_loopback_stay_on_loopback()
    {
        MulticastOptions scope = AnnouncementScope.Of(Loopback.Interface, TimeToLive.DefaultFor(Loopback.Interface));
        Assert.Equal("239.255.255.255:9875", scope.Group.ToString());
        Assert.True(scope.Via.IsLoopback);
        Assert.Equal(0, scope.Ttl.Hops);
    }

    private SessionAnnouncer Announcer(string title, string? choices) =>
        SessionAnnouncer.Start(_scope, _session, title, choices, reason => throw new InvalidOperationException($"{reason}"));

    // Where the machine let the time pass before anything was sent or taken in, it is listened again.
    private async Task<HeardAnnouncements> HearAsync(TimeSpan length, Action speak, Func<HeardAnnouncements, bool> isEnough)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            Task<HeardAnnouncements> listening = AnnouncementListener.ListenAsync(_scope, length, limit.Token);
            speak();
            HeardAnnouncements heard = await listening;
            if (isEnough(heard))
                return heard;
        }
    }

    private static async Task HearAsync(GroupReceiver group, AnnouncementTable table, MonotonicClock clock)
    {
        var buffer = new byte[SapPacket.MaxBytes];
        ReceivedDatagram received = await group.ReceiveAsync(buffer, default).AsTask().WaitAsync(Patience.Limit);
        table.Take(buffer.AsSpan(0, received.Length), received.From.ToString(), clock.Now);
    }
}

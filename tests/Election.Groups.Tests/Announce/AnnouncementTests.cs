using System.Globalization;
using System.Text;
using Election.Groups.Announce;
using Election.Groups.Model;
using FsCheck.Xunit;

namespace Election.Groups.Tests.Announce;

/// <summary>Announcements as this program sends them, as others send them, and malformed ones.</summary>
public sealed class AnnouncementTests
{
    private const string From = "192.0.2.7:40000";
    private static readonly byte[] s_origin = [192, 0, 2, 7];
    private static readonly ElectionSession s_board = new(4711, "192.0.2.7", "Board 2026: ¿quién?", "239.192.7.1", 45678, 1,
        "Sánchez,Pérez");

    private readonly AnnouncementTable _table = new();

    [Fact]
    public void The_bytes_of_an_announcement_are_those_of_the_RFCs()
    {
        byte[] description = s_board.Encode();
        Assert.Equal(
            "v=0\r\no=- 4711 1 IN IP4 192.0.2.7\r\ns=Board 2026: ¿quién?\r\nc=IN IP4 239.192.7.1/1\r\nt=0 0\r\n"
            + "m=application 45678 udp x-election\r\na=x-election-choices:Sánchez,Pérez\r\n", Encoding.UTF8.GetString(description));
        byte[] packet = SapPacket.Write(false, s_origin, 0x1234, description);
        Assert.Equal([0x20, 0x00, 0x12, 0x34, 192, 0, 2, 7, .. "application/sdp\0v=0\r\n"u8], packet[..29]);
        Assert.Equal(0x24, SapPacket.Write(true, s_origin, 1, default)[0]);
        Assert.Equal(0x30, SapPacket.Write(false, new byte[16], 1, default)[0]);
    }

    [Fact]
    public void What_is_announced_is_heard()
    {
        Take(Packet(s_board));
        AnnouncedElection heard = Assert.Single(_table.At(Instant.Zero));
        Assert.Equal(new AnnouncedElection(From, s_board), heard);
        Assert.Equal(new AnnouncementCounters(1, 0, 0, 0, 0, 0), _table.Counters);
    }

    [Fact]
    public void An_election_on_an_IPv6_group_is_heard()
    {
        ElectionSession session = s_board with { Group = "ff12::7:1", Origin = "fe80::1", Ttl = 0 };
        Take(SapPacket.Write(false, new byte[16], 7, session.Encode()));
        Assert.Equal(session, Assert.Single(_table.At(Instant.Zero)).Session);
    }

    [Fact]
    public void Choices_that_would_make_the_packet_too_long_are_left_out()
    {
        ElectionSession session = s_board with { Choices =
            string.Join(',', Enumerable.Range(0, 32).Select(i => new string('é', 30) + i.ToString(CultureInfo.InvariantCulture))) };
        Assert.True(session.Encode().Length <= ElectionSession.MaxSentBytes);
        Take(Packet(session));
        Assert.Equal(session with { Choices = null }, Assert.Single(_table.At(Instant.Zero)).Session);
    }

    [Fact]
    public void A_withdrawal_by_the_announcer_withdraws_and_one_by_a_stranger_does_not()
    {
        byte[] deletion = SapPacket.Write(true, s_origin, ElectionSession.HashOf(s_board.Encode()), s_board.EncodeOrigin());
        Take(Packet(s_board));
        _table.Take(deletion, "192.0.2.66:40000", Instant.Zero);
        Assert.Single(_table.At(Instant.Zero));
        Take(deletion);
        Assert.Empty(_table.At(Instant.Zero));
        Assert.Equal(new AnnouncementCounters(1, 1, 1, 0, 0, 0), _table.Counters);
    }

    [Fact]
    public void What_is_no_longer_announced_is_forgotten()
    {
        Take(Packet(s_board));
        Instant last = Instant.Zero + AnnouncementTable.Lifetime;
        Assert.Single(_table.At(last));
        Assert.Empty(_table.At(last + TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void The_table_is_bounded_and_what_it_has_no_room_for_is_counted()
    {
        for (ulong i = 0; i < AnnouncementTable.MaxSessions + 10; i++)
            _table.Take(Packet(s_board with { SessionId = i }), $"192.0.2.7:{i}", Instant.Zero);
        Assert.Equal(AnnouncementTable.MaxSessions, _table.At(Instant.Zero).Count);
        Assert.Equal(10, _table.Counters.Overflow);
        Instant later = Instant.Zero + AnnouncementTable.Lifetime + TimeSpan.FromMilliseconds(1);
        _table.Take(Packet(s_board), From, later);
        Assert.Equal(s_board, Assert.Single(_table.At(later)).Session);
    }

    [Fact]
    public void Elections_stand_in_one_order_whatever_order_they_came_in()
    {
        Take(Packet(s_board with { Title = "b", SessionId = 1 }));
        Take(Packet(s_board with { Title = "a", SessionId = 2 }));
        _table.Take(Packet(s_board with { Title = "a", SessionId = 2 }), "192.0.2.6:1", Instant.Zero);
        Assert.Equal([("a", "192.0.2.6:1"), ("a", From), ("b", From)],
            _table.At(Instant.Zero).Select(one => (one.Session.Title, one.From)));
    }

    [Theory]
    [InlineData("m=audio 5004 RTP/AVP 0")]
    [InlineData("m=application 45678 udp x-other")]
    [InlineData("m=application 45678/2 udp x-other")]
    [InlineData("")]
    public void Another_programs_session_is_counted_and_left_alone(string media)
    {
        Take(Sdp($"v=0\no=a 1 1 IN IP4 192.0.2.1\ns=Radio\nc=IN IP4 233.252.0.1/127\nt=0 0\n{media}{(media.Length > 0 ? "\n" : "")}"));
        Assert.Empty(_table.At(Instant.Zero));
        Assert.Equal(1, _table.Counters.Foreign);
    }

    [Theory]
    [InlineData("v=1\n")]
    [InlineData("v=0")]
    [InlineData("v=0\nno=sdp\n")]
    [InlineData("v=0\ns=t\nc=IN IP4 239.1.1.1/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\nc=IN IP4 239.1.1.1/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\ns=u\nc=IN IP4 239.1.1.1/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=\nc=IN IP4 239.1.1.1/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=\a\nc=IN IP4 239.1.1.1/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 example.org/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 239.1.1.1/256\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 239.1.1.1/\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- -1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 239.1.1.1/1\nm=application 1 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 239.1.1.1/1\nm=application 0 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 239.1.1.1/1\nm=application 65536 udp x-election\n")]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\ns=t\nc=IN IP4 239.1.1.1/1\nm=application 99999999999999999999 udp x-election\n")]
    public void A_description_that_is_none_is_counted_as_malformed(string sdp)
    {
        Take(Sdp(sdp));
        Assert.Empty(_table.At(Instant.Zero));
        Assert.Equal(1, _table.Counters.Malformed);
    }

    [Fact]
    public void A_title_that_is_no_UTF8_and_a_description_of_too_many_lines_are_malformed()
    {
        byte[] packet = Packet(s_board);
        packet[packet.AsSpan().IndexOf("Board"u8)] = 0xFF;
        Take(packet);
        Take(Sdp("v=0\n" + string.Concat(Enumerable.Repeat("a=x\n", 64))));
        Take([.. Packet(s_board), .. new byte[SapPacket.MaxBytes]]);
        Assert.Equal(new AnnouncementCounters(0, 0, 0, 0, 3, 0), _table.Counters);
    }

    [Theory]
    [InlineData(0x22)]
    [InlineData(0x21)]
    public void What_is_encrypted_or_compressed_is_counted_as_unsupported(byte flags)
    {
        byte[] packet = Packet(s_board);
        packet[0] = flags;
        Take(packet);
        Assert.Equal(1, _table.Counters.Unsupported);
    }

    [Fact]
    public void A_hash_of_zero_and_another_language_are_counted_as_unsupported()
    {
        Take(SapPacket.Write(false, s_origin, 0, s_board.Encode()));
        Take([0x20, 0, 0, 1, .. s_origin, .. "text/plain\0hello"u8]);
        Assert.Equal(2, _table.Counters.Unsupported);
    }

    [Fact]
    public void A_packet_without_a_type_and_one_with_authentication_data_are_read_as_the_RFC_says()
    {
        byte[] description = s_board.Encode();
        Take([0x20, 0, 0, 1, .. s_origin, .. description]);
        Take([0x20, 2, 0, 2, .. s_origin, 1, 2, 3, 4, 5, 6, 7, 8, .. "APPLICATION/SDP\0"u8, .. description]);
        Assert.Equal(2, _table.At(Instant.Zero).Count);
    }

    [Fact]
    public void A_packet_cut_off_anywhere_is_never_thrown_on()
    {
        byte[] packet = Packet(s_board);
        for (int length = 0; length < packet.Length; length++)
            Take(packet[..length]);
        Assert.Equal(packet.Length, Sum(_table.Counters));
    }

    [Property]
    public bool Whatever_the_bytes_are_nothing_is_thrown_and_every_packet_is_counted_once(byte[] bytes)
    {
        long before = Sum(_table.Counters);
        Take(bytes);
        Take([0x20, 0, 0, 1, .. s_origin, .. bytes]);
        Take([0x20, 0, 0, 1, .. s_origin, .. "v=0\n"u8, .. bytes]);
        Take([0x24, 0, 0, 1, .. s_origin, .. bytes]);
        return Sum(_table.Counters) == before + 4;
    }

    [Property(MaxTest = 2000)]
    public bool A_packet_with_any_byte_changed_is_never_thrown_on_and_what_is_heard_can_be_shown(ushort place, byte value)
    {
        byte[] packet = Packet(s_board);
        packet[place % packet.Length] = value;
        var table = new AnnouncementTable();
        table.Take(packet, From, Instant.Zero);
        return Sum(table.Counters) == 1 && table.At(Instant.Zero).All(one =>
            one.Session.Port > 0 && one.Session.Group.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':')
            && one.Session.Title.All(c => c >= ' ') && (one.Session.Choices ?? "").All(c => c >= ' '));
    }

    [Property]
    public bool What_is_read_is_what_was_written(ulong id, ushort port, byte ttl)
    {
        ElectionSession session = s_board with { SessionId = id, Port = Math.Max((ushort)1, port), Ttl = ttl };
        var table = new AnnouncementTable();
        table.Take(Packet(session), From, Instant.Zero);
        return table.At(Instant.Zero).Single().Session == session;
    }

    [Fact]
    public void One_announcer_alone_is_heard_within_the_longest_time_and_many_share_the_bandwidth()
    {
        Assert.Equal(AnnouncementPace.LongestAlone, AnnouncementPace.Next(1, 300, 1));
        Assert.Equal(AnnouncementPace.Shortest * 2 / 3, AnnouncementPace.Next(1, 300, 0));
        Assert.Equal(TimeSpan.FromSeconds(60), AnnouncementPace.Next(100, 300, 0.5));
    }

    private static byte[] Packet(ElectionSession session)
    {
        byte[] description = session.Encode();
        return SapPacket.Write(false, s_origin, ElectionSession.HashOf(description), description);
    }

    private static byte[] Sdp(string text) => [0x20, 0, 0, 1, .. s_origin, .. "application/sdp\0"u8, .. Encoding.UTF8.GetBytes(text)];

    private static long Sum(AnnouncementCounters counters) =>
        counters.Announcements + counters.Deletions + counters.Foreign + counters.Unsupported + counters.Malformed + counters.Overflow;

    private void Take(byte[] packet) => _table.Take(packet, From, Instant.Zero);
}

using Election.Groups.Model;

namespace Election.Groups.Announce;

/// <summary>An announced election and its announcer.</summary>
/// <param name="From">The source of its packets, as reported by the network.</param>
/// <param name="Session">The announcement's content.</param>
public sealed record AnnouncedElection(string From, ElectionSession Session);

/// <summary>The numbers of packets received, by their outcome.</summary>
/// <param name="Announcements">Announcements of elections, repetitions included.</param>
/// <param name="Deletions">Withdrawals of a known announcement.</param>
/// <param name="Foreign">Announcements of other sessions, and withdrawals of unknown ones.</param>
/// <param name="Unsupported">Packets that are encrypted, compressed, or described in another language.</param>
/// <param name="Malformed">Packets that are not announcements.</param>
/// <param name="Overflow">Announcements for which there was no room.</param>
public readonly record struct AnnouncementCounters(
    long Announcements, long Deletions, long Foreign, long Unsupported, long Malformed, long Overflow);

/// <summary>
/// The elections announced now, as one listener knows them: bounded, and forgotten when they are no longer heard. An announcement is
/// identified by the address and port it comes from, its origin and its hash (RFC 2974, section 6), and only that address and port can
/// change or withdraw it. Nothing else is authenticated.
/// </summary>
public sealed class AnnouncementTable
{
    /// <summary>The largest number of announcements held at once.</summary>
    public const int MaxSessions = 256;

    /// <summary>
    /// The time an announcement is held after it was last heard. RFC 2974, section 4, says an hour or ten periods; these are announced
    /// every few seconds and withdrawn when the election ends.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly Dictionary<(string From, string Origin, ushort Hash), (ElectionSession Session, Instant Heard)> _sessions = [];
    private long _announcements, _deletions, _foreign, _unsupported, _malformed, _overflow;

    /// <summary>The numbers of packets received so far.</summary>
    public AnnouncementCounters Counters => new(_announcements, _deletions, _foreign, _unsupported, _malformed, _overflow);

    /// <summary>Takes a packet from an untrusted sender. Never throws; packets that cannot be used are counted.</summary>
    /// <param name="datagram">The packet.</param>
    /// <param name="from">The address and port it came from.</param>
    /// <param name="now">The listener's current time.</param>
    public void Take(ReadOnlySpan<byte> datagram, string from, Instant now)
    {
        AnnouncementKind kind = SapPacket.Read(datagram, out SapPacket packet);
        ElectionSession? session = null;
        if (kind is AnnouncementKind.Session && !packet.IsDeletion)
            kind = SdpReader.Read(packet.Payload, out session);
        switch (kind)
        {
            case AnnouncementKind.Malformed:
                _malformed++;
                break;
            case AnnouncementKind.Unsupported:
                _unsupported++;
                break;
            case AnnouncementKind.Foreign:
                _foreign++;
                break;
            default:
                Keep((from, Convert.ToHexStringLower(packet.Origin), packet.MessageHash), session, now);
                break;
        }
    }

    /// <summary>Returns the elections announced now, sorted by title, group and sender.</summary>
    public IReadOnlyList<AnnouncedElection> At(Instant now)
    {
        Forget(now);
        var elections = new List<AnnouncedElection>();
        foreach (((string from, _, _), (ElectionSession session, _)) in _sessions)
            elections.Add(new AnnouncedElection(from, session));
        elections.Sort(ByTitle);
        return elections;
    }

    private static int ByTitle(AnnouncedElection one, AnnouncedElection other) =>
        string.CompareOrdinal(one.Session.Title, other.Session.Title) is not 0 and var title ? title
        : string.CompareOrdinal(one.Session.Group, other.Session.Group) is not 0 and var group ? group
        : one.Session.Port != other.Session.Port ? one.Session.Port.CompareTo(other.Session.Port)
        : string.CompareOrdinal(one.From, other.From) is not 0 and var from ? from
        : one.Session.SessionId.CompareTo(other.Session.SessionId);

    private void Keep((string From, string Origin, ushort Hash) key, ElectionSession? session, Instant now)
    {
        if (session is null)
        {
            if (_sessions.Remove(key))
                _deletions++;
            else
                _foreign++;
            return;
        }
        if (!_sessions.ContainsKey(key) && _sessions.Count >= MaxSessions)
            Forget(now);
        if (!_sessions.ContainsKey(key) && _sessions.Count >= MaxSessions)
        {
            _overflow++;
            return;
        }
        _announcements++;
        _sessions[key] = (session, now);
    }

    private void Forget(Instant now)
    {
        var old = new List<(string, string, ushort)>();
        foreach (((string, string, ushort) key, (_, Instant heard)) in _sessions)
        {
            if (now - heard > Lifetime)
                old.Add(key);
        }
        foreach ((string, string, ushort) key in old)
            _sessions.Remove(key);
    }
}

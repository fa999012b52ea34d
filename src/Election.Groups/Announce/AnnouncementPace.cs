namespace Election.Groups.Announce;

/// <summary>
/// The time between announcements (RFC 2974, section 3.1): all announcers of a scope together stay below a bandwidth, and each interval
/// varies by a third, so that they do not fall into step. The interval begins at <see cref="Shortest"/> instead of the RFC's 300 s: an
/// election in a room is found within seconds or not at all, and lasts minutes.
/// </summary>
public static class AnnouncementPace
{
    /// <summary>The shortest mean interval.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two announcements of a single announcer: a listener that listens this long has heard it.</summary>
    public static readonly TimeSpan LongestAlone = Shortest + (Shortest / 3);

    // RFC 2974, section 3.1: the default for a scope.
    private const double BitsPerSecond = 4000;

    /// <summary>Returns the time to the next announcement.</summary>
    /// <param name="announcements">The number of announcements in this scope, including one's own.</param>
    /// <param name="packetBytes">The length of one announcement, in bytes.</param>
    /// <param name="random">A number from 0 to 1, drawn anew each time.</param>
    public static TimeSpan Next(int announcements, int packetBytes, double random)
    {
        TimeSpan byBandwidth = TimeSpan.FromSeconds(8d * announcements * packetBytes / BitsPerSecond);
        TimeSpan mean = byBandwidth > Shortest ? byBandwidth : Shortest;
        return mean + (mean * ((2 * random) - 1) / 3);
    }
}

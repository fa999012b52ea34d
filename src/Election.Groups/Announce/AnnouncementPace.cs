namespace Election.Groups.Announce;

/// <summary>
/// How long to wait before the next announcement (RFC 2974, section 3.1): all announcers of a scope together stay below a bandwidth, and
/// each varies by a third, so that they do not fall into step. Ours begins at <see cref="Shortest"/> and not at the 300 s of the RFC: an
/// election in a room is found within seconds or not at all, and lasts minutes.
/// </summary>
public static class AnnouncementPace
{
    /// <summary>The shortest mean interval.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two announcements of one that is alone: who listens so long has heard it.</summary>
    public static readonly TimeSpan LongestAlone = Shortest + (Shortest / 3);

    // RFC 2974, section 3.1: the default for a scope.
    private const double BitsPerSecond = 4000;

    /// <summary>The time to the next announcement.</summary>
    /// <param name="announcements">How many are announced in this scope, one's own included.</param>
    /// <param name="packetBytes">The length of one.</param>
    /// <param name="random">0 to 1, drawn anew each time.</param>
    public static TimeSpan Next(int announcements, int packetBytes, double random)
    {
        TimeSpan byBandwidth = TimeSpan.FromSeconds(8d * announcements * packetBytes / BitsPerSecond);
        TimeSpan mean = byBandwidth > Shortest ? byBandwidth : Shortest;
        return mean + (mean * ((2 * random) - 1) / 3);
    }
}

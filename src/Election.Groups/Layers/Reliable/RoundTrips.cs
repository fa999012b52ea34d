using Election.Groups.Model;

namespace Election.Groups.Layers.Reliable;

/// <summary>
/// The time each member takes to answer: from one message of this node to the first beat that acknowledges it. A beat may wait for its
/// turn, so this is an upper bound of the round trip, and the least one seen is shown. One message is watched at a time.
/// </summary>
internal sealed class RoundTrips
{
    private readonly TimeSpan?[] _least;
    private readonly ulong[] _answered;
    private ulong _watched;
    private Instant _sentAt;

    /// <summary>Begins without a measurement.</summary>
    public RoundTrips(int members)
    {
        _least = new TimeSpan?[members];
        _answered = new ulong[members];
    }

    /// <summary>The least time a member took; null before its first answer.</summary>
    public TimeSpan? Of(Rank member) => _least[member.Value];

    /// <summary>A message was sent: from now on it is the one watched.</summary>
    public void Sent(ulong sequence, Instant now)
    {
        _watched = sequence;
        _sentAt = now;
    }

    /// <summary>A member acknowledged this node's messages up to <paramref name="sequence"/>.</summary>
    public void Acknowledged(Rank member, ulong sequence, Instant now)
    {
        if (_watched == 0 || sequence < _watched || _answered[member.Value] >= _watched)
            return;
        _answered[member.Value] = _watched;
        TimeSpan took = now - _sentAt;
        if (_least[member.Value] is not { } least || took < least)
            _least[member.Value] = took;
    }
}

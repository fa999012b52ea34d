using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// Suspects a member after <see cref="MissedBeats"/> beats of silence; any datagram is life and lifts the suspicion at once.
/// Guarantee: complete (a dead member is suspected by every live one) and, while messages take less than the time-out, accurate.
/// Source: Chandra and Toueg, "Unreliable failure detectors for reliable distributed systems", JACM 43(2), §2: this is ◇P under partial
/// synchrony.
/// </summary>
public sealed class SuspicionLayer
{
    /// <summary>Beats that may be missed.</summary>
    public const int MissedBeats = 12;

    private readonly Membership _membership;
    private readonly TimeSpan _timeout;

    /// <summary>Watches the members.</summary>
    /// <param name="membership">Takes the suspicions.</param>
    /// <param name="beat">The time between two beats.</param>
    public SuspicionLayer(Membership membership, TimeSpan beat)
    {
        _membership = membership;
        _timeout = beat * MissedBeats;
        NextDeadline = Earliest();
    }

    /// <summary>The time at which the next member could become suspected; null if none could.</summary>
    public Instant? NextDeadline { get; private set; }

    /// <summary>Notes life; <see langword="true"/> when that lifted a suspicion.</summary>
    public bool Heard(Rank rank, Instant now)
    {
        _membership.Heard(rank, now);
        if (!_membership.IsSuspected(rank))
            return false;
        _membership.Suspect(rank, null);
        NextDeadline = Earliest();
        return true;
    }

    /// <summary>Suspects a member at once: it said that it leaves. Returns whether that is news.</summary>
    public bool TakeLeave(Rank rank, Instant now)
    {
        if (_membership.IsSuspected(rank))
            return false;
        _membership.Suspect(rank, now);
        NextDeadline = Earliest();
        return true;
    }

    /// <summary>Notes that this node was paused: it counts silence from now on.</summary>
    public void ForgiveSilence(Instant now)
    {
        _membership.ForgiveSilence(now);
        NextDeadline = Earliest();
    }

    /// <summary>The next member that has become suspected by <paramref name="now"/>, or <see cref="Rank.None"/>; call until none.</summary>
    public Rank TakeSuspect(Instant now)
    {
        if (NextDeadline is null || now < NextDeadline)
            return Rank.None;
        for (int i = 0; i < _membership.Count; i++)
        {
            var rank = new Rank(i);
            if (rank == _membership.Listed || _membership.IsSuspected(rank) || now < _membership.LastHeard(rank) + _timeout)
                continue;
            _membership.Suspect(rank, now);
            return rank;
        }
        NextDeadline = Earliest();
        return Rank.None;
    }

    private Instant? Earliest()
    {
        Instant? earliest = null;
        for (int i = 0; i < _membership.Count; i++)
        {
            var rank = new Rank(i);
            if (rank == _membership.Listed || _membership.IsSuspected(rank))
                continue;
            Instant due = _membership.LastHeard(rank) + _timeout;
            if (earliest is null || due < earliest)
                earliest = due;
        }
        return earliest;
    }
}

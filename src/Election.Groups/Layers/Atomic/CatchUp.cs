using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// The schedule for fetching missing entries: not before their parts had time to be repaired, then ever more slowly while nothing arrives.
/// </summary>
internal sealed class CatchUp
{
    private readonly GroupTiming _timing;
    private int _from;

    /// <summary>Begins with nothing missing.</summary>
    public CatchUp(GroupTiming timing) => _timing = timing;

    /// <summary>The time of the next fetch; <see cref="Instant.Never"/> while nothing is missing.</summary>
    public Instant Due { get; private set; } = Instant.Never;

    /// <summary>The number of fetches in vain.</summary>
    public int Rounds { get; private set; }

    /// <summary>True if a fetch was sent for the entries that are missing now.</summary>
    public bool IsFetching { get; private set; }

    /// <summary>Notes the first missing entry at the end of a turn.</summary>
    /// <param name="from">The first missing place; 0 if there is none.</param>
    /// <param name="now">The time.</param>
    public void Look(int from, Instant now)
    {
        if (from == 0)
        {
            IsFetching = false;
            Due = Instant.Never;
        }
        else if (Due == Instant.Never || from != _from)
        {
            // An entry that came while fetching was the answer: the rest is fetched soon.
            Due = now + (IsFetching ? _timing.FetchRepeatLeast : _timing.FetchPatience);
            Rounds = 0;
        }
        _from = from;
    }

    /// <summary>Notes that a fetch was sent, and plans the next.</summary>
    public void Fetched(Instant now)
    {
        IsFetching = true;
        const int MostDoublings = 4;
        TimeSpan repeat = _timing.FetchRepeatLeast * (1 << Math.Min(Rounds++, MostDoublings));
        Due = now + (repeat < _timing.FetchRepeatMost ? repeat : _timing.FetchRepeatMost);
    }
}

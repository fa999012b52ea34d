using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>
/// When this node fetches entries that it lacks: not before their parts had time to be repaired, then ever more slowly while nothing comes.
/// </summary>
internal sealed class CatchUp
{
    private readonly GroupTiming _timing;
    private int _from;

    /// <summary>Begins with nothing lacking.</summary>
    public CatchUp(GroupTiming timing) => _timing = timing;

    /// <summary>When to fetch; <see cref="Instant.Never"/> while nothing lacks.</summary>
    public Instant Due { get; private set; } = Instant.Never;

    /// <summary>How often in vain.</summary>
    public int Rounds { get; private set; }

    /// <summary>Whether a fetch was sent for what lacks now.</summary>
    public bool IsFetching { get; private set; }

    /// <summary>Notes what lacks at the end of a turn.</summary>
    /// <param name="from">The first place that lacks; 0 when nothing does.</param>
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
            // What came while fetching was the answer: the rest is fetched soon.
            Due = now + (IsFetching ? _timing.FetchRepeatLeast : _timing.FetchPatience);
            Rounds = 0;
        }
        _from = from;
    }

    /// <summary>A fetch is sent.</summary>
    public void Fetched(Instant now)
    {
        IsFetching = true;
        const int MostDoublings = 4;
        TimeSpan repeat = _timing.FetchRepeatLeast * (1 << Math.Min(Rounds++, MostDoublings));
        Due = now + (repeat < _timing.FetchRepeatMost ? repeat : _timing.FetchRepeatMost);
    }
}

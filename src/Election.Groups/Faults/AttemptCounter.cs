using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Faults;

/// <summary>
/// Counts the datagrams of each identity that one receiver has been sent, so that a repetition gets a fresh decision. Its memory is
/// fixed: sets of <see cref="Ways"/> places, in which the longest unseen identity makes room. A newcomer in a set that has made room
/// starts at the number of times it did, never twice at the same attempt, so that no datagram can be lost for ever by being forgotten.
/// Counting allocates nothing.
/// </summary>
public sealed class AttemptCounter
{
    /// <summary>The number of identities that are told apart by default.</summary>
    public const int DefaultCapacity = 4096;

    /// <summary>Places in a set.</summary>
    public const int Ways = 4;

    private readonly Place[] _places;
    private readonly int[] _madeRoom;
    private readonly ulong _setMask;
    private long _now;

    /// <summary>Makes an empty counter.</summary>
    /// <param name="capacity">The number of identities it holds: a power of two, at least <see cref="Ways"/>.</param>
    /// <exception cref="ArgumentException">The capacity is another number.</exception>
    public AttemptCounter(int capacity = DefaultCapacity)
    {
        if (capacity < Ways || !int.IsPow2(capacity))
            throw new ArgumentException($"The capacity is a power of two, at least {Ways}, not {capacity}.", nameof(capacity));
        _places = new Place[capacity];
        _madeRoom = new int[capacity / Ways];
        _setMask = (ulong)_madeRoom.Length - 1;
    }

    /// <summary>The number of identities that were forgotten to make room.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Counts one arrival and returns how many there were before: the attempt.</summary>
    public int Next(in DatagramIdentity identity)
    {
        _now++;
        int set = (int)(Scatter(identity) & _setMask);
        Span<Place> places = _places.AsSpan(set * Ways, Ways);
        int oldest = 0;
        for (int i = 0; i < places.Length; i++)
        {
            ref Place place = ref places[i];
            if (place.LastSeen != 0 && place.Identity == identity)
            {
                place.LastSeen = _now;
                return place.Seen++;
            }
            if (place.LastSeen < places[oldest].LastSeen)
                oldest = i;
        }
        if (places[oldest].LastSeen != 0)
        {
            Forgotten++;
            _madeRoom[set]++;
        }
        int first = _madeRoom[set];
        places[oldest] = new Place { Identity = identity, LastSeen = _now, Seen = first + 1 };
        return first;
    }

    private static ulong Scatter(in DatagramIdentity identity) =>
        SplitMix64.Mix(identity.Sender.Value ^ SplitMix64.Mix(identity.Number + ((ulong)identity.Kind << 56)));

    private struct Place
    {
        public DatagramIdentity Identity;
        public long LastSeen;
        public int Seen;
    }
}

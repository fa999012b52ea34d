using Election.Groups.Model;

namespace Election.Groups.Layers.Atomic;

/// <summary>Up to which place each member's journal holds the leader's chain, as far as this node has heard in this epoch.</summary>
internal sealed class Acknowledgements
{
    private readonly int[] _places;
    private readonly int[] _sorted;
    private readonly int _majority;

    /// <summary>Begins with nothing acknowledged.</summary>
    public Acknowledgements(int members, int majority)
    {
        _places = new int[members];
        _sorted = new int[members];
        _majority = majority;
    }

    /// <summary>The highest place that a member has acknowledged.</summary>
    public int this[Rank member] => _places[member.Value];

    /// <summary>The highest place that ⌊N/2⌋+1 members have acknowledged.</summary>
    public int HeldByMajority { get; private set; }

    /// <summary>Notes that a member's journal holds every entry up to a place; an acknowledgement is never taken back.</summary>
    public void Advance(Rank member, int place)
    {
        if (place <= _places[member.Value])
            return;
        _places[member.Value] = place;
        _places.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        HeldByMajority = _sorted[_sorted.Length - _majority];
    }

    /// <summary>Begins an epoch: acknowledgements of an older one do not count in it.</summary>
    public void Clear()
    {
        Array.Clear(_places);
        HeldByMajority = 0;
    }
}

using Election.Groups.Model;
using Election.Traces.Recording;

namespace Election.Simulation.Checkers;

/// <summary>
/// Checks promise 1 continuously: of the delivered sequences of any two nodes, in any of their lives, one is a prefix of the other. The
/// first delivery at a place sets it; every later line at that place must be the same, byte for byte, and no node may skip a place.
/// </summary>
internal sealed class PrefixOrder
{
    private readonly List<(byte[] Line, LoggedEntry Entry, MemberId By)> _sequence = [];
    private readonly Dictionary<MemberId, int> _delivered = [];
    private readonly Dictionary<MemberId, int> _furthest = [];

    /// <summary>The number of entries in the longest delivered sequence.</summary>
    public int Most => _sequence.Count;

    /// <summary>Returns the number of entries that a node delivered in the life in which it delivered most.</summary>
    public int FurthestOf(MemberId node) => _furthest.GetValueOrDefault(node);

    /// <summary>Returns the number of entries that a node has delivered in its current life.</summary>
    public int DeliveredBy(MemberId node) => _delivered.GetValueOrDefault(node);

    /// <summary>Begins a life of a node: it delivers from the start again.</summary>
    public void Begin(MemberId node) => _delivered[node] = 0;

    /// <summary>
    /// Returns the entry already known for a node's next line, so that no line is read twice; null for a new or different line.
    /// </summary>
    public LoggedEntry? Known(MemberId node, ReadOnlySpan<byte> line)
    {
        int place = DeliveredBy(node);
        return place < _sequence.Count && line.SequenceEqual(_sequence[place].Line) ? _sequence[place].Entry : null;
    }

    /// <summary>Checks a node's next entry.</summary>
    public Violation? Deliver(MemberId node, LoggedEntry entry, ReadOnlySpan<byte> line, TimeSpan now)
    {
        int place = DeliveredBy(node);
        _delivered[node] = place + 1;
        _furthest[node] = Math.Max(FurthestOf(node), place + 1);
        if (entry.Index != (ulong)place + 1)
            return new Violation(now, "prefix order", $"{node} delivers index {entry.Index} as its entry number {place + 1}");
        if (place == _sequence.Count)
            _sequence.Add((line.ToArray(), entry, node));
        return line.SequenceEqual(_sequence[place].Line)
            ? null
            : new Violation(now, "prefix order", $"{node} and {_sequence[place].By} delivered different entries at index {entry.Index}");
    }
}

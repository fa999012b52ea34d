using Election.Groups.Model;
using Election.Simulation.Elections;
using Election.Traces.Recording;

namespace Election.Simulation.Checkers;

/// <summary>
/// Promise 1, watched all the time: the delivered sequences of any two nodes, in any of their lives, are prefixes of one another. Whoever
/// delivers at a place first sets it; every later line at that place must be the same, byte for byte, and no node may leave a place out.
/// </summary>
internal sealed class PrefixOrder
{
    private readonly List<(byte[] Line, LoggedEntry Entry, MemberId By)> _sequence = [];
    private readonly Dictionary<MemberId, int> _delivered = [];
    private readonly Dictionary<MemberId, int> _furthest = [];

    /// <summary>How many entries were delivered by those who delivered most.</summary>
    public int Most => _sequence.Count;

    /// <summary>How many entries a node has delivered in that of its lives in which it came furthest.</summary>
    public int FurthestOf(MemberId node) => _furthest.GetValueOrDefault(node);

    /// <summary>How many entries a node has delivered in its present life.</summary>
    public int DeliveredBy(MemberId node) => _delivered.GetValueOrDefault(node);

    /// <summary>A node begins a life: it delivers from the start again.</summary>
    public void Begin(MemberId node) => _delivered[node] = 0;

    /// <summary>The entry that a node's next line is known to hold, so that no line is read twice; null for one that is new or another.</summary>
    public LoggedEntry? Known(MemberId node, ReadOnlySpan<byte> line)
    {
        int place = DeliveredBy(node);
        return place < _sequence.Count && line.SequenceEqual(_sequence[place].Line) ? _sequence[place].Entry : null;
    }

    /// <summary>A node delivers its next entry.</summary>
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

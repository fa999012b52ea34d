using Election.Groups.Model;
using Election.Simulation.Elections;

namespace Election.Simulation.Checkers;

/// <summary>
/// Promise 1, watched all the time: the delivered sequences of any two nodes are prefixes of one another. Whoever delivers at a place
/// first sets it; every later line at that place must be the same, byte for byte, and no node may leave a place out.
/// </summary>
internal sealed class PrefixOrder
{
    private readonly List<(byte[] Line, MemberId By)> _sequence = [];
    private readonly Dictionary<MemberId, int> _delivered = [];

    /// <summary>How many entries a node has delivered.</summary>
    public int DeliveredBy(MemberId node) => _delivered.GetValueOrDefault(node);

    /// <summary>A node delivers its next entry.</summary>
    public Violation? Deliver(MemberId node, LoggedEntry entry, ReadOnlySpan<byte> line, TimeSpan now)
    {
        int place = _delivered.GetValueOrDefault(node);
        _delivered[node] = place + 1;
        if (entry.Index != (ulong)place + 1)
            return new Violation(now, "prefix order", $"{node} delivers index {entry.Index} as its entry number {place + 1}");
        if (place == _sequence.Count)
            _sequence.Add((line.ToArray(), node));
        return line.SequenceEqual(_sequence[place].Line)
            ? null
            : new Violation(now, "prefix order", $"{node} and {_sequence[place].By} delivered different entries at index {entry.Index}");
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// The nodes at the barrier that were given other terms for the same topic. The larger party is right, of two equal ones the party with the
/// lowest id; a node of the other refuses itself, so that those who agree only wait for the right node.
/// </summary>
internal sealed class OtherTerms
{
    /// <summary>The largest number of nodes remembered; later ones are not noticed until an earlier one goes.</summary>
    public const int MaxNodes = Proposal.MaxMembers;

    private readonly BarrierOptions _options;
    private readonly SortedDictionary<MemberId, (ulong Terms, Instant LastHeard)> _nodes = [];
    private readonly Dictionary<NodeTag, byte[]> _contexts = [];

    /// <summary>Begins with nobody.</summary>
    public OtherTerms(BarrierOptions options) => _options = options;

    /// <summary>Notes the terms of a node.</summary>
    public void Note(MemberId id, ulong terms, bool isOther, Instant now)
    {
        if (!isOther)
            _nodes.Remove(id);
        else if (_nodes.ContainsKey(id) || _nodes.Count < MaxNodes)
            _nodes[id] = (terms, now);
    }

    /// <summary>True if the node is here with other terms.</summary>
    public bool Knows(MemberId id) => _nodes.ContainsKey(id);

    /// <summary>Learns the context of a node whose terms are other.</summary>
    public void Learn(NodeTag sender, ReadOnlySpan<byte> context)
    {
        foreach (MemberId id in _nodes.Keys)
        {
            if (id.Tag == sender)
                _contexts[sender] = context.ToArray();
        }
    }

    /// <summary>
    /// Returns the sentence that ends this node: as many nodes as are expected are here, and another party is larger. Null if there is
    /// none, or the other's terms are not known yet.
    /// </summary>
    /// <param name="own">The nodes with this node's terms, itself included.</param>
    /// <param name="now">The time.</param>
    public Sentence? Objection(IReadOnlyList<MemberId> own, Instant now)
    {
        foreach ((MemberId gone, _) in _nodes.Where(node => now > node.Value.LastHeard + Discovered.Forget).ToArray())
            _nodes.Remove(gone);
        if (_nodes.Count == 0 || own.Count + _nodes.Count < _options.Expect)
            return null;
        // Sorted by id, so that the first of a party is its lowest.
        MemberId[] largest = _nodes.GroupBy(node => node.Value.Terms, node => node.Key).Select(party => party.ToArray())
            .OrderByDescending(party => party.Length).ThenBy(party => party[0]).First();
        bool isOutvoted = largest.Length > own.Count || (largest.Length == own.Count && largest[0].CompareTo(own[0]) < 0);
        if (!isOutvoted)
            return null;
        foreach (MemberId id in largest)
        {
            if (_contexts.TryGetValue(id.Tag, out byte[]? context) && _options.JudgeContext(id, context) is { } difference)
                return difference;
        }
        return null;
    }
}

using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>The nodes that a node at the barrier has heard, by id. A node silent for <see cref="Forget"/> is gone.</summary>
internal sealed class Discovered
{
    /// <summary>Nodes remembered at a time; later ones are not noticed until an earlier one goes.</summary>
    public const int MaxNodes = 2 * Proposal.MaxMembers;

    /// <summary>The time for which a silent node is remembered.</summary>
    public static readonly TimeSpan Forget = TimeSpan.FromSeconds(3);

    private readonly SortedDictionary<MemberId, Found> _found = [];

    /// <summary>The number of nodes here.</summary>
    public int Count => _found.Count;

    /// <summary>The time at which a new id was last noticed.</summary>
    public Instant LastNew { get; private set; }

    /// <summary>The nodes, lowest id first.</summary>
    public IEnumerable<Found> All => _found.Values;

    /// <summary>The ids, lowest first.</summary>
    public IEnumerable<MemberId> Ids => _found.Keys;

    /// <summary>Notes a node. Gives the other node when two bear one id with two keys; the earlier life keeps the id.</summary>
    public Found? Note(Member member, Incarnation incarnation, JournalId journal, ElectionTag bound, Instant now)
    {
        bool known = _found.TryGetValue(member.Id, out Found? found);
        if (known && !found!.Member.Key.Equals(member.Key))
        {
            if (incarnation.CompareTo(found.Incarnation) < 0)
                _found[member.Id] = new Found(member, incarnation, journal, bound, now);
            return found;
        }
        if (!known && _found.Count == MaxNodes)
            return null;
        if (!known)
            LastNew = now;
        if (!known || incarnation.CompareTo(found!.Incarnation) >= 0)
            _found[member.Id] = new Found(member, incarnation, journal, bound, now);
        return null;
    }

    /// <summary>Forgets a node.</summary>
    public void Remove(MemberId id) => _found.Remove(id);

    /// <summary>Forgets nodes that have gone silent, all but <paramref name="self"/>. Returns whether there were any.</summary>
    public IReadOnlyList<MemberId> Expire(MemberId self, Instant now)
    {
        List<MemberId> gone = [];
        foreach ((MemberId id, Found found) in _found)
        {
            if (id != self && now > found.LastHeard + Forget)
                gone.Add(id);
        }
        foreach (MemberId id in gone)
            _found.Remove(id);
        return gone;
    }

    /// <summary>Returns the lowest nodes that are bound to no election: at most <paramref name="count"/>.</summary>
    public Found[] LowestFree(int count) => [.. _found.Values.Where(found => found.Bound == ElectionTag.None).Take(count)];

    /// <summary>A node that was heard.</summary>
    public sealed record Found(Member Member, Incarnation Incarnation, JournalId Journal, ElectionTag Bound, Instant LastHeard);
}

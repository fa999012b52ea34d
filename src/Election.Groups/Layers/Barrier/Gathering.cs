using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// The nodes at the barrier as this node hears them: those discovered, those that refused, and anything odd about one of them. Each oddity
/// is told once.
/// </summary>
internal sealed class Gathering
{
    /// <summary>Oddities told in all, and nodes remembered as gone: past that, noise would only scroll the rest away.</summary>
    public const int MaxTold = 16;

    private readonly BarrierOptions _options;
    private readonly IBarrierUser _user;
    private readonly Discovered _discovered = new();
    private readonly SortedDictionary<MemberId, string> _refusals = [];
    private readonly HashSet<Hash256> _told = [];
    private readonly SortedSet<MemberId> _gone = [];
    private readonly SortedDictionary<MemberId, Sentence> _others = [];

    /// <summary>Begins with no node.</summary>
    public Gathering(BarrierOptions options, IBarrierUser user)
    {
        _options = options;
        _user = user;
    }

    /// <summary>The number of nodes here.</summary>
    public int Count => _discovered.Count;

    private Member Self => _options.Self;

    /// <summary>The nodes that are bound to no election, lowest id first; this node is among them.</summary>
    public IReadOnlyList<MemberId> FreeIds => [.. _discovered.LowestFree(int.MaxValue).Select(found => found.Member.Id)];

    /// <summary>True if another node than this one is here and bound to no election.</summary>
    public bool HasFree => _discovered.LowestFree(int.MaxValue).Any(found => found.Member.Id != Self.Id);

    /// <summary>True if the node is here.</summary>
    public bool Knows(MemberId id) => _discovered.Ids.Contains(id);

    /// <summary>True if no new node has come for a while.</summary>
    public bool HasSettled(Instant now, TimeSpan settle) => now >= _discovered.LastNew + settle;

    /// <summary>Notes this node itself.</summary>
    public void AddSelf(Instant now) => _discovered.Note(Self, _options.Incarnation, _options.Journal, ElectionTag.None, now);

    /// <summary>Notes another node. Gives the sentence that ends this node, when it is the later one of two that bear its id.</summary>
    public Sentence? Hear(DiscoverFrame frame, Incarnation incarnation, ElectionTag bound, Instant now)
    {
        if (_discovered.Note(frame.Member, incarnation, frame.Journal, bound, now) is { } other)
        {
            if (frame.Member.Id == Self.Id && IsEarlier(frame.Member, incarnation))
                return TwoNodes(Self, frame.Member);
            if (IsNews(frame.Member.Key.Fingerprint))
                _user.OnBarrierNotice(NoticeLevel.Warning, $"{TwoNodes(other.Member, frame.Member)}; the later one is not heard");
        }
        if (frame.Expect != _options.Expect && IsNews(frame.Member.Key.Fingerprint))
            _user.OnBarrierNotice(NoticeLevel.Warning,
                $"{frame.Member.Id} expects {frame.Expect} members, this node {_options.Expect}: give all nodes the same --expect");
        _refusals.Remove(frame.Member.Id);
        if (bound == ElectionTag.None)
            _others.Remove(frame.Member.Id);
        return null;
    }

    /// <summary>Notes a node that takes part in another election and is not waited for here until it is done with that.</summary>
    public void NoteElsewhere(MemberId id, ElectionTag election)
    {
        _discovered.Remove(id);
        if (_others.Count == MaxTold || !_others.TryAdd(id, Sentence.Of($"{id} is bound to an earlier election ({election})")))
            return;
        _user.OnBarrierNotice(NoticeLevel.Warning,
            $"{id} is bound to an earlier election ({election}): it is waited for until it has completed that or left it");
    }

    /// <summary>Notes that a node will not take part; <see langword="false"/> if that is known.</summary>
    public bool Refuse(MemberId member, string reason)
    {
        if (_refusals.Count == MaxTold || !_refusals.TryAdd(member, reason))
            return false;
        _discovered.Remove(member);
        _user.OnBarrierNotice(NoticeLevel.Warning, $"{member} does not take part: {reason}");
        return true;
    }

    /// <summary>Forgets nodes that have gone silent. Returns whether there were any.</summary>
    public bool Expire(Instant now)
    {
        IReadOnlyList<MemberId> gone = _discovered.Expire(Self.Id, now);
        foreach (MemberId id in gone)
        {
            if (_gone.Count < MaxTold)
                _gone.Add(id);
        }
        return gone.Count > 0;
    }

    /// <summary>
    /// Returns this node's proposal: the lowest ids, once enough have been here for a while and none is lower than its own; otherwise null.
    /// </summary>
    public ProposeFrame? Propose(Instant now, TimeSpan settle)
    {
        if (_discovered.Count < _options.Expect || now < _discovered.LastNew + settle)
            return null;
        Discovered.Found[] lowest = _discovered.LowestFree(_options.Expect);
        return lowest.Length == _options.Expect && lowest[0].Member.Id == Self.Id ? ProposalTo(lowest) : null;
    }

    /// <summary>Everyone heard, by id, and then everyone who refused.</summary>
    /// <param name="set">The READYs collected, if a proposal is known.</param>
    public IReadOnlyList<PresenceStanding> Presence(ReadySet? set)
    {
        var presence = new List<PresenceStanding>(_discovered.Count + _refusals.Count);
        foreach (Discovered.Found found in _discovered.All)
            presence.Add(new PresenceStanding(found.Member.Id, set?.IsValid(found.Member.Id) ?? false, found.LastHeard, null));
        foreach ((MemberId id, string reason) in _refusals)
            presence.Add(new PresenceStanding(id, false, null, reason));
        return presence;
    }

    /// <summary>A proposal to those present, at most as many as are expected.</summary>
    public ProposeFrame ProposePresent() => ProposalTo(_discovered.LowestFree(_options.Expect));

    /// <summary>Names the missing nodes, in one clause.</summary>
    /// <param name="set">The READYs collected, if a proposal is known.</param>
    public Sentence Missing(ReadySet? set)
    {
        if (_refusals.Count > 0)
            return $"refused by {string.Join("; ", _refusals.Select(refusal => $"{refusal.Key}: {refusal.Value}"))}";
        if (set is not null)
            return $"{set.Valid} of {set.Proposal.Members.Length} members are ready; not ready: {string.Join(", ", set.Absent)}";
        Sentence here = _discovered.Count == 0 ? $"nobody" : Sentence.Of($"{string.Join(", ", _discovered.Ids)}");
        _gone.ExceptWith(_discovered.Ids);
        if (_gone.Count > 0)
            here = $"{here}; gone again: {string.Join(", ", _gone)}";
        int missing = Math.Max(0, _options.Expect - _discovered.Count);
        Sentence who = missing > 0
            ? $"{missing} of {_options.Expect} nodes are missing; here: {here}"
            : Sentence.Of($"nobody proposed; here: {here}");
        return _others.Count == 0 ? who : Sentence.Of($"{who}; {Sentence.Chain($"; ", [.. _others.Values])}");
    }

    /// <summary>The sentence for two nodes of one id.</summary>
    public static Sentence TwoNodes(Member a, Member b) =>
        $"two nodes are called {a.Id}: one with key {Short(a.Key)}, one with key {Short(b.Key)}; give one of them another --id";

    /// <summary>True if another of this node's id was here first; the keys decide between two that came in one moment.</summary>
    private bool IsEarlier(Member other, Incarnation incarnation)
    {
        int order = incarnation.CompareTo(_options.Incarnation);
        return order < 0 || (order == 0 && other.Key.Fingerprint.CompareTo(Self.Key.Fingerprint) < 0);
    }

    private ProposeFrame ProposalTo(Discovered.Found[] members) => new(
        new Proposal([.. members.Select(found => found.Member)], _options.Context), [.. members.Select(found => found.Journal)]);

    private static string Short(PublicKey key) => key.Fingerprint.ToString()[..8];

    /// <summary>True if nothing odd about this key has been told. Past the limit nothing more is told.</summary>
    private bool IsNews(Hash256 key) => _told.Count < MaxTold && _told.Add(key);
}

using Election.Groups.Model;

namespace Election.Groups.Layers;

/// <summary>
/// The members of START and what this node knows of each: its life, when it was last heard, whether it is suspected, has left, or came
/// back without its past (a learner). Ranks are places in START's sorted list; an observer has none.
/// </summary>
public sealed class Membership
{
    private readonly State[] _states;

    /// <summary>Begins with every member heard just now, since each must have sent its READY.</summary>
    /// <param name="proposal">The proposal on which the members agreed at the barrier.</param>
    /// <param name="self">This node; default for one that takes no part.</param>
    /// <param name="now">The time.</param>
    /// <param name="learner">This node, if START lists it and it lost its journal.</param>
    public Membership(Proposal proposal, NodeTag self, Instant now, NodeTag learner = default)
    {
        Proposal = proposal;
        Self = proposal.RankOf(self);
        Listed = Self.IsMember ? Self : proposal.RankOf(learner);
        _states = new State[proposal.Members.Length];
        for (int i = 0; i < _states.Length; i++)
            _states[i].LastHeard = now;
        if (!Self.IsMember && Listed.IsMember)
            _states[Listed.Value].Learner = true;
    }

    /// <summary>The proposal on which the members agreed at the barrier.</summary>
    public Proposal Proposal { get; }

    /// <summary>This node's rank; none for an observer, and for a learner, who takes no part.</summary>
    public Rank Self { get; }

    /// <summary>The rank under which START lists this node, a learner too: it does not listen for itself.</summary>
    public Rank Listed { get; }

    /// <summary>The number of members.</summary>
    public int Count => _states.Length;

    /// <summary>⌊N/2⌋+1.</summary>
    public int Majority => Proposal.Majority;

    /// <summary>Members that can help to a majority: neither suspected nor learners; this node included.</summary>
    public int Unsuspected
    {
        get
        {
            int count = 0;
            foreach (ref readonly State state in _states.AsSpan())
                count += state.SuspectedSince is null && !state.Learner ? 1 : 0;
            return count;
        }
    }

    /// <summary>The rank of a tag.</summary>
    public Rank RankOf(NodeTag tag) => Proposal.RankOf(tag);

    /// <summary>True if a member has been silent for too long.</summary>
    public bool IsSuspected(Rank rank) => _states[rank.Value].SuspectedSince is not null;

    /// <summary>Returns the time since which a member is suspected; null if it is not.</summary>
    public Instant? SuspectedSince(Rank rank) => _states[rank.Value].SuspectedSince;

    /// <summary>True if a member came back without its journal: it does not know what it promised, and counts for nothing more.</summary>
    public bool IsLearner(Rank rank) => _states[rank.Value].Learner;

    /// <summary>True if a member said that it leaves.</summary>
    public bool HasLeft(Rank rank) => _states[rank.Value].Left;

    /// <summary>Returns the time at which a member was last heard.</summary>
    public Instant LastHeard(Rank rank) => _states[rank.Value].LastHeard;

    /// <summary>
    /// Checks a datagram's incarnation: the first one heard after START is the member's; a lower one is stale, a higher one replaces it.
    /// </summary>
    public IncarnationCheck Check(Rank rank, Incarnation incarnation)
    {
        ref State state = ref _states[rank.Value];
        if (state.Incarnation == default)
            state.Incarnation = incarnation;
        int order = incarnation.CompareTo(state.Incarnation);
        if (order <= 0)
            return order < 0 ? IncarnationCheck.Stale : IncarnationCheck.Current;
        state.Incarnation = incarnation;
        state.Learner = state.Left = false;
        return IncarnationCheck.Restart;
    }

    /// <summary>Notes that a member is a learner. Returns whether that is news.</summary>
    public bool SetLearner(Rank rank)
    {
        bool news = !_states[rank.Value].Learner;
        _states[rank.Value].Learner = true;
        return news;
    }

    /// <summary>Notes that a member leaves. Returns whether that is news.</summary>
    public bool SetLeft(Rank rank)
    {
        bool news = !_states[rank.Value].Left;
        _states[rank.Value].Left = true;
        return news;
    }

    /// <summary>Notes that a member was heard.</summary>
    public void Heard(Rank rank, Instant now) => _states[rank.Value].LastHeard = now;

    /// <summary>Sets or lifts suspicion.</summary>
    public void Suspect(Rank rank, Instant? since) => _states[rank.Value].SuspectedSince = since;

    /// <summary>Notes that this node was paused: the silence it heard says nothing about the others.</summary>
    public void ForgiveSilence(Instant now)
    {
        foreach (ref State state in _states.AsSpan())
            state.LastHeard = Instant.Max(state.LastHeard, now);
    }

    private struct State
    {
        public Incarnation Incarnation;
        public Instant LastHeard;
        public Instant? SuspectedSince;
        public bool Learner;
        public bool Left;
    }
}

/// <summary>The relation of a datagram's incarnation to the known life of its sender.</summary>
public enum IncarnationCheck
{
    /// <summary>The life this group knows.</summary>
    Current,

    /// <summary>An older life: drop.</summary>
    Stale,

    /// <summary>A newer life, seen for the first time; from now on it is the one this group knows.</summary>
    Restart,
}

using Election.Groups.Layers;
using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Groups.Stack;

namespace Election.Voting.Core;

/// <summary>Watches the group's ability to move: a majority is heard, and a member leads.</summary>
internal sealed class Progress
{
    private readonly StartedStack _stack;
    private readonly TimeSpan _timeout;
    private Instant? _blockedSince;

    /// <summary>In English, why the group could not move when this was last looked at; null when it could.</summary>
    public string? Told { get; private set; }

    /// <summary>Watches a stack.</summary>
    public Progress(StartedStack stack, TimeSpan timeout)
    {
        _stack = stack;
        _timeout = timeout;
    }

    /// <summary>The time at which the election stalls, unless the group can move again before.</summary>
    public Instant StallsAt => _blockedSince is { } since ? since + _timeout : Instant.Never;

    /// <summary>The reason why the group cannot move; null when it can.</summary>
    public Sentence? Blocked
    {
        get
        {
            Membership membership = _stack.Membership;
            if (membership.Unsuspected < membership.Majority)
                return $"no quorum ({membership.Unsuspected} of {membership.Count})";
            if (_stack.Mode != AtomicState.ViewChange)
                return null;
            if (!_stack.Leader.IsMember)
                return $"the members are choosing a leader";
            MemberId leader = membership.Proposal.Members[_stack.Leader.Value].Id;
            return membership.HasLeft(_stack.Leader)
                ? Sentence.Of($"the leader {leader} has left: the members are choosing another")
                : $"the leader {leader} is silent: the members are choosing another";
        }
    }

    /// <summary>Looks again, after suspicion or the mode changed.</summary>
    public void Look(Instant now)
    {
        Sentence? blocked = Blocked;
        Told = blocked is null ? null : blocked.ToString();
        if (blocked is null || _stack.Mode == AtomicState.Stopped)
            _blockedSince = null;
        else
            _blockedSince ??= now;
    }
}

using Election.Groups.Layers.Atomic;
using Election.Groups.Model;
using Election.Groups.Stack;

namespace Election.Voting.Core;

/// <summary>Watches whether the group can move at all: a majority is heard and the leader is not suspected.</summary>
internal sealed class Progress
{
    private readonly GroupStack _stack;
    private readonly TimeSpan _timeout;
    private Instant? _blockedSince;

    /// <summary>Watches a stack.</summary>
    public Progress(GroupStack stack, TimeSpan timeout)
    {
        _stack = stack;
        _timeout = timeout;
    }

    /// <summary>When the election stalls, unless the group can move again before.</summary>
    public Instant StallsAt => _blockedSince is { } since ? since + _timeout : Instant.Never;

    /// <summary>Why the group cannot move; null when it can.</summary>
    public string? Blocked
    {
        get
        {
            if (_stack.Membership is not { } membership)
                return null;
            if (membership.Unsuspected < membership.Majority)
                return $"no quorum ({membership.Unsuspected} of {membership.Count})";
            bool leaderGone = _stack.Leader != membership.Self && (membership.IsSuspected(_stack.Leader) || membership.HasRestarted(_stack.Leader));
            return leaderGone ? $"the leader {membership.Proposal.Members[_stack.Leader.Value].Id} is silent" : null;
        }
    }

    /// <summary>Looks again, after suspicion changed.</summary>
    public void Look(Instant now)
    {
        if (Blocked is null || _stack.Mode == AtomicState.Stopped)
            _blockedSince = null;
        else
            _blockedSince ??= now;
    }
}

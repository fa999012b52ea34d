using Election.Groups.Model;
using Election.Voting.Counting;

namespace Election.Voting.Core;

/// <summary>The statements that went through the ballot box: the last index, and the latest refusals, as long as they are shown.</summary>
internal sealed class CountedStatements
{
    private readonly Queue<(LogIndex Index, Refusal Refusal)> _refusals = new();

    /// <summary>The index of the last one.</summary>
    public LogIndex Last { get; private set; }

    /// <summary>Notes the outcome of the next one.</summary>
    public void Add(LogIndex index, BallotOutcome outcome)
    {
        Last = index;
        if (outcome.Refusal is not { } refusal)
            return;
        if (_refusals.Count == NodeDetail.MaxDeliveries)
            _refusals.Dequeue();
        _refusals.Enqueue((index, refusal));
    }

    /// <summary>Returns the refusal of the statement at an index; null if it counts, or its refusal is no longer remembered.</summary>
    public Refusal? RefusalAt(LogIndex index)
    {
        foreach ((LogIndex refused, Refusal refusal) in _refusals)
        {
            if (refused == index)
                return refusal;
        }
        return null;
    }
}

using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>The rule by which a node closes the vote: for itself, or as leader for all.</summary>
internal interface IClosingRule
{
    /// <summary>
    /// Returns the time since which closing has been due, or from which it will be if nothing changes; <see cref="Instant.Never"/> when
    /// only
    /// a vote or a time-out of another kind can bring it about.
    /// </summary>
    Instant Due();

    /// <summary>The end of the time that the operator gave; <see cref="Instant.Never"/> if none was given.</summary>
    Instant TimeUp { get; }
}

/// <summary>
/// The rule by which a node of a weaker order closes, each for itself (docs/guarantees.md, "The weaker orders"): all voters have spoken
/// (policy final); or, headless, it has heard nothing of the vote for <see cref="Quiet"/>; or the time is up. It first sends its own
/// remaining texts. The chair's node does not close when the time is up: it says CLOSE then, and closes when it hears its own CLOSE.
/// </summary>
internal sealed class LocalClosingRule : IClosingRule
{
    /// <summary>The time for which a headless node waits for another vote, after the latest one or the start.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly NodeCoreOptions _options;
    private readonly ReVotePolicy _policy;
    private readonly BallotBox _box;
    private readonly Instant _openedAt;
    private readonly bool _isChair;
    private Instant _latest;

    /// <summary>Watches an election that opened here at <paramref name="openedAt"/>.</summary>
    /// <param name="options">The node's options.</param>
    /// <param name="policy">The policy on voting again: under <see cref="ReVotePolicy.Final"/> a voter speaks once.</param>
    /// <param name="box">The counted votes.</param>
    /// <param name="openedAt">The time at which this node began to count.</param>
    /// <param name="isMember">True if this node votes.</param>
    /// <param name="isChair">True if the person at this node is the chair.</param>
    public LocalClosingRule(NodeCoreOptions options, ReVotePolicy policy, BallotBox box, Instant openedAt, bool isMember, bool isChair)
    {
        _isChair = isChair;
        _options = options;
        _policy = policy;
        _box = box;
        _openedAt = openedAt;
        _latest = openedAt + options.VotesUntil;
        if (isMember && options.Votes.Length > 0)
            _latest = Instant.Max(_latest, openedAt + options.Votes[^1].After);
    }

    /// <summary>True if this node has texts to send yet.</summary>
    public bool HasMoreToSay { get; set; }

    /// <summary>Notes that a vote was counted or refused.</summary>
    public void NoteVote(Instant now) => _latest = Instant.Max(_latest, now);

    /// <inheritdoc/>
    public Instant TimeUp => _options.CloseAfter is { } limit ? _openedAt + limit : Instant.Never;

    /// <inheritdoc/>
    public Instant Due()
    {
        Instant timeUp = _isChair ? Instant.Never : TimeUp;
        if (HasMoreToSay)
            return timeUp;
        if (_policy == ReVotePolicy.Final && _box.AllHaveSpoken)
            return _openedAt;
        return _options.Headless ? Instant.Min(timeUp, _latest + Quiet) : timeUp;
    }
}

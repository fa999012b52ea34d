using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>When a node makes an end of the vote, by its own lights or, as leader, for all.</summary>
internal interface IClosingRule
{
    /// <summary>
    /// Since when closing has been due, or will be if nothing changes; <see cref="Instant.Never"/> when only a vote or a time-out of
    /// another kind can bring it about.
    /// </summary>
    Instant Due();

    /// <summary>When the time that the operator gave is up; <see cref="Instant.Never"/> where none was given.</summary>
    Instant TimeUp { get; }
}

/// <summary>
/// When a node of a weaker order closes, each for itself (docs/guarantees.md, "The weaker orders"): all voters have spoken (policy final);
/// or, headless, it has heard nothing of the vote for <see cref="Quiet"/>; or the time is up. It waits for what it still has to send
/// itself. The chair's node does not close when the time is up: it says CLOSE then, and closes when it hears its own CLOSE.
/// </summary>
internal sealed class LocalClosingRule : IClosingRule
{
    /// <summary>How long after the latest vote, or the start, a headless node waits for another.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly NodeCoreOptions _options;
    private readonly ReVotePolicy _policy;
    private readonly BallotBox _box;
    private readonly Instant _openedAt;
    private readonly bool _isChair;
    private Instant _latest;

    /// <summary>Watches an election that opened here at <paramref name="openedAt"/>.</summary>
    /// <param name="options">How the node closes.</param>
    /// <param name="policy">Whether having spoken ends a voter's part.</param>
    /// <param name="box">What has been counted.</param>
    /// <param name="openedAt">When this node began to count.</param>
    /// <param name="isMember">Whether this node votes.</param>
    /// <param name="isChair">Whether this node's person closes for all.</param>
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

    /// <summary>Whether this node has texts to send yet.</summary>
    public bool HasMoreToSay { get; set; }

    /// <summary>A vote was counted or refused.</summary>
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

using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>
/// The rule by which the leader closes (docs/guarantees.md, "Who closes"): every voter has spoken or can no longer speak; or, headless, the
/// missing members have been suspected for <see cref="SuspectedFor"/>; or the time is up. On a screen the leader waits for the missing,
/// since the chair can close without them, unless the chair itself has been gone for <see cref="ChairPatience"/>. A voter has done its part
/// with one vote only under the policy <see cref="ReVotePolicy.Final"/>.
/// </summary>
internal sealed class ClosingRule : IClosingRule
{
    /// <summary>The time for which a missing member must have been suspected.</summary>
    public static readonly TimeSpan SuspectedFor = TimeSpan.FromSeconds(2);

    /// <summary>The time for which people at screens wait for a chair that is suspected.</summary>
    public static readonly TimeSpan ChairPatience = TimeSpan.FromSeconds(30);

    private readonly NodeCoreOptions _options;
    private readonly ReVotePolicy _policy;
    private readonly Rank _chair;
    private readonly Membership _membership;
    private readonly BallotBox _box;
    private readonly Rank[] _memberOfVoter;
    private readonly Instant _openedAt;

    /// <summary>Watches an election that opened at <paramref name="openedAt"/>.</summary>
    public ClosingRule(NodeCoreOptions options, Manifest manifest, Membership membership, BallotBox box, Instant openedAt)
    {
        _options = options;
        _policy = manifest.ReVote;
        _chair = manifest.Chair is { } chair ? membership.RankOf(chair.Tag) : Rank.None;
        _membership = membership;
        _box = box;
        _openedAt = openedAt;
        _memberOfVoter = new Rank[box.Electorate.Voters.Length];
        for (int voter = 0; voter < _memberOfVoter.Length; voter++)
        {
            _memberOfVoter[voter] = Rank.None;
            for (int member = 0; member < membership.Count; member++)
            {
                if (membership.Proposal.Members[member].Key.Equals(box.Electorate.Voters[voter].Key))
                    _memberOfVoter[voter] = new Rank(member);
            }
        }
    }

    /// <inheritdoc/>
    public Instant TimeUp => _options.CloseAfter is { } limit ? _openedAt + limit : Instant.Never;

    /// <inheritdoc/>
    public Instant Due()
    {
        if (_policy != ReVotePolicy.Final)
            return TimeUp;
        Instant due = _openedAt;
        for (int voter = 0; voter < _memberOfVoter.Length; voter++)
            due = Instant.Max(due, DueWithout(voter));
        return Instant.Min(due, TimeUp);
    }

    private Instant DueWithout(int voter)
    {
        if (_box.HasSpoken(_box.Electorate.Voters[voter].Key.Fingerprint))
            return _openedAt;
        Rank member = _memberOfVoter[voter];
        if (member.IsMember && (_membership.IsLearner(member) || _membership.HasLeft(member)))
            return _openedAt;
        // A voter whose node is no member has been missing since the election opened.
        Instant? missingSince = member.IsMember ? _membership.SuspectedSince(member) : _openedAt;
        return missingSince is { } since ? Instant.Max(since + SuspectedFor, NobodyDecidesAt()) : Instant.Never;
    }

    /// <summary>Returns the time from which on no person could close without those missing.</summary>
    private Instant NobodyDecidesAt()
    {
        if (_options.Headless)
            return _openedAt;
        if (!_chair.IsMember)
            return Instant.Never;
        if (_membership.HasLeft(_chair) || _membership.IsLearner(_chair))
            return _openedAt;
        return _membership.SuspectedSince(_chair) is { } since ? since + ChairPatience : Instant.Never;
    }
}

using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>
/// When the leader closes (DESIGN §5, "Who closes"): every voter has spoken or can speak no more; or, headless, those missing have been
/// suspected for <see cref="SuspectedFor"/>; or the time is up. Only under the policy <see cref="ReVotePolicy.Final"/> does having spoken
/// end a voter's part.
/// </summary>
internal sealed class ClosingRule : IClosingRule
{
    /// <summary>How long a missing member must have been suspected.</summary>
    public static readonly TimeSpan SuspectedFor = TimeSpan.FromSeconds(2);

    private readonly NodeCoreOptions _options;
    private readonly ReVotePolicy _policy;
    private readonly Membership _membership;
    private readonly BallotBox _box;
    private readonly Rank[] _memberOfVoter;
    private readonly Instant _openedAt;

    /// <summary>Watches an election that opened at <paramref name="openedAt"/>.</summary>
    public ClosingRule(NodeCoreOptions options, ReVotePolicy policy, Membership membership, BallotBox box, Instant openedAt)
    {
        _options = options;
        _policy = policy;
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
        if (!_options.Headless)
            return Instant.Never;
        // A voter whose node is no member has been missing since the election opened.
        Instant? missingSince = member.IsMember ? _membership.SuspectedSince(member) : _openedAt;
        return missingSince is { } since ? since + SuspectedFor : Instant.Never;
    }
}

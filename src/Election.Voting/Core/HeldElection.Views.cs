using System.Collections.Immutable;
using Election.Groups.Layers;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>The election as observers and the person at the node see it.</summary>
internal sealed partial class HeldElection
{
    /// <summary>The number of RESULT frames that did not read, were another election's, or bore a wrong signature.</summary>
    public long ResultsRefused => _comparison.Results.Refused;

    /// <summary>Completes a snapshot of the node.</summary>
    public NodeSnapshot AddTo(NodeSnapshot snapshot)
    {
        Tally tally = _box.Tally();
        return snapshot with
        {
            Title = _manifest.Title,
            Choices = _manifest.Choices,
            ElectionId = _stack.Membership.Proposal.Id,
            Members = MemberViews(),
            Counts = tally.Counts,
            Abstentions = tally.Abstentions,
            Delivered = _box.Delivered,
            Voters = _box.Electorate.Voters.Length,
            Committed = Committed,
            CloseIndex = _comparison.Body?.CloseIndex,
            Head = _comparison.Body?.Head,
            Decision = _comparison.Body?.Decision.Text,
            Certificate = _course.Verdict == Verdict.Certified && _comparison.Body is { } body
                ? _comparison.Results.CertificateOver(body) : null,
            StartedAt = _startedAt,
            CertifiedAt = _comparison.CertifiedAt,
        };
    }

    /// <summary>Completes the details of the node.</summary>
    public NodeDetail AddTo(NodeDetail detail) => detail with
    {
        Chair = _manifest.Chair,
        Quorum = _manifest.Quorum,
        Rule = _manifest.Rule,
        MayChangeVote = _manifest.ReVote == ReVotePolicy.Changeable,
        First = _box.First,
        MayVote = _votes.MayVote,
        TimeLeft = TimeLeft(),
        Deliveries = DeliveryViews(),
        Queues = _stack.Queues,
        Results = [.. _comparison.Results.Views(_comparison.Body)],
        Difference = _comparison.Results.DifferenceView(_options.Id, _comparison.Body),
        Links = LinkViews(),
        OwnVote = _votes.Latest,
        Blocked = _progress.Blocked,
        Majority = (_stack.Membership.Majority, _stack.Membership.Unsuspected),
    };

    private TimeSpan? TimeLeft()
    {
        if (!_box.IsOpen || _options.CloseAfter is not { } closeAfter)
            return null;
        Instant end = _openedAt + closeAfter;
        return end > _step.Now ? end - _step.Now : TimeSpan.Zero;
    }

    private ImmutableArray<MemberView> MemberViews()
    {
        Membership membership = _stack.Membership;
        ImmutableArray<MemberView>.Builder views = ImmutableArray.CreateBuilder<MemberView>(membership.Count);
        for (int i = 0; i < membership.Count; i++)
        {
            var rank = new Rank(i);
            Member member = membership.Proposal.Members[i];
            views.Add(new MemberView(member.Id, member.Id == _options.Id, rank == _stack.Leader, membership.IsSuspected(rank),
                _box.HasSpoken(member.Key.Fingerprint), _comparison.Results.Has(rank), _comparison.Results.IsDone(rank)));
        }
        return views.MoveToImmutable();
    }

    private ImmutableArray<LinkView> LinkViews()
    {
        Membership membership = _stack.Membership;
        ImmutableArray<LinkView>.Builder views = ImmutableArray.CreateBuilder<LinkView>(membership.Count);
        for (int i = 0; i < membership.Count; i++)
        {
            var rank = new Rank(i);
            TimeSpan silence = rank == membership.Self ? TimeSpan.Zero : _step.Now - membership.LastHeard(rank);
            views.Add(new LinkView(membership.Proposal.Members[i].Id, _stack.Link(rank), silence));
        }
        return views.MoveToImmutable();
    }

    private ImmutableArray<DeliveryView> DeliveryViews()
    {
        ImmutableArray<DeliveryView>.Builder views = ImmutableArray.CreateBuilder<DeliveryView>();
        ulong last = LastOrdered.Value;
        for (ulong index = last > NodeDetail.MaxDeliveries ? last - NodeDetail.MaxDeliveries + 1 : 1; index <= last; index++)
            views.Add(OrderedView(new LogIndex(index)));
        bool isInLog = views.Any(view => view.Sender == _options.Id.Text && view.Sequence == _own.LastSequence);
        if (_votes.Latest is { Stage: StatementStage.Sent } own && !isInLog)
        {
            views.Add(new DeliveryView(LogIndex.None, _options.Id.Text, _own.LastSequence, TextOf(own.Choice), StatementStage.Sent,
                WhyNotOrdered()));
        }
        return views.ToImmutable();
    }

    private DeliveryView OrderedView(LogIndex index)
    {
        (StatementStage stage, Sentence? why) = StageOf(index);
        ReadOnlyMemory<byte> bytes = _weaker is { } weaker ? weaker.Log[index] : _stack.StatementAt(index);
        if (!SignedStatement.TryDecode(bytes.Span, out SignedStatement? signed))
            return new DeliveryView(index, "?", 0, $"unreadable", stage, why);
        Statement statement = signed!.Statement;
        Sentence text = statement.Kind switch
        {
            StatementKind.Vote => TextOf(statement.Choice),
            StatementKind.Abstain => TextOf(null),
            _ => $"{statement.Kind.ToText()}",
        };
        return new DeliveryView(index, NameOf(statement.Signer), statement.Sequence, text, stage, why);
    }

    private (StatementStage Stage, Sentence? Why) StageOf(LogIndex index)
    {
        if (index.CompareTo(Committed) > 0)
            return (StatementStage.Ordered, _progress.Blocked ?? $"awaits a majority");
        if (index.CompareTo(_counted.Last) > 0)
            return (StatementStage.Committed, $"awaits its check");
        if (_counted.RefusalAt(index) is { } refusal)
            return (StatementStage.Refused, $"{refusal.ToText()}");
        return (StatementStage.Counted, null);
    }

    private Sentence WhyNotOrdered() =>
        _progress.Blocked is { } blocked ? blocked
        : _own.UnderWay > 0 ? $"is being signed"
        : _stack.Queues.ForWindow > 0 ? $"awaits the window"
        : _stack.IsAtomic ? $"awaits the leader" : Sentence.Of($"is being journalled");

    private Sentence TextOf(int? choice) =>
        choice is not { } place ? $"{StatementKind.Abstain.ToText()}"
        : place >= 0 && place < _manifest.Choices.Length ? Sentence.Of($"{_manifest.Choices[place]}") : $"no such choice";
}

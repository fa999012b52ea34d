using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Core;

/// <summary>The node as a person sitting at it sees it.</summary>
public sealed partial class NodeCore
{
    /// <summary>What <see cref="Snapshot"/> leaves out. Costs some hundred allocations: a headless node never takes it.</summary>
    public NodeDetail Detail()
    {
        Manifest manifest = _running?.Manifest ?? _options.Manifest;
        var detail = new NodeDetail
        {
            Chair = manifest.Chair,
            Quorum = manifest.Quorum,
            Rule = manifest.Rule,
            MayChangeVote = manifest.ReVote == ReVotePolicy.Changeable,
            First = _running?.Box.First,
            MayVote = MayVote,
            Presence = PresenceViews(),
            TimeLeft = TimeLeft(),
        };
        if (_running is not { } running || _stack.Started?.Membership is not { } membership)
            return detail;
        return detail with
        {
            Deliveries = DeliveryViews(running),
            Queues = _stack.Started!.Queues,
            Results = [.. running.Results.Views(running.Body)],
            Difference = running.Results.DifferenceView(_options.Id, running.Body),
            Links = LinkViews(running),
            OwnVote = running.OwnVote,
            Blocked = running.Progress.Blocked,
            Majority = (membership.Majority, membership.Unsuspected),
        };
    }

    private bool MayVote => _running is { } running
        ? running.IsMember && running.Box.Electorate.PlaceOf(Voter) >= 0
        : _options.Role != NodeRole.Observer;

    private TimeSpan? TimeLeft()
    {
        Instant end = _running switch
        {
            null when _lifecycle.State == ElectionState.Gathering => _stack.BarrierDeadline,
            { Box.IsOpen: true } running when _options.CloseAfter is { } closeAfter => running.OpenedAt + closeAfter,
            _ => Instant.Never,
        };
        return end == Instant.Never ? null : end > _now ? end - _now : TimeSpan.Zero;
    }

    private ImmutableArray<PresenceView> PresenceViews()
    {
        IReadOnlyList<PresenceStanding> standings = _stack.Presence;
        ImmutableArray<PresenceView>.Builder views = ImmutableArray.CreateBuilder<PresenceView>(standings.Count);
        foreach (PresenceStanding standing in standings)
        {
            TimeSpan? silence = standing.Id == _options.Id ? TimeSpan.Zero : standing.LastHeard is { } heard ? _now - heard : null;
            views.Add(new PresenceView(standing.Id, standing.IsReady, silence, standing.Refusal));
        }
        return views.MoveToImmutable();
    }

    private ImmutableArray<LinkView> LinkViews(Running running)
    {
        ImmutableArray<LinkView>.Builder views = ImmutableArray.CreateBuilder<LinkView>(running.Proposal.Members.Length);
        for (int i = 0; i < running.Proposal.Members.Length; i++)
        {
            var rank = new Rank(i);
            TimeSpan silence = rank == _stack.Started!.Membership.Self ? TimeSpan.Zero : _now - _stack.Started!.Membership.LastHeard(rank);
            views.Add(new LinkView(running.Proposal.Members[i].Id, _stack.Started!.Link(rank), silence));
        }
        return views.MoveToImmutable();
    }

    private ImmutableArray<DeliveryView> DeliveryViews(Running running)
    {
        ImmutableArray<DeliveryView>.Builder views = ImmutableArray.CreateBuilder<DeliveryView>();
        ulong last = LastOrdered.Value;
        for (ulong index = last > NodeDetail.MaxDeliveries ? last - NodeDetail.MaxDeliveries + 1 : 1; index <= last; index++)
            views.Add(OrderedView(running, new LogIndex(index)));
        bool isInLog = views.Any(view => view.Sender == _options.Id.Text && view.Sequence == running.Own.LastSequence);
        if (running.OwnVote is { Stage: StatementStage.Sent } own && !isInLog)
        {
            views.Add(new DeliveryView(LogIndex.None, _options.Id.Text, running.Own.LastSequence, TextOf(running, own.Choice),
                StatementStage.Sent, WhyNotOrdered(running)));
        }
        return views.ToImmutable();
    }

    private DeliveryView OrderedView(Running running, LogIndex index)
    {
        (StatementStage stage, Sentence? why) = StageOf(running, index);
        if (!SignedStatement.TryDecode(StatementAt(running, index).Span, out SignedStatement? signed))
            return new DeliveryView(index, "?", 0, $"unreadable", stage, why);
        Statement statement = signed!.Statement;
        Sentence text = statement.Kind switch
        {
            StatementKind.Vote => TextOf(running, statement.Choice),
            StatementKind.Abstain => TextOf(running, null),
            _ => $"{statement.Kind.ToText()}",
        };
        return new DeliveryView(index, running.NameOf(statement.Signer), statement.Sequence, text, stage, why);
    }

    private ReadOnlyMemory<byte> StatementAt(Running running, LogIndex index) =>
        running.IsAtomic ? _stack.Started!.StatementAt(index) : running.Direct[index];

    private (StatementStage Stage, Sentence? Why) StageOf(Running running, LogIndex index)
    {
        if (index.CompareTo(Committed) > 0)
            return (StatementStage.Ordered, running.Progress.Blocked ?? $"awaits a majority");
        if (index.CompareTo(running.Counted) > 0)
            return (StatementStage.Committed, $"awaits its check");
        if (running.RefusalAt(index) is { } refusal)
            return (StatementStage.Refused, $"{refusal.ToText()}");
        return (StatementStage.Counted, null);
    }

    private Sentence WhyNotOrdered(Running running) =>
        running.Progress.Blocked is { } blocked ? blocked
        : running.Own.UnderWay > 0 ? $"is being signed"
        : _stack.Started!.Queues.ForWindow > 0 ? $"awaits the window"
        : running.IsAtomic ? $"awaits the leader" : Sentence.Of($"is being journalled");

    private static Sentence TextOf(Running running, int? choice) =>
        choice is not { } place ? $"{StatementKind.Abstain.ToText()}"
        : place >= 0 && place < running.Manifest.Choices.Length ? Sentence.Of($"{running.Manifest.Choices[place]}") : $"no such choice";
}

using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>The node as observers and the person sitting at it see it.</summary>
public sealed partial class NodeCore
{
    private static readonly string[] s_counterNames = Enum.GetNames<GroupCounter>();

    /// <summary>Returns the node's state now. Costs a few allocations: take it when someone looks, not per datagram.</summary>
    public NodeSnapshot Snapshot()
    {
        Manifest manifest = _options.Manifest;
        var snapshot = new NodeSnapshot
        {
            Id = _options.Id,
            State = _course.State,
            Mode = _stack.Mode,
            Title = manifest.Title,
            Choices = manifest.Choices,
            Expect = _options.Expect,
            Discovered = _discovered,
            Ready = _ready,
            Members = [],
            Counts = [.. new long[manifest.Choices.Length]],
            Abstentions = 0,
            Delivered = 0,
            Voters = 0,
            Committed = LogIndex.None,
            Verdict = _course.Verdict,
            Reason = _course.Reason,
            IsRefused = _course.IsRefused,
            IsFurtherElectionAwaited = _stack.IsFurtherElectionAwaited(_step.Now),
            Counters = Counters(),
        };
        return _election?.AddTo(snapshot) ?? snapshot;
    }

    /// <summary>
    /// Returns what <see cref="Snapshot"/> leaves out. Costs some hundred allocations: a headless node never takes it.
    /// </summary>
    public NodeDetail Detail()
    {
        Manifest manifest = _options.Manifest;
        var detail = new NodeDetail
        {
            Chair = manifest.Chair,
            Quorum = manifest.Quorum,
            Rule = manifest.Rule,
            MayChangeVote = manifest.ReVote == ReVotePolicy.Changeable,
            MayVote = _options.Role != NodeRole.Observer,
            Presence = PresenceViews(),
            TimeLeft = TimeLeft(),
        };
        return _election?.AddTo(detail) ?? detail;
    }

    private TimeSpan? TimeLeft()
    {
        Instant end = _course.State == ElectionState.Gathering ? _stack.BarrierDeadline : Instant.Never;
        return end == Instant.Never ? null : end > _step.Now ? end - _step.Now : TimeSpan.Zero;
    }

    private ImmutableArray<PresenceView> PresenceViews()
    {
        IReadOnlyList<PresenceStanding> standings = _stack.Presence;
        ImmutableArray<PresenceView>.Builder views = ImmutableArray.CreateBuilder<PresenceView>(standings.Count);
        foreach (PresenceStanding standing in standings)
        {
            TimeSpan? silence = standing.Id == _options.Id ? TimeSpan.Zero
                : standing.LastHeard is { } heard ? _step.Now - heard : null;
            views.Add(new PresenceView(standing.Id, standing.IsReady, silence, standing.Refusal));
        }
        return views.MoveToImmutable();
    }

    private ImmutableArray<KeyValuePair<string, long>> Counters()
    {
        ImmutableArray<KeyValuePair<string, long>>.Builder counters = ImmutableArray.CreateBuilder<KeyValuePair<string, long>>();
        for (int i = 0; i < s_counterNames.Length; i++)
            counters.Add(new(s_counterNames[i], _stack.Counters[(GroupCounter)i]));
        counters.Add(new("ResultsRefused", _election?.ResultsRefused ?? 0));
        return counters.ToImmutable();
    }
}

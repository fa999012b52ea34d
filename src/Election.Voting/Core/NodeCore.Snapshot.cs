using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;

namespace Election.Voting.Core;

/// <summary>The node as onlookers see it.</summary>
public sealed partial class NodeCore
{
    private static readonly string[] s_counterNames = Enum.GetNames<GroupCounter>();

    /// <summary>The node's state now. Costs a few allocations: take it when someone looks, not per datagram.</summary>
    public NodeSnapshot Snapshot()
    {
        Manifest manifest = _running?.Manifest ?? _options.Manifest;
        Tally? tally = _running?.Box.Tally();
        bool closed = _running?.Body is not null;
        return new NodeSnapshot
        {
            Id = _options.Id,
            State = _lifecycle.State,
            Mode = _stack.Mode,
            Title = manifest.Title,
            Choices = manifest.Choices,
            ElectionId = _running?.Proposal.Id,
            Expect = _options.Expect,
            Discovered = _discovered,
            Ready = _ready,
            Members = MemberViews(),
            Counts = tally?.Counts ?? [.. new long[manifest.Choices.Length]],
            Abstentions = tally?.Abstentions ?? 0,
            Delivered = _running?.Box.Delivered ?? 0,
            Voters = _running?.Box.Electorate.Voters.Length ?? 0,
            Committed = Committed,
            CloseIndex = closed ? _running!.Body!.CloseIndex : null,
            Head = closed ? _running!.Body!.Head : null,
            Decision = closed ? _running!.Body!.Decision.Text : null,
            Verdict = _verdict,
            Reason = _reason,
            IsRefused = _refused,
            Certificate = _verdict == Core.Verdict.Certified ? _running!.Results.CertificateOver(_running.Body!) : null,
            StartedAt = _running?.StartedAt,
            CertifiedAt = _running?.CertifiedAt,
            Counters = Counters(),
        };
    }

    private ImmutableArray<MemberView> MemberViews()
    {
        if (_running is not { } running || _stack.Started?.Membership is not { } membership)
            return [];
        ImmutableArray<MemberView>.Builder views = ImmutableArray.CreateBuilder<MemberView>(membership.Count);
        for (int i = 0; i < membership.Count; i++)
        {
            var rank = new Rank(i);
            Member member = running.Proposal.Members[i];
            views.Add(new MemberView(member.Id, member.Id == _options.Id, rank == _stack.Started!.Leader, membership.IsSuspected(rank),
                running.Box.HasSpoken(member.Key.Fingerprint), running.Results.Has(rank), running.Results.IsDone(rank)));
        }
        return views.MoveToImmutable();
    }

    private ImmutableArray<KeyValuePair<string, long>> Counters()
    {
        ImmutableArray<KeyValuePair<string, long>>.Builder counters = ImmutableArray.CreateBuilder<KeyValuePair<string, long>>();
        for (int i = 0; i < s_counterNames.Length; i++)
            counters.Add(new(s_counterNames[i], _stack.Counters[(GroupCounter)i]));
        counters.Add(new("ResultsRefused", _running?.Results.Refused ?? 0));
        return counters.ToImmutable();
    }
}

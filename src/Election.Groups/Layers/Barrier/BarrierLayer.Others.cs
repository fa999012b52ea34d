using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// The barrier keeps elections apart: nodes of another topic are not heard, nodes with other terms are not proposed, and a node that is
/// bound to another election takes no seat until it has completed that one or left it.
/// </summary>
internal sealed partial class BarrierLayer
{
    private readonly OtherTerms _otherTerms;
    private Instant _firstFree = Instant.Never;
    private Instant _lastFree = Instant.Never;
    private bool _owesTerms;

    // A learner is at the barrier, too, but only until it hears START, which this node repeats meanwhile.
    private static readonly TimeSpan s_awaited = TimeSpan.FromSeconds(1);

    /// <summary>
    /// True if a node that is bound to no election stays at the barrier of this topic although START is repeated: it waits for a further
    /// election.
    /// </summary>
    public bool IsFurtherElectionAwaited(Instant now) =>
        HasStarted && _lastFree != Instant.Never && now <= _lastFree + s_awaited && _firstFree + s_awaited <= _lastFree;

    /// <summary>Takes the terms of another node.</summary>
    public void OnTerms(NodeTag sender, ReadOnlySpan<byte> body)
    {
        if (!IsSettled && body.Length <= Proposal.MaxContextBytes)
            _otherTerms.Learn(sender, body);
    }

    private bool IsElsewhere(in DatagramHeader header, DiscoverFrame frame, Instant now)
    {
        if (frame.Topic != _options.Topic)
        {
            _counters.Add(GroupCounter.Foreign);
            return true;
        }
        if (header.Election == ElectionTag.None && HasStarted && frame.Expect != DiscoverFrame.OnlyWatches)
            NoteFree(now);
        if (header.Election == ElectionTag.None || !_options.IsPast(header.Election))
            return false;
        if (!IsSettled)
            _gathering.NoteElsewhere(frame.Member.Id, header.Election);
        return true;
    }

    private void NoteFree(Instant now)
    {
        if (_lastFree == Instant.Never || now > _lastFree + s_awaited)
            _firstFree = now;
        _lastFree = now;
    }

    private bool IsOther(Proposal proposal)
    {
        bool isOther = _promise.Bound?.Id != proposal.Id && _options.TopicOf(proposal) != _options.Topic;
        if (isOther)
            _counters.Add(GroupCounter.Foreign);
        return isOther;
    }

    /// <summary>
    /// True if a START is of an election that this node does not join: it has left it behind, another node has its name there, or it wants
    /// to be a member and is not listed.
    /// </summary>
    private bool IsBehind(NodeTag sender, Proposal proposal)
    {
        var election = ElectionTag.Of(proposal.Id);
        Rank self = proposal.RankOf(Self.Tag);
        bool isBound = _promise.Bound?.Id == proposal.Id;
        bool isAnothers = self.IsMember && !proposal.Members[self.Value].Key.Equals(_options.Self.Key);
        bool isBehind = _options.IsPast(election) || (!isBound && (isAnothers || (!self.IsMember && IsCandidate)));
        if (isBehind && _options.TopicOf(proposal) == _options.Topic && proposal.RankOf(sender) is { IsMember: true } rank
            && sender != Self.Tag)
            _gathering.NoteElsewhere(proposal.Members[rank.Value].Id, election);
        return isBehind;
    }

    private bool HasOtherTerms(DiscoverFrame frame, Instant now)
    {
        bool isOther = frame.Terms != _options.Terms;
        _otherTerms.Note(frame.Member.Id, frame.Terms, isOther, now);
        _owesTerms |= isOther;
        return isOther;
    }

    private void SayTerms(Outbox outbox)
    {
        if (_owesTerms && IsCandidate)
            _packer.Add(FrameKind.Terms, 0, _options.Context.Span, outbox);
        _owesTerms = false;
    }

    private bool RefuseIfOutvoted(Instant now, Outbox outbox)
    {
        bool mayJudge = IsCandidate && _promise.Bound is null && _gathering.HasSettled(now, _timing.BarrierSettle);
        if (!mayJudge || _otherTerms.Objection(_gathering.FreeIds, now) is not { } objection)
            return false;
        SayRefuse(default, objection, outbox);
        End();
        _user.OnRefused(objection);
        return true;
    }

    private Sentence Missing()
    {
        Sentence missing = _gathering.Missing(_set);
        return _resumed is { } earlier && _gathering.HasFree
            ? Sentence.Of($"this node is bound to an earlier election ({
                ElectionTag.Of(earlier.Id)}), which nobody here holds: leave it with --fresh; {missing}")
            : missing;
    }
}

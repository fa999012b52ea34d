using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// "Start with those present": the chair named in the context proposes fewer members than expected, and signs that it wants so. It binds
/// like any proposal: a node answers one only, so that a START of all and a START of those present cannot both come about.
/// </summary>
internal sealed partial class BarrierLayer
{
    private const ulong ChairCheckNumber = (ulong.MaxValue << CheckShift) | ushort.MaxValue;

    private ProposeFrame? _chairsProposal;
    private byte[] _chairRequest = [];

    /// <summary>The chair at this node proposes those present.</summary>
    /// <returns>The reason why it cannot; null when it does.</returns>
    public Sentence? StartWithPresent(Outbox outbox)
    {
        if (IsSettled)
            return $"the election has started";
        if (_promise.Bound is { } bound)
            return $"{bound.Members[0].Id} has proposed {bound.Members.Length} members already, and this node has answered";
        ProposeFrame frame = _gathering.ProposePresent();
        Proposal proposal = frame.Proposal;
        if (!IsCandidate || _options.ChairOf(proposal)?.Id != Self)
            return $"only the chair that the manifest names can start with those present";
        if (!_options.IsEnough(proposal))
            return $"{proposal.Members.Length} of {_options.Expect} nodes are here: a majority is needed";
        _promise.Make(frame, outbox);
        SignChairRequest(outbox);
        CollectBound();
        return null;
    }

    /// <summary>The chair's signature is made: from the next repetition on its proposal is said.</summary>
    private void OnChairRequestSigned(ReadOnlySpan<byte> signature)
    {
        if (_promise.Made is { } made && !HasStarted)
            _chairRequest = ChairRequest.Write(made, signature);
    }

    private void SignChairRequest(Outbox outbox) =>
        outbox.Sign(new EffectToken(EffectOwner.Barrier, ChairRequest.SignatureNumber), ChairRequest.Message(_promise.Bound!));

    private bool IsOfChair(Proposal proposal) => proposal.Members.Length < _options.Expect;

    /// <summary>A chair proposes those present: its signature is checked before anything is promised.</summary>
    private void OnChairPropose(NodeTag sender, ProposeFrame frame, ReadOnlySpan<byte> signature, Outbox outbox)
    {
        Proposal proposal = frame.Proposal;
        if (_chairsProposal?.Proposal.Id == proposal.Id)
            return;
        if (_promise.Bound is { } bound)
        {
            if (bound.Id != proposal.Id)
                _counters.Add(GroupCounter.OtherProposals);
            return;
        }
        if (!proposal.RankOf(Self.Tag).IsMember || !Accepts(proposal, outbox))
            return;
        if (_options.ChairOf(proposal) is not { } chair || chair.Id.Tag != sender)
        {
            _counters.Add(GroupCounter.Malformed);
            return;
        }
        if (!_options.IsEnough(proposal))
        {
            Refuse(proposal, $"{chair.Id} wants to start with {proposal.Members.Length} members, but this node was told --expect {
                _options.Expect}: a majority is needed",
                outbox);
            return;
        }
        _chairsProposal = frame;
        var token = new EffectToken(EffectOwner.Barrier, ChairCheckNumber);
        outbox.Verify(token, chair.Key, ChairRequest.Message(proposal), signature.ToArray());
    }

    private void OnChairRequestVerified(bool valid, Outbox outbox)
    {
        ProposeFrame? proposal = _chairsProposal;
        _chairsProposal = null;
        if (!valid)
            _counters.Add(GroupCounter.BadReadySignatures);
        if (!valid || proposal is null || IsSettled || _promise.Bound is not null)
            return;
        _promise.Bind(proposal, outbox);
        CollectBound();
    }
}

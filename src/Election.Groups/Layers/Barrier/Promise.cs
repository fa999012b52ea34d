using Election.Groups.Model;

namespace Election.Groups.Layers.Barrier;

/// <summary>
/// The promise of this node at the barrier: over all its lives it makes at most one proposal and answers at most one. It says nothing
/// before its journal holds it.
/// </summary>
internal sealed class Promise
{
    private readonly Member _self;
    private readonly JournalId _journal;
    private ulong _pendingProposal;
    private ulong _pendingReady;

    /// <summary>Begins without a promise.</summary>
    public Promise(Member self, JournalId journal)
    {
        _self = self;
        _journal = journal;
    }

    /// <summary>The proposal this node is bound to.</summary>
    public Proposal? Bound { get; private set; }

    /// <summary>Its READY signature; empty until it is made.</summary>
    public ReadOnlyMemory<byte> Signature { get; private set; }

    /// <summary>True if the READY may be said.</summary>
    public bool IsReadyDurable { get; private set; }

    /// <summary>
    /// True if it answers as a member: the proposal was made to the journal it has. Otherwise an earlier life may have answered and acted
    /// on
    /// its answer, and this life would not know.
    /// </summary>
    public bool IsAsMember { get; private set; }

    /// <summary>True if this node made the proposal it is bound to, and may repeat it.</summary>
    public bool IsProposer { get; private set; }

    /// <summary>The proposal this node made, if it did.</summary>
    public ProposeFrame? Made { get; private set; }

    /// <summary>The promise of an earlier life; null if there is none.</summary>
    public Proposal? Earlier => Bound ?? Made?.Proposal;

    /// <summary>Takes the proposal of an earlier life.</summary>
    public void RestoreProposal(ProposeFrame proposal) => Made = proposal;

    /// <summary>Takes the READY of an earlier life.</summary>
    /// <exception cref="InvalidOperationException">The record does not read, though its checksum held.</exception>
    public void RestoreReady(ReadOnlySpan<byte> record)
    {
        bool isRead = ReadyRecord.TryRead(record, out Proposal? proposal, out ReadOnlySpan<byte> signature, out bool asMember);
        if (!isRead || !proposal!.RankOf(_self.Id.Tag).IsMember)
            throw new InvalidOperationException("The journal holds a READY record that does not read.");
        Bound = proposal;
        IsAsMember = asMember;
        Signature = signature.ToArray();
    }

    /// <summary>
    /// Answers as a member with a READY that was made beforehand, and is durable before the START that is journalled after it.
    /// </summary>
    public void Give(Proposal proposal, ReadOnlyMemory<byte> signature, Outbox outbox)
    {
        Bound = proposal;
        IsAsMember = IsReadyDurable = true;
        Signature = signature;
        outbox.Journal(JournalRecordKind.Ready, ReadyRecord.Write(proposal, signature.Span, asMember: true));
    }

    /// <summary>Keeps to what an earlier life promised.</summary>
    public void Resume(Outbox outbox)
    {
        Proposal earlier = Earlier ?? throw new InvalidOperationException("There is no promise to resume.");
        IsProposer = Made?.Proposal.Id == earlier.Id;
        IsReadyDurable = !Signature.IsEmpty;
        if (!IsReadyDurable)
            Bind(Made!, outbox);
    }

    /// <summary>Makes a proposal, and binds this node to it.</summary>
    public void Make(ProposeFrame proposal, Outbox outbox)
    {
        Made = proposal;
        _pendingProposal = outbox.Journal(JournalRecordKind.Proposal, proposal.Encoded);
        Bind(proposal, outbox);
    }

    /// <summary>Binds this node: from now on it answers no other proposal.</summary>
    public void Bind(ProposeFrame proposal, Outbox outbox)
    {
        Bound = proposal.Proposal;
        IsAsMember = proposal.IsTo(_self.Id.Tag, _journal);
        outbox.Sign(new EffectToken(EffectOwner.Barrier, 0), Bound.ReadyMessage(_self.Key));
    }

    /// <summary>Takes the READY's signature, which goes to the journal.</summary>
    public void OnSigned(ReadOnlyMemory<byte> signature, Outbox outbox)
    {
        if (Bound is null || !Signature.IsEmpty)
            return;
        Signature = signature.ToArray();
        _pendingReady = outbox.Journal(JournalRecordKind.Ready, ReadyRecord.Write(Bound, Signature.Span, IsAsMember));
    }

    /// <summary>
    /// Notes that journal records up to <paramref name="sequence"/> are durable. Returns whether there is something new to say.
    /// </summary>
    public bool OnJournalled(ulong sequence)
    {
        bool proposal = _pendingProposal != 0 && sequence >= _pendingProposal;
        bool ready = _pendingReady != 0 && sequence >= _pendingReady;
        IsProposer |= proposal;
        IsReadyDurable |= ready;
        _pendingProposal = proposal ? 0 : _pendingProposal;
        _pendingReady = ready ? 0 : _pendingReady;
        return proposal || ready;
    }
}

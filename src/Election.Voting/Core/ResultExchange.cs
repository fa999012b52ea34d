using Election.Groups.Model;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Core;

/// <summary>
/// The members' signed RESULTs as one node has them. Guarantee: what counts here carries a checked signature of the member it came from.
/// It says when enough equal ones are here for a certificate, and when two differ.
/// </summary>
internal sealed class ResultExchange
{
    private const int SignatureBytesShown = 4;

    private readonly Proposal _proposal;
    private readonly SignatureAlgorithm _algorithm;
    private readonly Slot[] _slots;
    private CertificateBody? _unsigned;
    private Hash256 _unsignedId;

    /// <summary>Begins with no RESULT.</summary>
    public ResultExchange(Proposal proposal, SignatureAlgorithm algorithm)
    {
        _proposal = proposal;
        _algorithm = algorithm;
        _slots = new Slot[proposal.Members.Length];
    }

    /// <summary>Two differing RESULTs, when there are; the first pair found.</summary>
    public (Rank First, CertificateBody FirstBody, Rank Second, CertificateBody SecondBody)? Difference { get; private set; }

    /// <summary>RESULT frames that did not read, were another election's, or bore a wrong signature.</summary>
    public long Refused { get; private set; }

    /// <summary>True if this member's RESULT is here.</summary>
    public bool Has(Rank member) => _slots[member.Value].Body is not null;

    /// <summary>True if this member said DONE.</summary>
    public bool IsDone(Rank member) => _slots[member.Value].Done;

    /// <summary>Notes DONE.</summary>
    public void Done(Rank member) => _slots[member.Value].Done = true;

    /// <summary>Sets this node's own RESULT.</summary>
    public void SetOwn(Rank self, SignedStatement result, CertificateBody body) => Accept(self, result, body);

    /// <summary>A RESULT of <paramref name="member"/> arrived: asks for its check unless it is known.</summary>
    public void OnReceived(Rank member, ReadOnlySpan<byte> bytes, Outbox outbox)
    {
        ref Slot slot = ref _slots[member.Value];
        // One check at a time, so that its answer is about the RESULT under check. RESULTs are repeated: another comes again.
        if (slot.Checking is not null || (slot.AcceptedBytes is { } known && bytes.SequenceEqual(known)))
            return;
        PublicKey key = _proposal.Members[member.Value].Key;
        bool reads = SignedStatement.TryDecode(bytes, out SignedStatement? signed) && signed!.Statement.Kind == StatementKind.Result
            && signed.Statement.Signer == key.Fingerprint && signed.Statement.Algorithm == _algorithm
            && signed.Statement.ElectionId == _proposal.Id
            && CertificateBody.TryDecode(signed.Statement.Body.Span, out CertificateBody? body) && body!.ElectionId == _proposal.Id;
        if (!reads)
        {
            Refused++;
            return;
        }
        slot.Checking = signed;
        outbox.Verify(new EffectToken(EffectOwner.Result, (ulong)member.Value), key, signed!.Statement.SignedBytes(), signed.Signature);
    }

    /// <summary>Takes the verdict on a signature.</summary>
    public void OnVerified(ulong number, bool valid)
    {
        if (number >= (ulong)_slots.Length || _slots[(int)number].Checking is not { } signed)
            return;
        ref Slot slot = ref _slots[(int)number];
        slot.Checking = null;
        if (valid && CertificateBody.TryDecode(signed.Statement.Body.Span, out CertificateBody? body))
            Accept(new Rank((int)number), signed, body!);
        else
            Refused++;
    }

    /// <summary>The certificate over <paramref name="body"/> with every equal RESULT here; it may be incomplete.</summary>
    public Certificate CertificateOver(CertificateBody body)
    {
        return new Certificate(_proposal, body, _algorithm, EqualTo(body));
    }

    /// <summary>
    /// The lowest member's RESULT that carries <paramref name="body"/>: an observer, who signs none, ends its transcript with it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public SignedStatement AnyEqualTo(CertificateBody body) => EqualTo(body)[0];

    /// <summary>Counts the members whose RESULT equals <paramref name="body"/>.</summary>
    public int CountEqual(CertificateBody body)
    {
        int count = 0;
        Hash256 id = body.Id;
        foreach (ref readonly Slot slot in _slots.AsSpan())
            count += slot.Body is not null && slot.BodyId == id ? 1 : 0;
        return count;
    }

    /// <summary>Compares every RESULT, from now on too, with a result this node holds but may not sign (an observer's).</summary>
    public void CompareWith(CertificateBody body)
    {
        _unsigned = body;
        _unsignedId = body.Id;
        for (int i = 0; i < _slots.Length; i++)
            NoteDifference(Rank.None, body, _unsignedId, new Rank(i), _slots[i].Body, _slots[i].BodyId);
    }

    /// <summary>The RESULTs here, by rank.</summary>
    /// <param name="own">This node's own result, once it has one.</param>
    public IEnumerable<ResultView> Views(CertificateBody? own)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Body is { } body)
                yield return View(_proposal.Members[i].Id, body, own, _slots[i].Accepted);
        }
    }

    /// <summary>The two that differ, when there are; <paramref name="self"/> stands for a node that signs none.</summary>
    public (ResultView First, ResultView Second)? DifferenceView(MemberId self, CertificateBody? own)
    {
        if (Difference is not { } difference)
            return null;
        MemberId NameOf(Rank rank) => rank.IsMember ? _proposal.Members[rank.Value].Id : self;
        SignedStatement? SignedBy(Rank rank) => rank.IsMember ? _slots[rank.Value].Accepted : null;
        return (View(NameOf(difference.First), difference.FirstBody, own, SignedBy(difference.First)),
            View(NameOf(difference.Second), difference.SecondBody, own, SignedBy(difference.Second)));
    }

    private static ResultView View(MemberId id, CertificateBody body, CertificateBody? own, SignedStatement? signed) =>
        new(id, body.CloseIndex, body.Head, body.Tally.Counts, body.Tally.Abstentions, body.Decision.Text,
            signed is null ? "" : Convert.ToHexStringLower(signed.Signature.Span[..SignatureBytesShown]), own is not null
            && body.Id == own.Id);

    private List<SignedStatement> EqualTo(CertificateBody body)
    {
        var results = new List<SignedStatement>();
        Hash256 id = body.Id;
        foreach (ref readonly Slot slot in _slots.AsSpan())
        {
            if (slot.Accepted is not null && slot.BodyId == id)
                results.Add(slot.Accepted);
        }
        return results;
    }

    private void Accept(Rank member, SignedStatement result, CertificateBody body)
    {
        Hash256 id = body.Id;
        for (int i = 0; i < _slots.Length; i++)
            NoteDifference(new Rank(i), _slots[i].Body, _slots[i].BodyId, member, body, id);
        NoteDifference(Rank.None, _unsigned, _unsignedId, member, body, id);
        ref Slot slot = ref _slots[member.Value];
        if (slot.Body is not null)
            return;
        slot.Accepted = result;
        slot.AcceptedBytes = result.Encode();
        slot.Body = body;
        slot.BodyId = id;
    }

    private void NoteDifference(Rank first, CertificateBody? firstBody, in Hash256 firstId, Rank second, CertificateBody? secondBody,
        in Hash256 secondId)
    {
        if (firstBody is not null && secondBody is not null && firstId != secondId)
            Difference ??= (first, firstBody, second, secondBody);
    }

    private struct Slot
    {
        public SignedStatement? Accepted;
        public byte[]? AcceptedBytes;
        public CertificateBody? Body;
        public Hash256 BodyId;
        public SignedStatement? Checking;
        public bool Done;
    }
}

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
    private readonly Proposal _proposal;
    private readonly SignatureAlgorithm _algorithm;
    private readonly Slot[] _slots;
    private CertificateBody? _unsigned;

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

    /// <summary>Whether this member's RESULT is here.</summary>
    public bool Has(Rank member) => _slots[member.Value].Body is not null;

    /// <summary>Whether this member said DONE.</summary>
    public bool IsDone(Rank member) => _slots[member.Value].Done;

    /// <summary>Notes DONE.</summary>
    public void Done(Rank member) => _slots[member.Value].Done = true;

    /// <summary>Sets this node's own RESULT.</summary>
    public void SetOwn(Rank self, SignedStatement result, CertificateBody body) => Accept(self, result, body);

    /// <summary>A RESULT of <paramref name="member"/> arrived: asks for its check unless it is known.</summary>
    public void OnReceived(Rank member, ReadOnlySpan<byte> bytes, Outbox outbox)
    {
        ref Slot slot = ref _slots[member.Value];
        // One check at a time, so that its answer is about what is under check. RESULTs are repeated: another comes again.
        if (slot.Checking is not null || (slot.AcceptedBytes is { } known && bytes.SequenceEqual(known)))
            return;
        PublicKey key = _proposal.Members[member.Value].Key;
        bool reads = SignedStatement.TryDecode(bytes, out SignedStatement? signed) && signed!.Statement.Kind == StatementKind.Result
            && signed.Statement.Signer == key.Fingerprint && signed.Statement.Algorithm == _algorithm && signed.Statement.ElectionId == _proposal.Id
            && CertificateBody.TryDecode(signed.Statement.Body.Span, out CertificateBody? body) && body!.ElectionId == _proposal.Id;
        if (!reads)
        {
            Refused++;
            return;
        }
        slot.Checking = signed;
        outbox.Verify(new EffectToken(EffectOwner.Result, (ulong)member.Value), key, signed!.Statement.SignedBytes(), signed.Signature);
    }

    /// <summary>A check is done.</summary>
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

    /// <summary>The lowest member's RESULT that carries <paramref name="body"/>: an observer, who signs none, ends its transcript with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public SignedStatement AnyEqualTo(CertificateBody body) => EqualTo(body)[0];

    /// <summary>How many members' RESULTs equal <paramref name="body"/>.</summary>
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
        for (int i = 0; i < _slots.Length; i++)
            NoteDifference(Rank.None, body, new Rank(i), _slots[i].Body);
    }

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
        for (int i = 0; i < _slots.Length; i++)
            NoteDifference(new Rank(i), _slots[i].Body, member, body);
        NoteDifference(Rank.None, _unsigned, member, body);
        ref Slot slot = ref _slots[member.Value];
        if (slot.Body is not null)
            return;
        slot.Accepted = result;
        slot.AcceptedBytes = result.Encode();
        slot.Body = body;
        slot.BodyId = body.Id;
    }

    private void NoteDifference(Rank first, CertificateBody? firstBody, Rank second, CertificateBody? secondBody)
    {
        if (firstBody is not null && secondBody is not null && firstBody.Id != secondBody.Id)
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

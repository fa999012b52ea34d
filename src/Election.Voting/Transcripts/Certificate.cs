using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Transcripts;

/// <summary>One member's signature in a certificate: that of its RESULT.</summary>
/// <param name="Member">The member.</param>
/// <param name="Signature"><see cref="SignatureFormat.SizeBytes"/> bytes.</param>
public sealed record CertificateSignature(MemberId Member, ReadOnlyMemory<byte> Signature);

/// <summary>
/// Proof that a majority of the members counted the same: one body and the signatures of the equal RESULTs, sorted by rank. Its bytes are
/// laid out in docs/transcript.md, "Certificate". The set of members that signed does not enter its identity,
/// <see cref="CertificateBody.Id"/>.
/// </summary>
public sealed class Certificate
{
    /// <summary>The schema named in the document.</summary>
    public const string Schema = "election-certificate/1";

    /// <summary>
    /// Combines those of <paramref name="results"/> that carry <paramref name="body"/> and come from members, one of each member.
    /// </summary>
    /// <param name="proposal">The election's members.</param>
    /// <param name="body">The certified body.</param>
    /// <param name="algorithm">The election's signature algorithm.</param>
    /// <param name="results">
    /// RESULTs in any order, whose signatures have been verified; of several by one member the first is taken.
    /// </param>
    public Certificate(Proposal proposal, CertificateBody body, SignatureAlgorithm algorithm, IReadOnlyList<SignedStatement> results)
        : this(proposal, body, algorithm, Collect(proposal, body, algorithm, results))
    {
    }

    internal Certificate(Proposal proposal, CertificateBody body, SignatureAlgorithm algorithm,
        ImmutableArray<CertificateSignature> signatures)
    {
        Proposal = proposal;
        Body = body;
        Algorithm = algorithm;
        Signatures = signatures;
    }

    /// <summary>The proposal, with the members and the manifest.</summary>
    public Proposal Proposal { get; }

    /// <summary>The certified body.</summary>
    public CertificateBody Body { get; }

    /// <summary>The election's signature algorithm.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The signatures, sorted by the members' rank.</summary>
    public ImmutableArray<CertificateSignature> Signatures { get; }

    /// <summary>True if at least ⌊N/2⌋+1 members have signed.</summary>
    public bool IsComplete => Signatures.Length >= Proposal.Majority;

    /// <summary>
    /// True if it is complete, belongs to its election, has a decision that its tally allows, and every signature is valid.
    /// </summary>
    /// <param name="verify">Verifies a signature of <see cref="Algorithm"/>.</param>
    public bool IsValid(SignatureVerifier verify)
    {
        if (!IsComplete || Body.ElectionId != Proposal.Id || !DecidesByItsManifest())
            return false;
        byte[] body = Body.Encode();
        foreach (CertificateSignature signature in Signatures)
        {
            PublicKey key = Proposal.Members[Proposal.RankOf(signature.Member.Tag).Value].Key;
            var statement = Statement.Result(Algorithm, Proposal.Id, key.Fingerprint, body);
            if (!verify(key, statement.SignedBytes(), signature.Signature.Span))
                return false;
        }
        return true;
    }

    /// <summary>Returns the document in its only form: a JSON object and a line feed.</summary>
    /// <exception cref="InvalidOperationException">The proposal's context is not a manifest.</exception>
    public byte[] ToJson() => Manifest.TryDecode(Proposal.Context.Span, out Manifest? manifest)
        ? CertificateDocument.Write(this, manifest!)
        : throw new InvalidOperationException("A certificate needs a manifest in its proposal.");

    /// <summary>
    /// Reads a document exactly as <see cref="ToJson"/> writes it; <see langword="false"/> for anything else. Signatures are not verified.
    /// </summary>
    public static bool TryParse(ReadOnlyMemory<byte> json, out Certificate? certificate) =>
        CertificateDocument.TryRead(json, out certificate);

    // One key under two names could sign twice: Electorate refuses such a START.
    private bool DecidesByItsManifest() => Manifest.TryDecode(Proposal.Context.Span, out Manifest? manifest)
        && Electorate.Create(manifest!, Proposal).TryGet(out _)
        && Body.Tally.Counts.Length == manifest!.Choices.Length
        && Body.Decision.CanComeOf(manifest, Body.Tally);

    private static ImmutableArray<CertificateSignature> Collect(Proposal proposal, CertificateBody body, SignatureAlgorithm algorithm,
        IReadOnlyList<SignedStatement> results)
    {
        byte[] encoded = body.Encode();
        ImmutableArray<CertificateSignature>.Builder signatures = ImmutableArray.CreateBuilder<CertificateSignature>();
        foreach (Member member in proposal.Members)
        {
            var wanted = Statement.Result(algorithm, proposal.Id, member.Key.Fingerprint, encoded);
            foreach (SignedStatement result in results)
            {
                if (result.Statement != wanted)
                    continue;
                signatures.Add(new CertificateSignature(member.Id, result.Signature));
                break;
            }
        }
        return signatures.ToImmutable();
    }
}

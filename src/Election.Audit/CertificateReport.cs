using System.Collections.Immutable;

namespace Election.Audit;

/// <summary>The findings of an audit of one certificate.</summary>
public sealed record CertificateReport
{
    /// <summary>True if the certificate proves its result.</summary>
    public bool IsValid => Problem is null;

    /// <summary>The fault in one sentence without a full stop; null if there is none.</summary>
    public FormattableString? Problem { get; init; }

    /// <summary>True if the signatures are the simulator's stand-in, which proves nothing.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The election id in hexadecimal.</summary>
    public string ElectionId { get; init; } = "";

    /// <summary>The certificate id in hexadecimal.</summary>
    public string CertificateId { get; init; } = "";

    /// <summary>The decision's canonical text (docs/transcript.md, "Tally and decision").</summary>
    public string Decision { get; init; } = "";

    /// <summary>The number of members in the election.</summary>
    public int MemberCount { get; init; }

    /// <summary>The members that signed, by rank.</summary>
    public ImmutableArray<string> Signers { get; init; } = [];

    /// <summary>True if a transcript and this certificate are of the same election and result; both must be valid.</summary>
    public bool Matches(AuditReport transcript) => ElectionId == transcript.ElectionId && CertificateId == transcript.CertificateId;
}

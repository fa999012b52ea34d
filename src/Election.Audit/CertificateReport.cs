using System.Collections.Immutable;

namespace Election.Audit;

/// <summary>What an audit of a certificate found.</summary>
public sealed record CertificateReport
{
    /// <summary>Whether the certificate is proof.</summary>
    public bool IsValid => Problem is null;

    /// <summary>What is wrong: one sentence without the full stop; null for nothing.</summary>
    public FormattableString? Problem { get; init; }

    /// <summary>Whether its signatures are the simulator's stand-in, which proves nothing.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The election id in hexadecimal.</summary>
    public string ElectionId { get; init; } = "";

    /// <summary>The certificate id in hexadecimal.</summary>
    public string CertificateId { get; init; } = "";

    /// <summary>The decision's text.</summary>
    public string Decision { get; init; } = "";

    /// <summary>How many members the election has.</summary>
    public int MemberCount { get; init; }

    /// <summary>The members that signed, by rank.</summary>
    public ImmutableArray<string> Signers { get; init; } = [];

    /// <summary>Whether a transcript says the same as this certificate; both are expected to be valid.</summary>
    public bool Matches(AuditReport transcript) => ElectionId == transcript.ElectionId && CertificateId == transcript.CertificateId;
}

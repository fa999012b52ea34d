namespace Election.Audit.Reading;

/// <summary>One statement of a transcript, as its line shows it (docs/transcript.md, "Lines").</summary>
/// <param name="Index">Its index, counted from 1.</param>
/// <param name="Kind"><c>open</c>, <c>vote</c>, <c>abstain</c>, <c>close</c>, <c>result</c>, or <c>unreadable</c>.</param>
/// <param name="By">The name of the signer; null if there is none.</param>
/// <param name="Sequence">The signer's sequence number for it; null if unreadable.</param>
/// <param name="Choice">The choice of a vote; null for anything else.</param>
/// <param name="Outcome"><c>accepted</c>, or the code of the refusal.</param>
/// <param name="Identity">The statement's identity in hexadecimal; null if unreadable.</param>
public sealed record AuditEntry(ulong Index, string Kind, string? By, ulong? Sequence, string? Choice, string Outcome, string? Identity)
{
    /// <summary>The outcome of a statement that counts.</summary>
    public const string Accepted = "accepted";

    /// <summary>True for a vote or an abstention.</summary>
    public bool IsBallot => Kind is "vote" or "abstain";

    /// <summary>True if the statement counted when it was applied.</summary>
    public bool IsAccepted => Outcome == Accepted;
}

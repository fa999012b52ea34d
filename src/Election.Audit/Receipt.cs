using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>
/// A voter's record of one statement, to be looked for later in any transcript (docs/transcript.md, "Receipt"). It proves nothing by
/// itself: the transcript either contains it or does not.
/// </summary>
/// <param name="ElectionId">The election id in hexadecimal.</param>
/// <param name="Statement">The statement's identity in hexadecimal.</param>
/// <param name="Voter">The voter's name in the electorate.</param>
/// <param name="Sequence">The voter's sequence number for the statement.</param>
/// <param name="Index">The statement's index; null in the weaker orders, where every node counts its own indices.</param>
/// <param name="Outcome"><c>accepted</c>, or the code of the refusal.</param>
/// <param name="Choice">The choice, if the voter asked to have it included; null otherwise, and for an abstention.</param>
public sealed record Receipt(
    string ElectionId, string Statement, string Voter, ulong Sequence, ulong? Index, string Outcome, string? Choice)
{
    /// <summary>Makes the receipt for a voter's statement from a transcript; null if the transcript has no such statement.</summary>
    /// <param name="transcript">A valid transcript.</param>
    /// <param name="voter">The voter's name.</param>
    /// <param name="sequence">
    /// Selects one of the voter's statements; null selects the last accepted one, or the last if none was accepted.
    /// </param>
    /// <param name="withChoice">True to include the choice in the receipt.</param>
    public static Receipt? Of(AuditReport transcript, string voter, ulong? sequence, bool withChoice)
    {
        AuditEntry? chosen = null;
        foreach (AuditEntry entry in transcript.Entries)
        {
            bool isMeant = entry.IsBallot && entry.By == voter && (sequence is null || entry.Sequence == sequence);
            if (isMeant && (chosen is null || entry.IsAccepted || !chosen.IsAccepted))
                chosen = entry;
        }
        return chosen is null ? null : new Receipt(
            transcript.ElectionId, chosen.Identity!, voter, chosen.Sequence!.Value,
            transcript.Order == "atomic" ? chosen.Index : null, chosen.Outcome, withChoice ? chosen.Choice : null);
    }

    /// <summary>Looks for the statement in a transcript.</summary>
    /// <param name="transcript">A valid transcript.</param>
    public ReceiptFinding FindIn(AuditReport transcript)
    {
        if (transcript.ElectionId != ElectionId)
            return new ReceiptFinding(ReceiptState.Missing, null, $"the transcript is of another election");
        AuditEntry? found = null, other = null, last = null;
        foreach (AuditEntry entry in transcript.Entries)
        {
            if (entry.Identity == Statement && (found is null || entry.IsAccepted))
                found = entry;
            if (entry.IsBallot && entry.By == Voter && entry.IsAccepted)
                (other, last) = (entry.Sequence == Sequence ? entry : other, entry);
        }
        if (found is null)
        {
            return other is null
                ? new ReceiptFinding(ReceiptState.Missing, null, $"the statement is not in the transcript")
                : new ReceiptFinding(ReceiptState.Altered, other,
                    $"statement {Sequence} of {Voter} is a different one there, at index {other.Index}");
        }
        if (Contradiction(found, transcript.Order == "atomic") is { } contradiction)
            return new ReceiptFinding(ReceiptState.Altered, found, contradiction);
        if (!found.IsAccepted)
            return new ReceiptFinding(ReceiptState.Refused, found, $"found at index {found.Index}, refused as {found.Outcome}");
        return last == found
            ? new ReceiptFinding(ReceiptState.Counted, found, $"found at index {found.Index}, counted")
            : new ReceiptFinding(ReceiptState.Replaced, found,
                $"found at index {found.Index}, replaced by the voter's statement {last!.Sequence}");
    }

    private FormattableString? Contradiction(AuditEntry found, bool isAtomic)
    {
        if (found.By != Voter)
        {
            return found.By switch
            {
                null => $"the receipt says that {Voter} made the statement, and the transcript nobody",
                var by => $"the receipt says that {Voter} made the statement, and the transcript {by}",
            };
        }
        if (found.Sequence != Sequence)
            return $"the receipt says sequence {Sequence}, and the transcript {found.Sequence}";
        if (isAtomic && Index != found.Index)
            return $"the receipt says index {Index}, and the transcript {found.Index}";
        if (Outcome != found.Outcome)
            return $"the receipt says {Outcome}, and the transcript {found.Outcome}";
        if (Choice is null || Choice == found.Choice)
            return null;
        return found.Choice switch
        {
            null => $"the receipt says {Choice}, and the transcript no choice",
            var choice => $"the receipt says {Choice}, and the transcript {choice}",
        };
    }
}

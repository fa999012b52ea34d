using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>The states of a receipt's statement in a transcript.</summary>
public enum ReceiptState
{
    /// <summary>The statement is present and is the voter's last accepted one.</summary>
    Counted,

    /// <summary>The statement is present and counted until a later statement of the same voter replaced it.</summary>
    Replaced,

    /// <summary>The statement is present and was refused, as the receipt says.</summary>
    Refused,

    /// <summary>The transcript and the receipt contradict each other.</summary>
    Altered,

    /// <summary>The transcript does not contain the statement.</summary>
    Missing,
}

/// <summary>The outcome of looking for a receipt in one transcript.</summary>
/// <param name="State">The state of the receipt's statement.</param>
/// <param name="Entry">The statement found; null if it is missing.</param>
/// <param name="Sentence">The outcome in one sentence without a full stop.</param>
public sealed record ReceiptFinding(ReceiptState State, AuditEntry? Entry, FormattableString Sentence)
{
    /// <summary>True if the transcript confirms the receipt.</summary>
    public bool IsFound => State is ReceiptState.Counted or ReceiptState.Replaced or ReceiptState.Refused;
}

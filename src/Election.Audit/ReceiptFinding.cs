namespace Election.Audit;

/// <summary>What became of a receipt's statement.</summary>
public enum ReceiptState
{
    /// <summary>It is there, and it is the voter's last word.</summary>
    Counted,

    /// <summary>It is there and counted, until a later statement of the same voter replaced it.</summary>
    Replaced,

    /// <summary>It is there and was refused, as the receipt says itself.</summary>
    Refused,

    /// <summary>The transcript and the receipt contradict each other.</summary>
    Altered,

    /// <summary>It is not there.</summary>
    Missing,
}

/// <summary>The outcome of looking for a receipt in one transcript.</summary>
/// <param name="State">The outcome.</param>
/// <param name="Entry">The statement it is about; null when it is missing.</param>
/// <param name="Sentence">The outcome in one sentence without the full stop.</param>
public sealed record ReceiptFinding(ReceiptState State, AuditEntry? Entry, FormattableString Sentence)
{
    /// <summary>Whether the transcript holds what the receipt says.</summary>
    public bool IsFound => State is ReceiptState.Counted or ReceiptState.Replaced or ReceiptState.Refused;
}

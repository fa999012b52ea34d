using Election.Groups.Model;

namespace Election.Voting.Counting;

/// <summary>
/// The reasons that a statement does not count. docs/transcript.md, "Refusals", gives the rules in the order in which they are checked.
/// </summary>
public enum Refusal
{
    /// <summary>The signature is not valid under the signer's key, or is of another algorithm than the election's.</summary>
    BadSignature = 1,

    /// <summary>
    /// The signer may not make this statement: not a voter of the electorate (VOTE, ABSTAIN), or not a member of START (OPEN, CLOSE).
    /// </summary>
    NotOnRoll,

    /// <summary>It names another election.</summary>
    WrongElection,

    /// <summary>
    /// It is out of its voter's sequence: repeated, ahead of what was ordered, or a second vote where the first is final; or it is a second
    /// OPEN.
    /// </summary>
    StaleSeq,

    /// <summary>It comes after CLOSE.</summary>
    Late,

    /// <summary>
    /// Its voter has signed two different statements with one number, or a statement that follows a history other than the ordered one.
    /// </summary>
    Equivocation,

    /// <summary>It is unreadable, or impossible here: an unknown contest or choice, a RESULT, or anything before OPEN.</summary>
    Malformed,
}

/// <summary>The code words for <see cref="Refusal"/>.</summary>
public static class RefusalCode
{
    private static readonly WordTable<Refusal> s_words =
        new("bad-signature", "not-on-roll", "wrong-election", "stale-seq", "late", "equivocation", "malformed");

    /// <summary>Returns the code used in transcripts, counters and on the screen.</summary>
    public static string ToText(this Refusal refusal) => s_words[refusal];
}

/// <summary>The outcome of an ordered statement.</summary>
/// <param name="Refusal">The reason it does not count; null if it does.</param>
public readonly record struct BallotOutcome(Refusal? Refusal)
{
    /// <summary>The outcome of a statement that counts.</summary>
    public static BallotOutcome Accepted => default;

    /// <summary>True if the statement counts.</summary>
    public bool IsAccepted => Refusal is null;

    /// <summary>Returns <c>accepted</c>, or the refusal's code.</summary>
    public override string ToString() => Refusal?.ToText() ?? "accepted";
}

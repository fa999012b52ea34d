using Election.Groups.Model;

namespace Election.Voting.Counting;

/// <summary>Why a statement does not count. The rules, in the order they are asked, stand in docs/transcript.md, "Refusals".</summary>
public enum Refusal
{
    /// <summary>The signature does not hold under the signer's key, or is of another algorithm than the election's.</summary>
    BadSignature = 1,

    /// <summary>The signer may not say this: no voter of the electorate (VOTE, ABSTAIN), no member of START (OPEN, CLOSE).</summary>
    NotOnRoll,

    /// <summary>It names another election.</summary>
    WrongElection,

    /// <summary>
    /// It is out of its voter's sequence: repeated, ahead of what was ordered, or a second vote where the first is final; or a second OPEN.
    /// </summary>
    StaleSeq,

    /// <summary>It comes after CLOSE.</summary>
    Late,

    /// <summary>
    /// Its voter has signed two different statements with one number, or one that follows another history than the ordered one.
    /// </summary>
    Equivocation,

    /// <summary>
    /// It is no statement, or says what cannot be said here: no such contest or choice, a RESULT, or anything before OPEN.
    /// </summary>
    Malformed,
}

/// <summary>The code words for <see cref="Refusal"/>.</summary>
public static class RefusalCode
{
    private static readonly WordTable<Refusal> s_words =
        new("bad-signature", "not-on-roll", "wrong-election", "stale-seq", "late", "equivocation", "malformed");

    /// <summary>The code in transcripts, counters and on the screen.</summary>
    public static string ToText(this Refusal refusal) => s_words[refusal];
}

/// <summary>What became of an ordered statement.</summary>
/// <param name="Refusal">Why it does not count; null when it does.</param>
public readonly record struct BallotOutcome(Refusal? Refusal)
{
    /// <summary>It counts.</summary>
    public static BallotOutcome Accepted => default;

    /// <summary>Whether it counts.</summary>
    public bool IsAccepted => Refusal is null;

    /// <summary><c>accepted</c>, or the refusal's code.</summary>
    public override string ToString() => Refusal?.ToText() ?? "accepted";
}

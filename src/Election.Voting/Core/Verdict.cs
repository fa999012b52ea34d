using System.Diagnostics;

namespace Election.Voting.Core;

/// <summary>The end of an election, as one node sees it or over a whole run.</summary>
public enum Verdict
{
    /// <summary>A majority signed one result.</summary>
    Certified,

    /// <summary>Two results of the election differ.</summary>
    Diverged,

    /// <summary>The vote closed, but fewer than a majority signed one result.</summary>
    NoResult,

    /// <summary>The vote did not close: no progress for too long.</summary>
    Stalled,
}

/// <summary>The words for <see cref="Verdict"/> in every document.</summary>
public static class VerdictWords
{
    /// <summary>The word, in lower case.</summary>
    public static string ToText(this Verdict verdict) => verdict.ToState().ToText();

    /// <summary>The state of a node that holds this verdict.</summary>
    public static ElectionState ToState(this Verdict verdict) => verdict switch
    {
        Verdict.Certified => ElectionState.Certified,
        Verdict.Diverged => ElectionState.Diverged,
        Verdict.NoResult => ElectionState.NoResult,
        Verdict.Stalled => ElectionState.Stalled,
        _ => throw new UnreachableException(),
    };
}

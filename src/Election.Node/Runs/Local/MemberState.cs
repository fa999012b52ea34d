using System.Diagnostics;

namespace Election.Node.Runs.Local;

/// <summary>How far a node came: the election's lifecycle, and <see cref="Crashed"/> for a node that its script killed.</summary>
internal enum MemberState
{
    /// <summary>Nothing was heard of it yet.</summary>
    Draft,

    /// <summary>Looking for the others.</summary>
    Gathering,

    /// <summary>Bound to a proposal.</summary>
    Ready,

    /// <summary>Voting.</summary>
    Open,

    /// <summary>Counted, and waiting for the others' results.</summary>
    Closed,

    /// <summary>Enough results equal its own.</summary>
    Certified,

    /// <summary>Results differ.</summary>
    Diverged,

    /// <summary>Too few results came.</summary>
    NoResult,

    /// <summary>The barrier or the majority did not come about in time.</summary>
    Stalled,

    /// <summary>Killed by its script.</summary>
    Crashed,
}

/// <summary>The words for <see cref="MemberState"/> in documents.</summary>
internal static class MemberStateText
{
    /// <summary>The word.</summary>
    public static string ToText(this MemberState state) => state switch
    {
        MemberState.Draft => "draft",
        MemberState.Gathering => "gathering",
        MemberState.Ready => "ready",
        MemberState.Open => "open",
        MemberState.Closed => "closed",
        MemberState.Certified => "certified",
        MemberState.Diverged => "diverged",
        MemberState.NoResult => "no-result",
        MemberState.Stalled => "stalled",
        MemberState.Crashed => "crashed",
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads a word exactly as <see cref="ToText"/> writes it.</summary>
    public static bool TryParse(string? text, out MemberState state)
    {
        for (state = MemberState.Draft; state <= MemberState.Crashed; state++)
        {
            if (state.ToText() == text)
                return true;
        }
        state = default;
        return false;
    }
}

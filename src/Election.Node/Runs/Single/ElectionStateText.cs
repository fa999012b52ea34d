using System.Diagnostics;
using Election.Node.Runs.Local;
using Election.Voting.Core;

namespace Election.Node.Runs.Single;

/// <summary>The core's words in this program's documents.</summary>
internal static class ElectionStateText
{
    /// <summary>How far a node came.</summary>
    public static MemberState Of(ElectionState state) => state switch
    {
        ElectionState.Draft => MemberState.Draft,
        ElectionState.Gathering => MemberState.Gathering,
        ElectionState.Ready => MemberState.Ready,
        ElectionState.Open => MemberState.Open,
        ElectionState.Closed => MemberState.Closed,
        ElectionState.Certified => MemberState.Certified,
        ElectionState.Diverged => MemberState.Diverged,
        ElectionState.NoResult => MemberState.NoResult,
        ElectionState.Stalled => MemberState.Stalled,
        _ => throw new UnreachableException(),
    };

    /// <summary>How it ended.</summary>
    public static RunVerdict Of(Verdict verdict) => verdict switch
    {
        Verdict.Certified => RunVerdict.Certified,
        Verdict.Diverged => RunVerdict.Diverged,
        Verdict.NoResult => RunVerdict.NoResult,
        Verdict.Stalled => RunVerdict.Stalled,
        _ => throw new UnreachableException(),
    };
}

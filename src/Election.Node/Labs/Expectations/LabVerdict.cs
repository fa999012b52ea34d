using System.Collections.Immutable;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;

namespace Election.Node.Labs.Expectations;

/// <summary>The outcome of a lab's checks on its runs.</summary>
/// <param name="Findings">Every check with its finding, which is null if the mode does not show it.</param>
/// <param name="Broken">The promises that the program broke, one sentence each.</param>
internal sealed record LabVerdict(ImmutableArray<(LabExpectation Check, LabFinding? Finding)> Findings, ImmutableArray<Sentence> Broken)
{
    /// <summary>The number of checks that do not hold.</summary>
    public int NotSeen => Findings.Count(one => one.Finding is { Holds: false });

    /// <summary>True if the phenomenon occurred, the checks explain it, and no promise was broken.</summary>
    public bool IsPassed => NotSeen == 0 && Broken.IsEmpty;

    /// <summary>Evaluates the lab's checks on the evidence of its runs.</summary>
    public static LabVerdict Of(Lab lab, ImmutableArray<LabEvidence> runs, LabText text) => new(
        [.. lab.Document.Checks.Select(check => (check, check.Look(runs.First(run => run.Name == check.Run), text)))],
        [.. runs.SelectMany(BrokenIn)]);

    private static IEnumerable<Sentence> BrokenIn(LabEvidence run) => run switch
    {
        ElectionEvidence election => election.Broken,
        ShareEvidence share => share.Broken,
        _ => [],
    };
}

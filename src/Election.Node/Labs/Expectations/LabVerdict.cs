using System.Collections.Immutable;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;

namespace Election.Node.Labs.Expectations;

/// <summary>What a lab's checks found in its runs.</summary>
/// <param name="Findings">Check by check; a finding is null where the mode does not show it.</param>
/// <param name="Broken">Promises that the program broke.</param>
internal sealed record LabVerdict(ImmutableArray<(LabExpectation Check, LabFinding? Finding)> Findings, ImmutableArray<Sentence> Broken)
{
    /// <summary>How many checks do not hold.</summary>
    public int NotSeen => Findings.Count(one => one.Finding is { Holds: false });

    /// <summary>Whether the phenomenon occurred and the checks explain it.</summary>
    public bool IsPassed => NotSeen == 0 && Broken.IsEmpty;

    /// <summary>Looks at what the runs left.</summary>
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

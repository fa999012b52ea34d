using System.Diagnostics;
using Election.Audit;
using Election.Node.Runs.Local;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Tools.Verification;

/// <summary>
/// <c>election compare</c>: says whether transcripts are equal, or shows the first difference side by side. Damage outweighs a file that
/// could not be read, as in <c>verify</c>.
/// </summary>
internal static class TranscriptComparison
{
    private sealed record Finding(int ExitCode, string Verdict, Sentence Sentence, Parting? Parting);

    /// <summary>Compares the files.</summary>
    /// <param name="names">At least two transcripts.</param>
    /// <param name="isJson">True to print a JSON document instead of sentences.</param>
    /// <param name="terminal">Receives the finding.</param>
    /// <returns>
    /// The exit code: 0 if they are equal, as far as unfinished ones go; 1 if they differ or one is damaged; 2 if one cannot be read or
    /// they are of different elections.
    /// </returns>
    /// <exception cref="StartRefusedException">Fewer than two transcripts were given.</exception>
    public static int Run(IReadOnlyList<string> names, bool isJson, TextTerminal terminal)
    {
        if (names.Count < 2)
            throw new StartRefusedException($"election compare: give at least two transcripts; election verify checks a single one");
        GivenFiles files = GivenFiles.Read(names).BesideWhole();
        Finding finding = Conclude(files);
        if (isJson)
        {
            terminal.Out.WriteLine(Describe(names, finding).ToLine());
            return finding.ExitCode;
        }
        (finding.ExitCode == ExitCode.Inconclusive ? terminal.Error : terminal.Out)
            .WriteLine(PrintableText.Of(terminal.Say(finding.Sentence)));
        finding.Parting?.Print(terminal);
        foreach (CheckedFile unfinished in files.Unfinished)
            terminal.Out.WriteLine(PrintableText.Of(terminal.Say(unfinished.Sentence)));
        return finding.ExitCode;
    }

    private static Finding Conclude(GivenFiles files)
    {
        IReadOnlyList<(string Name, AuditReport Report)> valid = files.Valid();
        if (files.Damaged is CheckedFile damaged)
            return new Finding(ExitCode.Violated, "invalid", damaged.Sentence, Parting.OfDamaged(files.Files, damaged));
        Comparison comparison = TranscriptAudit.Compare(valid);
        if (comparison.Agreement == Agreement.Diverge)
            return new Finding(ExitCode.Violated, "different", comparison.Sentence, Parting.OfFirst(valid));
        if (files.Unreadable is CheckedFile unreadable)
            return new Finding(ExitCode.Inconclusive, "unverifiable", unreadable.Sentence, null);
        return comparison.Agreement switch
        {
            Agreement.Agree => OfEquals(valid, files.Unfinished.Count()),
            Agreement.Unrelated => new Finding(ExitCode.Inconclusive, "unverifiable", comparison.Sentence, null),
            _ => throw new UnreachableException(),
        };
    }

    private static Finding OfEquals(IReadOnlyList<(string Name, AuditReport Report)> equal, int unfinished) => new(
        ExitCode.Success, unfinished == 0 ? "equal" : "prefix",
        TranscriptVerification.AsFarAsTheyGo(SentenceOfEquals(equal), unfinished), null);

    private static Sentence SentenceOfEquals(IReadOnlyList<(string Name, AuditReport Report)> equal)
    {
        AuditReport one = equal[0].Report;
        string head = one.Head[..VerdictText.HeadDigits];
        return equal.Count == 1 ? Sentence.Of($"1 transcript is whole: {one.CloseIndex} statements, head {head}")
            : $"all {equal.Count} transcripts are equal: {one.CloseIndex} statements, head {head}";
    }

    private static ComparisonDocument Describe(IReadOnlyList<string> names, Finding finding) => new()
    {
        Verdict = finding.Verdict,
        Sentence = finding.Sentence.ToString(),
        Transcripts = [.. names],
        Difference = finding.Parting?.Describe(),
    };
}

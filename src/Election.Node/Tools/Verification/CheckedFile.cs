using Election.Audit;
using Election.Node.Runs.Local;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk.Rolls;

namespace Election.Node.Tools.Verification;

/// <summary>What became of one file.</summary>
internal enum FileState
{
    /// <summary>Every byte is as it must be.</summary>
    Valid,

    /// <summary>The end is missing, and what there is stands in a whole transcript beside it.</summary>
    Unfinished,

    /// <summary>A line is damaged, or the end is missing, or the voters are not those of the roll.</summary>
    Damaged,

    /// <summary>It could not be read, or needs a roll that was not given.</summary>
    Unverifiable,
}

/// <summary>One file of a verification.</summary>
/// <param name="Name">The file, as it was named.</param>
/// <param name="State">What became of it.</param>
/// <param name="Problem">What is wrong, in one clause; null for nothing.</param>
/// <param name="Report">What the second reader says; null when it was not asked.</param>
internal sealed record CheckedFile(string Name, FileState State, Sentence? Problem, AuditReport? Report)
{
    /// <summary>The largest file that is read as a transcript, in bytes.</summary>
    public const int MaxFileBytes = 1 << 28;

    /// <summary>The finding, with file and line.</summary>
    public Sentence Sentence => State switch
    {
        FileState.Valid => SentenceOf(Report!),
        FileState.Damaged when Report is { Line: > 0, IsUnfinished: false } => $"{Name}: line {Report.Line}: {Problem}",
        _ => $"{Name}: {Problem}",
    };

    /// <summary>Reads and checks a file.</summary>
    /// <param name="name">The file.</param>
    /// <param name="roll">The roll to hold the voters against, or null.</param>
    /// <param name="rollProblem">Why the roll that was named cannot be read; null when it was read, or none was named.</param>
    public static CheckedFile Of(string name, RollDocument? roll, Sentence? rollProblem = null)
    {
        if (!NamedFile.TryRead(name, MaxFileBytes, out byte[] bytes, out Sentence reason))
            return new CheckedFile(name, FileState.Unverifiable, $"cannot be read: {reason}", null);
        AuditReport report = TranscriptAudit.Check(bytes);
        if (!report.IsValid)
            return new CheckedFile(name, FileState.Damaged, report.Problem, report);
        if (rollProblem is not null)
            return new CheckedFile(name, FileState.Unverifiable, rollProblem, report);
        if (roll is null && report.HasRoll)
            return new CheckedFile(name, FileState.Unverifiable, $"its election has a roll of its own: give it with --roll FILE", report);
        Sentence? problem = roll is null ? null : RollCheck.Problem(bytes, report, roll);
        return new CheckedFile(name, problem is null ? FileState.Valid : FileState.Damaged, problem, report);
    }

    /// <summary>
    /// Files that stand side by side: one that is unfinished, and has nothing that a whole one among them has not, is no damage there.
    /// </summary>
    public static CheckedFile[] BesideWhole(IReadOnlyList<CheckedFile> files)
    {
        CheckedFile? whole = files.FirstOrDefault(file => file is { State: not FileState.Damaged, Report.IsValid: true });
        return [.. files.Select(file => whole is not null && file.Report is { } report
            && TranscriptAudit.PartOf(report, whole.Report!) is int part
            ? file with { State = FileState.Unfinished, Problem = Beside(whole, part) } : file)];
    }

    private static Sentence Beside(CheckedFile whole, int part) => whole.Report!.Order == "atomic"
        ? Sentence.Of($"unfinished: it ends after {part} of the {whole.Report.CloseIndex} statements of {whole.Name}")
        : $"unfinished: it accepted {part} of the {whole.Report.CloseIndex} statements of {whole.Name}";

    private Sentence SentenceOf(AuditReport valid)
    {
        string tally = TallyText.Of(valid.Choices, valid.Counts), head = valid.Head[..VerdictText.HeadDigits];
        return $"{Name}: valid, {valid.Signer} counted {tally}, {DecisionSentence.Of(valid.Decision)}, head {head}";
    }
}

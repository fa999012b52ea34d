using Election.Audit;
using Election.Node.Runs.Local;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk.Rolls;

namespace Election.Node.Tools.Verification;

/// <summary>The outcome of checking one file.</summary>
internal enum FileState
{
    /// <summary>Every byte is as it must be.</summary>
    Valid,

    /// <summary>The end is missing, but everything there is also stands in a complete transcript beside it.</summary>
    Unfinished,

    /// <summary>A line is damaged, the end is missing, or the voters are not those of the roll.</summary>
    Damaged,

    /// <summary>The file could not be read, or needs a roll that was not given.</summary>
    Unverifiable,
}

/// <summary>One file of a verification.</summary>
/// <param name="Name">The file, as it was named.</param>
/// <param name="State">The outcome.</param>
/// <param name="Problem">The problem, in one clause; null if there is none.</param>
/// <param name="Report">The second reader's report; null if the file could not be read.</param>
internal sealed record CheckedFile(string Name, FileState State, Sentence? Problem, AuditReport? Report)
{
    /// <summary>The largest transcript that is read, in bytes.</summary>
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
    /// <param name="roll">The roll that the voters are compared with; null for none.</param>
    /// <param name="rollProblem">The reason why the named roll cannot be read; null when it was read, or none was named.</param>
    public static CheckedFile Of(string name, RollDocument? roll, Sentence? rollProblem = null)
    {
        if (!NamedFile.Read(name, MaxFileBytes).TryGet(out byte[]? bytes, out Sentence? reason))
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
    /// Compares files that are given together. An unfinished one is not damaged if a complete one among them has everything that it has.
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

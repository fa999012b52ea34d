using System.Diagnostics;
using Election.Audit;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Plain;
using Election.Node.Talk.Rolls;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Tools.Verification;

/// <summary>
/// Checks transcripts with the second reader and prints the findings. Damage outweighs a file that could not be read: whatever that file
/// would have said, the damaged one stays damaged.
/// </summary>
internal static class TranscriptVerification
{
    private const string Valid = "valid";
    private const string Unfinished = "unfinished";
    private const string Invalid = "invalid";
    private const string Unverifiable = "unverifiable";

    /// <summary>Checks the files.</summary>
    /// <param name="files">The transcripts.</param>
    /// <param name="rollFile">The file of the roll that the voters are compared with; null for none.</param>
    /// <param name="isJson">True to print a JSON document instead of sentences.</param>
    /// <param name="terminal">Receives the findings.</param>
    /// <returns>
    /// The exit code: 0 if all are valid and agree; 1 if one is damaged or two contradict each other; 2 if that cannot be told.
    /// </returns>
    /// <exception cref="StartRefusedException">The roll's file holds no roll.</exception>
    public static int Run(IReadOnlyList<string> files, string? rollFile, bool isJson, TextTerminal terminal)
    {
        RollDocument? roll = null;
        Sentence? rollProblem = null;
        if (rollFile is not null)
            RollDocument.Read(rollFile).TryGet(out roll, out rollProblem);
        CheckedFile[] checkedFiles = CheckedFile.BesideWhole([.. files.Select(file => CheckedFile.Of(file, roll, rollProblem))]);
        (int exitCode, Sentence sentence) = Conclude(checkedFiles);
        if (isJson)
            terminal.Out.WriteLine(Describe(checkedFiles, exitCode, sentence).ToLine());
        else
            Print(checkedFiles, sentence, terminal);
        return exitCode;
    }

    private static (int ExitCode, Sentence Sentence) Conclude(CheckedFile[] files)
    {
        if (files.FirstOrDefault(file => file.State == FileState.Damaged) is CheckedFile damaged)
            return (ExitCode.Violated, damaged.Sentence);
        Comparison comparison = TranscriptAudit.Compare([.. files.Where(file => file.Report is { IsValid: true })
            .Select(file => (file.Name, file.Report!))]);
        if (comparison.Agreement is Agreement.Diverge or Agreement.Damaged)
            return (ExitCode.Violated, comparison.Sentence);
        if (files.FirstOrDefault(file => file.State == FileState.Unverifiable) is CheckedFile unverifiable)
            return (ExitCode.Inconclusive, unverifiable.Sentence);
        return comparison.Agreement == Agreement.Agree
            ? (ExitCode.Success, AsFarAsTheyGo(comparison.Sentence, files.Count(file => file.State == FileState.Unfinished)))
            : (ExitCode.Inconclusive, comparison.Sentence);
    }

    /// <summary>The finding on the complete transcripts, extended by the number of unfinished ones beside them.</summary>
    public static Sentence AsFarAsTheyGo(Sentence whole, int unfinished) => unfinished switch
    {
        0 => whole,
        1 => $"{whole}, and 1 unfinished one says the same as far as it goes",
        _ => $"{whole}, and {unfinished} unfinished ones say the same as far as they go",
    };

    private static void Print(CheckedFile[] files, Sentence sentence, TextTerminal terminal)
    {
        foreach (CheckedFile file in files)
            (file.State == FileState.Unverifiable ? terminal.Error : terminal.Out).WriteLine(PrintableText.Of(terminal.Say(file.Sentence)));
        if (files.All(file => file.State is FileState.Valid or FileState.Unfinished))
            terminal.Print(sentence);
    }

    private static VerificationDocument Describe(CheckedFile[] files, int exitCode, Sentence sentence) => new()
    {
        Verdict = exitCode switch
        {
            ExitCode.Success => Valid,
            ExitCode.Violated => Invalid,
            ExitCode.Inconclusive => Unverifiable,
            _ => throw new UnreachableException(),
        },
        Sentence = sentence.ToString(),
        Transcripts = [.. files.Select(Describe)],
    };

    private static string Word(FileState state) => state switch
    {
        FileState.Valid => Valid,
        FileState.Unfinished => Unfinished,
        FileState.Damaged => Invalid,
        FileState.Unverifiable => Unverifiable,
        _ => throw new UnreachableException(),
    };

    private static VerifiedTranscript Describe(CheckedFile file)
    {
        AuditReport? valid = file.State == FileState.Valid ? file.Report : null;
        return new VerifiedTranscript(
            file.Name,
            Word(file.State),
            file.Report is { Line: > 0 and var line } ? line : null,
            file.Problem is { } problem ? problem.ToString() : null,
            valid?.Signer,
            valid?.ElectionId,
            valid?.Head,
            valid is null ? null : RunNode.CountsOf(valid.Choices, valid.Counts),
            valid?.Decision);
    }
}

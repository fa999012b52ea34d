using System.Diagnostics;
using Election.Audit;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Node.Talk;

namespace Election.Node.Tools.Verification;

/// <summary><c>election receipt --find</c>: looks for a receipt's statement in transcripts.</summary>
internal static class ReceiptSearch
{
    // A receipt has a few hundred bytes; anything much longer is another kind of file.
    private const int MaxReceiptBytes = 64 * 1024;

    private sealed record Searched(string File, string State, ulong? Index, Sentence Sentence);

    /// <summary>Looks for the receipt in every transcript.</summary>
    /// <param name="receiptFile">The receipt's file.</param>
    /// <param name="transcripts">The files of the transcripts.</param>
    /// <param name="isJson">True to print a JSON document instead of sentences.</param>
    /// <param name="terminal">Receives the findings.</param>
    /// <returns>
    /// The exit code: 0 if it is found in all; 1 if it is missing or altered in one, or one is damaged; 2 if a file cannot be read.
    /// </returns>
    public static int Run(string receiptFile, IReadOnlyList<string> transcripts, bool isJson, TextTerminal terminal)
    {
        Receipt? receipt = NamedFile.Read(receiptFile, MaxReceiptBytes).TryGet(out byte[]? bytes, out Sentence? problem)
            ? ReceiptDocument.Read(bytes) : null;
        if (receipt is null)
        {
            Sentence reason = problem is null ? Sentence.Of($"is not a receipt (election-receipt/1)") : $"cannot be read: {problem}";
            terminal.Error.WriteLine(PrintableText.Of(terminal.Say($"{receiptFile}: {reason}")));
            return ExitCode.Inconclusive;
        }
        Searched[] searched = [.. GivenFiles.Read(transcripts).Files.Select(file => Search(receipt, file))];
        int exitCode = searched.Any(one => one.State is "altered" or "missing" or "damaged") ? ExitCode.Violated
            : searched.Any(one => one.State == "unreadable") ? ExitCode.Inconclusive : ExitCode.Success;
        if (isJson)
            terminal.Out.WriteLine(Describe(searched, exitCode).ToLine());
        else
            Print(searched, terminal);
        return exitCode;
    }

    private static Searched Search(Receipt receipt, CheckedFile file)
    {
        if (file.Report is not { IsValid: true } report)
            return new Searched(file.Name, file.Report is null ? "unreadable" : "damaged", null, file.Sentence);
        ReceiptFinding finding = receipt.FindIn(report);
        return new Searched(file.Name, WordOf(finding.State), finding.Entry?.Index, $"{file.Name}: {finding.Sentence}");
    }

    private static void Print(Searched[] searched, TextTerminal terminal)
    {
        foreach (Searched one in searched)
            (one.State == "unreadable" ? terminal.Error : terminal.Out).WriteLine(PrintableText.Of(terminal.Say(one.Sentence)));
    }

    private static ReceiptFindingDocument Describe(Searched[] searched, int exitCode) => new()
    {
        Verdict = exitCode switch
        {
            ExitCode.Success => "found",
            ExitCode.Violated => "not-found",
            ExitCode.Inconclusive => "unverifiable",
            _ => throw new UnreachableException(),
        },
        Transcripts =
            [.. searched.Select(one => new SearchedTranscript(one.File, one.State, one.Index, one.Sentence.ToString()))],
    };

    private static string WordOf(ReceiptState state) => state switch
    {
        ReceiptState.Counted => "counted",
        ReceiptState.Replaced => "replaced",
        ReceiptState.Refused => "refused",
        ReceiptState.Altered => "altered",
        ReceiptState.Missing => "missing",
        _ => throw new UnreachableException(),
    };
}

using System.Text;
using Election.Audit;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Tools.Verification;

/// <summary><c>election receipt TRANSCRIPT</c>: prints the receipt of a voter's statement, and keeps it in a file.</summary>
internal static class ReceiptPrint
{
    /// <summary>Prints a receipt.</summary>
    /// <param name="transcript">The transcript it is taken from.</param>
    /// <param name="voter">Whose; null for the member that signed the transcript.</param>
    /// <param name="sequence">Which of the voter's statements; null for the one that counts.</param>
    /// <param name="withChoice">Whether it says what was voted.</param>
    /// <param name="file">Where it is kept; null for nowhere. Nothing is overwritten.</param>
    /// <param name="isJson">Whether to print the document itself.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The exit code: 0, 1 without such a statement or with a damaged transcript, 2 with an unreadable one.</returns>
    /// <exception cref="StartRefusedException">The file is there already, or cannot be written.</exception>
    public static int Run(string transcript, string? voter, ulong? sequence, bool withChoice, string? file, bool isJson,
        TextTerminal terminal)
    {
        CheckedFile source = GivenFiles.Read([transcript]).Files[0];
        if (source.Report is not { IsValid: true } report)
        {
            terminal.Error.WriteLine(PrintableText.Of(terminal.Say(source.Sentence)));
            return source.Report is null ? ExitCode.Inconclusive : ExitCode.Violated;
        }
        string name = (voter ?? report.Signer).Normalize(NormalizationForm.FormC);
        if (Receipt.Of(report, name, sequence, withChoice) is not Receipt receipt)
        {
            Sentence missing = sequence is ulong number
                ? Sentence.Of($"{transcript}: there is no statement {number} of a voter named {name}; --voter names another")
                : $"{transcript}: there is no statement of a voter named {name}; --voter names another";
            terminal.Error.WriteLine(PrintableText.Of(terminal.Say(missing)));
            return ExitCode.Violated;
        }
        ReceiptDocument document = ReceiptDocument.Of(receipt);
        if (file is not null)
            Keep(file, document);
        if (isJson)
            terminal.Out.WriteLine(document.ToLine());
        else
            Print(receipt, report, withChoice, terminal);
        return ExitCode.Success;
    }

    private static void Print(Receipt receipt, AuditReport report, bool withChoice, TextTerminal terminal)
    {
        terminal.Print($"receipt    {receipt.Voter} in '{report.Title}'");
        terminal.Print($"election   {receipt.ElectionId}");
        terminal.Print($"statement  {receipt.Statement}");
        terminal.Print($"sequence   {receipt.Sequence}");
        if (receipt.Index is ulong index)
            terminal.Print($"index      {index}");
        terminal.Print($"outcome    {receipt.Outcome}");
        if (!withChoice)
            return;
        Sentence choice = receipt.Choice is { } chosen ? Sentence.Of($"{chosen}") : $"(abstained)";
        terminal.Print($"choice     {choice}");
    }

    private static void Keep(string file, ReceiptDocument document)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            stream.Write(Encoding.UTF8.GetBytes(document.ToLine() + "\n"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartRefusedException($"--out: the receipt cannot be written: {failure.Message}", failure);
        }
    }
}

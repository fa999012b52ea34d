using System.Text;
using Election.Audit;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Tools.Verification;

/// <summary><c>election receipt TRANSCRIPT</c>: prints the receipt of a voter's statement, and optionally writes it to a file.</summary>
internal static class ReceiptPrint
{
    /// <summary>Prints one receipt.</summary>
    /// <param name="transcript">The file of the transcript that holds the statement.</param>
    /// <param name="voter">The voter; null for the member that signed the transcript.</param>
    /// <param name="sequence">The sequence number of the statement; null for the one that counts.</param>
    /// <param name="withChoice">True to put the choice on the receipt.</param>
    /// <param name="file">The file to write, which must not exist; null to write none.</param>
    /// <param name="isJson">True to print the JSON document.</param>
    /// <param name="terminal">Receives the receipt.</param>
    /// <returns>The exit code: 0; 1 if the transcript is damaged or has no such statement; 2 if it cannot be read.</returns>
    /// <exception cref="StartRefusedException">The file exists already, or cannot be written.</exception>
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

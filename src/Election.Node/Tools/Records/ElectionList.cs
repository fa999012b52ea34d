using Election.Audit;
using Election.Groups.Model;
using Election.Node.Talk;
using Election.Node.Talk.Files;
using Election.Node.Talk.Plain;
using Election.Runtime.Storage;
using Spectre.Console;

namespace Election.Node.Tools.Records;

/// <summary>Prints the elections that data folders hold.</summary>
internal static class ElectionList
{
    private static readonly WordTable<HeldState> s_states = new("certified", "ended", "unfinished", "given up");

    /// <summary>Prints a table, or a document.</summary>
    /// <param name="path">A data folder, or a folder of data folders.</param>
    /// <param name="isJson">True for the document.</param>
    /// <param name="terminal">Receives the output.</param>
    /// <returns>The exit code: 0 if there is an election, otherwise 2.</returns>
    public static int Run(string path, bool isJson, TextTerminal terminal)
    {
        ListedElection[] elections = [.. HeldElection.In(path).Select(Describe)];
        if (isJson)
            terminal.Out.WriteLine(new ElectionListDocument([.. elections]).ToLine());
        else if (elections.Length > 0)
            Print(elections, terminal);
        if (elections.Length == 0)
            terminal.Tell($"there is no election in {path}");
        return elections.Length > 0 ? ExitCode.Success : ExitCode.Inconclusive;
    }

    private static void Print(ListedElection[] elections, TextTerminal terminal)
    {
        Table table = new Table().RoundedBorder();
        foreach (Sentence column in (Sentence[])[$"node", $"election", $"title", $"state", $"decision"])
            table.AddColumn(terminal.Say(column));
        foreach (ListedElection one in elections)
        {
            string decision = DecisionText.SentenceOf(one.Decision) is { } sentence ? terminal.Say(sentence) : "";
            table.AddRow([.. ((string[])[one.Node, one.Code, one.Title ?? "", one.State, decision])
                .Select(cell => Markup.Escape(PrintableText.Of(cell)))]);
        }
        terminal.Tables().Write(table);
    }

    // The title stands in the transcript, which an election has from START on.
    private static ListedElection Describe(HeldElection held)
    {
        AuditReport? report = held.Transcripts is [string transcript, ..] ? ReportOf(transcript) : null;
        return new ListedElection(held.Node, held.Code, report is { Title.Length: > 0 } ? report.Title : null, s_states[held.State],
            report is { IsValid: true, Decision.Length: > 0 } ? report.Decision : null, held.FolderPath);
    }

    private static AuditReport? ReportOf(string transcript) => NamedFile.Read(transcript, Verification.CheckedFile.MaxFileBytes)
        .TryGet(out byte[]? bytes, out _) ? TranscriptAudit.Check(bytes) : null;
}

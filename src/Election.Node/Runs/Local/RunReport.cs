using System.Globalization;
using Election.Node.Runs.Documents;
using Election.Node.Talk.Files;
using Election.Node.Talk.Language;
using Election.Node.Talk.Plain;
using Election.Node.Talk;
using Spectre.Console;

namespace Election.Node.Runs.Local;

/// <summary>
/// Prints the report at the end of a run: one table nodes × choices, the verdict, the files, and the commands to verify and to repeat the
/// run.
/// </summary>
internal static class RunReport
{
    // The width of the borders and padding around each column, and of the last two columns.
    private const int ColumnFrame = 3;

    /// <summary>Prints the report to standard output.</summary>
    public static void Print(LocalSettings settings, FleetBoard board, RunDocument document, RunFolder folder, TextTerminal terminal)
    {
        IAnsiConsole console = terminal.Tables();
        console.Write(TableOf(document, console.Profile.Width, terminal.Language));
        string shown = Shown.Path(folder.Path);
        terminal.Print(VerdictText.VerdictLine(board, document));
        foreach (string difference in VerdictText.Differences(board, document, folder, terminal.Language))
            terminal.Out.WriteLine(difference);
        if (document.ElectionId is string electionId)
            terminal.Print($"election     {electionId[..VerdictText.HeadDigits]}");
        PrintFiles(document, folder, terminal);
        if (HasTranscripts(document))
            terminal.Print($"check        {OwnCommand.Verify(shown, WholeTranscripts(document))}");
        terminal.Print($"replay       {settings.Replay}");
    }

    /// <summary>Prints the paths of a run's files, for each kind that exists.</summary>
    internal static void PrintFiles(RunDocument document, RunFolder folder, TextTerminal terminal)
    {
        string shown = Shown.Path(folder.Path);
        if (HasTranscripts(document))
            terminal.Print($"transcripts  {Path.Combine(shown, RunFiles.TranscriptOf("*"))}");
        if (document.Nodes.Any(node => File.Exists(folder.Within(RunFiles.TraceOf(node.Id)))))
            terminal.Print($"traces       {Path.Combine(shown, RunFiles.TraceOf("*"))}");
        if (document.Certificate is string certificate)
            terminal.Print($"certificate  {Path.Combine(shown, certificate)}");
    }

    // A node that saw no START has written no transcript.
    private static bool HasTranscripts(RunDocument document) => document.Nodes.Any(node => node.Transcript is not null);

    // The transcript of a node that never closed has no end, so no check can accept it as whole: then the others are listed by name.
    private static IEnumerable<string> WholeTranscripts(RunDocument document)
    {
        RunNode[] whole = [.. document.Nodes.Where(node => node.Head is not null)];
        return whole.Length == 0 || document.Nodes.All(node => node.Transcript is null || node.Head is not null)
            ? [RunFiles.TranscriptOf("*")] : whole.Select(node => RunFiles.TranscriptOf(node.Id));
    }

    /// <summary>The table nodes × choices for a screen with this many columns.</summary>
    internal static Table TableOf(RunDocument document, int width, Language language)
    {
        // A column for each choice is easier to read; a narrow screen gets the tally instead, which says the same.
        bool hasChoiceColumns = WidthWithChoices(document) <= width;
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(Column(language.Say($"node")));
        foreach (string choice in hasChoiceColumns ? document.Choices : [])
            table.AddColumn(Column(choice).RightAligned());
        table.AddColumn(Column(language.Say($"tally")));
        table.AddColumn(Column(language.Say($"head")));
        table.AddColumn(Column(language.Say($"state")));
        foreach (RunNode node in document.Nodes)
        {
            string[] counts = [.. hasChoiceColumns ? document.Choices.Select(choice => CountOf(node, choice)) : []];
            table.AddRow(((string[])[node.Id, .. counts, TallyOf(node), HeadOf(node), node.State]).Select(cell => new Text(cell)));
        }
        return table;
    }

    private static int WidthWithChoices(RunDocument document)
    {
        int choices = document.Choices.Sum(choice => Math.Max(choice.Length, 3) + ColumnFrame);
        int tally = document.Nodes.Max(node => TallyOf(node).Length) + ColumnFrame;
        int node = document.Nodes.Max(node => node.Id.Length) + ColumnFrame;
        int rest = VerdictText.HeadDigits + ColumnFrame + document.Nodes.Max(node => node.State.Length) + ColumnFrame + 1;
        return node + choices + tally + rest;
    }

    private static TableColumn Column(string title) => new TableColumn(new Text(title)).NoWrap();

    private static string CountOf(RunNode node, string choice) =>
        node.Head is null ? "–" : node.Counts[choice].ToString(CultureInfo.InvariantCulture);

    private static string TallyOf(RunNode node) => node.Head is null ? "–" : TallyText.Of(node.Counts);

    private static string HeadOf(RunNode node) => node.Head?[..VerdictText.HeadDigits] ?? "–";
}

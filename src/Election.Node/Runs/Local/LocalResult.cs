using Election.Node.Runs.Documents;
using Election.Node.Talk.Files;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>
/// Ends a local run with its document, certificate, printed report and exit code, in the same way for nodes that are processes of the run
/// and for nodes in panes.
/// </summary>
internal static class LocalResult
{
    /// <summary>Passes one event on to the board and to the operator.</summary>
    public static void Take(FleetEvent news, FleetBoard board, NodeTalk talk)
    {
        if (news is NodeEvent report)
            board.Take(report);
        switch (news)
        {
            case TalkReport said:
                talk.Take(said);
                break;
            case EndReport end when !ExitCode.IsOfNode(end.ExitCode) && !board.Nodes[end.Node].IsCrashed:
                talk.TellEnd(end);
                break;
        }
    }

    /// <summary>Writes the run's document and prints its report.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">A node refused to start.</exception>
    public static int Conclude(LocalSettings settings, FleetBoard board, NodeTalk talk, RunFolder folder, TextTerminal terminal)
    {
        if (talk.Refusal is string refusal)
            throw new StartRefusedException($"{refusal}");
        RunDocument document = Write(settings, board, folder);
        if (settings.Election.IsJson)
        {
            terminal.Tell(VerdictText.VerdictLine(board, document));
            foreach (string difference in VerdictText.Differences(board, document, folder, terminal.Language))
                terminal.Error.WriteLine(difference);
            terminal.Out.WriteLine(document.ToLine());
        }
        else
            RunReport.Print(settings, board, document, folder, terminal);
        return board.Nodes.Any(node => node.ExitCode == ExitCode.Internal) ? ExitCode.Internal : ExitCode.Of(board.Verdict());
    }

    /// <summary>Writes <c>certificate.json</c> if a node has one, and <c>run.json</c>.</summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="board">The reports of the nodes.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="isInterrupted">True if a signal ended the run.</param>
    public static RunDocument Write(LocalSettings settings, FleetBoard board, RunFolder folder, bool isInterrupted = false)
    {
        if (RunDocuments.RichestNode(board) is { } richest)
            folder.Write(RunFiles.Certificate, File.ReadAllText(Path.Combine(folder.Within(richest.Id), RunFiles.Certificate)));
        RunDocument document = RunDocuments.OfLocalRun(settings, board, folder, isInterrupted);
        folder.Write(RunFiles.Document, document.ToLine() + "\n");
        return document;
    }
}

using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Runs.Local;

/// <summary>
/// From the nodes' reports to the run's document, what is printed, and the exit code: the same however the nodes were watched.
/// </summary>
internal static class RunConclusion
{
    /// <summary>Takes in one piece of news.</summary>
    public static void Take(RunNews news, RunBoard board, RunTalk talk)
    {
        if (news is NodeReport report)
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
    public static int Conclude(LocalSettings settings, RunBoard board, RunTalk talk, RunFolder folder, TextTerminal terminal)
    {
        if (talk.Refusal is string refusal)
            throw new StartRefusedException($"{refusal}");
        RunDocument document = RunResult.Write(settings, board, folder);
        if (settings.Election.IsJson)
        {
            terminal.Error.WriteLine(RunText.Verdict(board, document));
            foreach (string difference in RunText.Differences(board, document, folder))
                terminal.Error.WriteLine(difference);
            terminal.Out.WriteLine(document.ToLine());
        }
        else
            RunReport.Print(settings, board, document, folder, terminal);
        return board.Nodes.Any(node => node.ExitCode == ExitCode.Internal) ? ExitCode.Internal : RunVerdicts.ExitCodeOf(board.Verdict());
    }
}

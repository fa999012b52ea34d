using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Runs.Single;
using Election.Node.Talk;
using Election.Runtime.Announce;

namespace Election.Node.Commands;

/// <summary><c>election node</c>: one node of an election.</summary>
internal static class NodeCommand
{
    public static Command Build(TextTerminal terminal, Interruption interruption)
    {
        var options = new NodeOptions();
        var command = new DescribedCommand("node", $"Take part in an election as one node.");
        options.AddTo(command);
        command.SetAction(async (parse, _) =>
        {
            HeardElection? joined = await options.FindAsync(parse, terminal, interruption.Token).ConfigureAwait(false);
            return await NodeRun.HoldAsync(options.Read(parse, joined, terminal.IsInteractive), terminal, interruption)
                .ConfigureAwait(false);
        });
        return command;
    }
}

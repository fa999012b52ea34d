using System.CommandLine;
using Election.Node.Running;

namespace Election.Node.Commands;

/// <summary><c>election node</c>: one node of an election.</summary>
internal static class NodeCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal, Interruption interruption)
    {
        var options = new NodeOptions();
        var command = new Command("node", "Take part in an election as one node.");
        options.AddTo(command);
        command.SetAction((parse, _) => NodeRun.HoldAsync(options.Read(parse, terminal.IsInteractive), terminal, interruption));
        return command;
    }
}

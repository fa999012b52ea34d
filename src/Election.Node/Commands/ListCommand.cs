using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Records;
using Election.Runtime.Storage;

namespace Election.Node.Commands;

/// <summary><c>election list</c>: the elections that a data folder holds.</summary>
internal static class ListCommand
{
    public static Command Build(TextTerminal terminal)
    {
        var data = new DescribedArgument<string?>("DATA",
            $"a node's data folder, or a folder of them (default: {HeldElection.DefaultRoot})") { Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
        var command = new DescribedCommand("list", $"List the elections that data folders hold, with their codes.")
        {
            data, json,
        };
        command.SetAction(parse =>
            ElectionList.Run(parse.GetValue(data) ?? HeldElection.DefaultRoot, parse.GetValue(json), terminal));
        return command;
    }
}

using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Verification;

namespace Election.Node.Commands;

/// <summary><c>election compare</c>: says whether transcripts are equal, or where they first differ.</summary>
internal static class CompareCommand
{
    public static Command Build(TextTerminal terminal)
    {
        var files = new DescribedArgument<string[]>("TRANSCRIPT", $"two transcripts or more, for example runs/latest/*.transcript.jsonl")
        {
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
        var command = new DescribedCommand("compare",
            $"Compare transcripts: equal, or their first difference side by side.") { files, json };
        command.SetAction(parse => TranscriptComparison.Run(parse.GetValue(files)!, parse.GetValue(json), terminal));
        return command;
    }
}

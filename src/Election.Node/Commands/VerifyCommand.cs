using System.CommandLine;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Records;
using Election.Node.Tools.Verification;

namespace Election.Node.Commands;

/// <summary><c>election verify</c>: checks transcripts without a network, with the second reader alone.</summary>
internal static class VerifyCommand
{
    public static Command Build(TextTerminal terminal)
    {
        var files = new DescribedArgument<string[]>("TRANSCRIPT",
            $"the transcripts, for example runs/latest/*.transcript.jsonl, or the code of an election held here")
        {
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> roll = TypedOption.One("--roll", "FILE", $"the roll that the voters are compared with",
            TypedOption.ReadText);
        Option<bool> json = TypedOption.Flag("--json", $"end standard output with one JSON document on one line");
        var command = new DescribedCommand("verify", $"Check transcripts, offline: every byte, every signature, and whether they agree.")
        {
            files, roll, json,
        };
        command.SetAction(parse =>
            TranscriptVerification.Run(
                TranscriptNames.Resolve(parse.GetValue(files)!), parse.GetValue(roll), parse.GetValue(json), terminal));
        return command;
    }
}

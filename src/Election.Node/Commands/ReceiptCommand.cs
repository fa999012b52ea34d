using System.CommandLine;
using Election.Groups.Model;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Node.Tools.Records;
using Election.Node.Tools.Verification;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary><c>election receipt</c>: prints a voter's receipt, or finds one in transcripts.</summary>
internal sealed class ReceiptCommand
{
    private readonly Argument<string[]> _files =
        new DescribedArgument<string[]>("TRANSCRIPT",
            $"the transcript to take it from (with --find, those to search), or the code of an election held here")
        {
            Arity = ArgumentArity.OneOrMore,
        };
    private readonly Option<string?> _find =
        TypedOption.One("--find", "RECEIPT", $"look for the statement of this receipt", TypedOption.ReadText);
    private readonly Option<string?> _voter =
        TypedOption.One("--voter", "NAME",
            $"the voter whose receipt to print (default: the node that wrote the transcript)", TypedOption.ReadText);
    private readonly Option<ulong?> _sequence =
        TypedOption.OneValue("--seq", "N", $"which of the voter's statements (default: the one that counts)", ReadSequence);
    private readonly Option<bool> _withChoice = TypedOption.Flag("--with-choice", $"say on the receipt what was voted");
    private readonly Option<string?> _out =
        TypedOption.One("--out", "FILE", $"keep the receipt in a new file", TypedOption.ReadText);
    private readonly Option<bool> _json =
        TypedOption.Flag("--json",
            $"end standard output with one JSON document on one line: the receipt itself or, with --find, what was found");

    private ReceiptCommand()
    {
    }

    public static Command Build(TextTerminal terminal)
    {
        var receipt = new ReceiptCommand();
        var command = new DescribedCommand("receipt", $"Print the receipt of a vote, or find one in transcripts.")
        {
            receipt._files, receipt._find, receipt._voter, receipt._sequence, receipt._withChoice, receipt._out, receipt._json,
        };
        command.SetAction(parse => receipt.Run(parse, terminal));
        return command;
    }

    private int Run(ParseResult parse, TextTerminal terminal)
    {
        string[] files = TranscriptNames.Resolve(parse.GetValue(_files)!);
        bool isJson = parse.GetValue(_json);
        string? voter = parse.GetValue(_voter), file = parse.GetValue(_out);
        ulong? sequence = parse.GetValue(_sequence);
        bool withChoice = parse.GetValue(_withChoice);
        if (parse.GetValue(_find) is string find)
        {
            return voter is null && sequence is null && !withChoice && file is null
                ? ReceiptSearch.Run(find, files, isJson, terminal)
                : throw new StartRefusedException(
                    $"--find: the receipt names the voter and the statement: leave out --voter, --seq, --with-choice and --out");
        }
        return files.Length == 1
            ? ReceiptPrint.Run(files[0], voter, sequence, withChoice, file, isJson, terminal)
            : throw new StartRefusedException(
                $"election receipt: a receipt is taken from one transcript; to look for one in several, add --find RECEIPT");
    }

    private static Parsed<ulong> ReadSequence(string text) =>
        Values.Whole(1, int.MaxValue, $"is not the number of a statement")(text).Map(number => (ulong)number);
}

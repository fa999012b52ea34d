using System.CommandLine.Invocation;
using System.CommandLine;
using System.Globalization;
using Election.Node.Runs.Local;
using Election.Node.Runs.Options;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary>Reads the arguments, runs the command they name, and turns the outcome into an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name, and writes any failure to standard error.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="terminal">The standard streams, and the language to use.</param>
    /// <param name="interruption">Signals that end the command early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextTerminal terminal, Interruption interruption)
    {
        terminal = terminal.In(Language.AskedBy(arguments) ?? terminal.Language);
        // Only the parser's own words follow the culture of this task.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(terminal.Language.Code);
        ParseResult parse = Tree(terminal, interruption).Parse(arguments, OptionWords.Syntax);
        if (UsageError.First(parse, arguments) is { } mistake)
            return Refuse(terminal, mistake);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return OfWritten(await InvokeAsync(parse, configuration, interruption).ConfigureAwait(false), terminal);
        }
        catch (StartRefusedException refused)
        {
            return Refuse(terminal, refused.Sentence);
        }
        catch (OperationCanceledException) when (interruption.Code is int code)
        {
            return code;
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            await terminal.Error.WriteLineAsync($"election: internal error: {defect}").ConfigureAwait(false);
            return ExitCode.Internal;
        }
    }

    // A command that runs synchronously may wait for a file that never ends; a signal must end it all the same.
    private static Task<int> InvokeAsync(ParseResult parse, InvocationConfiguration configuration, Interruption interruption) =>
        parse.Action is SynchronousCommandLineAction
            ? Task.Run(() => parse.Invoke(configuration), CancellationToken.None).WaitAsync(interruption.Token)
            : parse.InvokeAsync(configuration);

    // The command's own failure matters more than a failure to print.
    private static int OfWritten(int code, TextTerminal terminal)
    {
        if (terminal.OutFailure is not string failure)
            return code;
        terminal.Error.WriteLine(NodeTalk.RefusalPrefix + terminal.Say($"standard output cannot be written: {failure}"));
        return code == ExitCode.Success ? ExitCode.Unwritten : code;
    }

    /// <summary>Builds every command and option, described in the terminal's language.</summary>
    internal static RootCommand Tree(TextTerminal terminal, Interruption interruption)
    {
        Sentence purpose = $"Elections without a server: nodes meet by multicast, vote in one order, count alone, and compare.";
        var root = new RootCommand(terminal.Say(purpose))
        {
            NodeCommand.Build(terminal, interruption),
            LocalCommand.Build(terminal, interruption),
            SimCommand.Build(terminal, interruption),
            ListCommand.Build(terminal),
            VerifyCommand.Build(terminal),
            CompareCommand.Build(terminal),
            ReceiptCommand.Build(terminal),
            TraceCommand.Build(terminal),
            OrdersCommand.Build(terminal),
            LabCommand.Build(terminal, interruption),
            MulticastCommand.Build(terminal, interruption),
            DoctorCommand.Build(terminal, interruption),
            KeygenCommand.Build(terminal),
            BenchCommand.Build(terminal, interruption),
            ScreensCommand.Build(terminal),
        };
        root.Options.Add(LanguageOption());
        root.Directives.Clear();
        Descriptions.SayIn(root, terminal.Language);
        return root;
    }

    // The option took effect before anything was parsed. Here it is declared, and refused if its value is not a language.
    internal static Option<string?> LanguageOption()
    {
        Option<string?> option = TypedOption.One(Language.OptionName, $"{Language.English}|{Language.Spanish}",
            $"the language in which the program talks (default: that of LC_ALL, LC_MESSAGES or LANG)",
            Values.Word($"is not a language", [.. Language.All.Select(one => (one.Code, one.Code))]));
        option.Recursive = true;
        return option;
    }

    private static int Refuse(TextTerminal terminal, Sentence sentence)
    {
        // The prefix is the same in every language: a run recognises its nodes' refusals by it.
        terminal.Error.WriteLine(NodeTalk.RefusalPrefix + terminal.Say(sentence));
        return ExitCode.Usage;
    }
}

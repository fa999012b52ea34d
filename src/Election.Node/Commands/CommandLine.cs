using System.CommandLine;
using System.CommandLine.Invocation;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary>The program: reads the arguments, runs the command they name, and turns whatever happens into an exit code.</summary>
internal static class CommandLine
{
    // A value may begin with '@' (a fault's event) and is no response file; "-abc" is one flag, not three.
    internal static readonly ParserConfiguration Syntax = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="interruption">What may end the command early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, Interruption interruption)
    {
        ParseResult parse = Tree(terminal, interruption).Parse(arguments, Syntax);
        if (UsageError.First(parse, arguments) is string mistake)
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
            return Refuse(terminal, refused.Message);
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

    // A command that works without a pause may wait for a file that never ends: a signal ends it all the same.
    private static Task<int> InvokeAsync(ParseResult parse, InvocationConfiguration configuration, Interruption interruption) =>
        parse.Action is SynchronousCommandLineAction
            ? Task.Run(() => parse.Invoke(configuration), CancellationToken.None).WaitAsync(interruption.Token)
            : parse.InvokeAsync(configuration);

    // What went wrong in the matter itself says more than that it could not be printed.
    private static int OfWritten(int code, Terminal terminal)
    {
        if (terminal.OutFailure is not string failure)
            return code;
        terminal.Error.WriteLine($"election: standard output cannot be written: {failure}");
        return code == ExitCode.Success ? ExitCode.Unwritten : code;
    }

    private static RootCommand Tree(Terminal terminal, Interruption interruption)
    {
        const string purpose = "Elections without a server: nodes meet by multicast, vote in one order, count alone, and compare.";
        var root = new RootCommand(purpose)
        {
            NodeCommand.Build(terminal, interruption),
            LocalCommand.Build(terminal, interruption),
            SimCommand.Build(terminal, interruption),
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
        };
        root.Directives.Clear();
        return root;
    }

    private static int Refuse(Terminal terminal, string sentence)
    {
        terminal.Error.WriteLine("election: " + sentence);
        return ExitCode.Usage;
    }
}

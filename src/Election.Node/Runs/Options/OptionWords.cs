using System.CommandLine;
using Election.Node.Runs.Local;
using Election.Node.Runs.Simulated;
using Election.Runtime;

namespace Election.Node.Runs.Options;

/// <summary>Reads the words of a command line elsewhere: a lab's options become the settings that the command would have read.</summary>
internal static class OptionWords
{
    /// <summary>
    /// The syntax of all command lines: a word may begin with '@' (the event of a fault) without naming a response file, and "-abc" is one
    /// flag, not three.
    /// </summary>
    public static readonly ParserConfiguration Syntax = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Reads the settings of a local run.</summary>
    /// <param name="words">The options of <c>election local</c>.</param>
    /// <exception cref="StartRefusedException">An option is unknown, or two contradict each other.</exception>
    public static LocalSettings ReadLocal(IReadOnlyList<string> words)
    {
        var options = new LocalOptions();
        var command = new Command("local");
        options.AddTo(command);
        return options.Read(Parse(command, words));
    }

    /// <summary>Reads the settings of a simulation.</summary>
    /// <param name="words">The options of <c>election sim</c>.</param>
    /// <exception cref="StartRefusedException">An option is unknown, or two contradict each other.</exception>
    public static SimSettings ReadSim(IReadOnlyList<string> words)
    {
        var options = new SimOptions();
        var command = new Command("sim");
        options.AddTo(command);
        return options.Read(Parse(command, words));
    }

    private static ParseResult Parse(Command command, IReadOnlyList<string> words)
    {
        ParseResult parse = command.Parse(words, Syntax);
        return UsageError.First(parse, words) is { } mistake ? throw new StartRefusedException(mistake) : parse;
    }
}

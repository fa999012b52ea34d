using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Election.Node.Local;

/// <summary>The command that repeats a run: what was typed, with the seed that was drawn.</summary>
internal static class ReplayCommand
{
    /// <summary>Set by run-local.sh and run-local.ps1, so that the operator reads the command that was really typed.</summary>
    public const string InvokedAsVariable = "ELECTION_INVOKED_AS";

    private const string SeedName = "--seed";

    /// <summary>The command, quoted for the shell of this system.</summary>
    public static string Of(ParseResult parse, ulong seed)
    {
        var words = new List<string> { Environment.GetEnvironmentVariable(InvokedAsVariable) is { Length: > 0 } script ? script : "election local" };
        foreach (OptionResult option in parse.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit && option.Option.Name != SeedName))
        {
            if (option.Tokens.Count == 0)
                words.Add(option.Option.Name);
            foreach (Token value in option.Tokens)
                words.Add($"{option.Option.Name} {ShellWord(value.Value)}");
        }
        words.Add($"{SeedName} {seed.ToString(CultureInfo.InvariantCulture)}");
        return string.Join(' ', words);
    }

    private static string ShellWord(string text)
    {
        if (text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is ':' or ',' or '.' or '/' or '=' or '_' or '-' or '+' or '%' or '@'))
            return text;
        return OperatingSystem.IsWindows() ? "\"" + text.Replace("\"", "`\"", StringComparison.Ordinal) + "\"" : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}

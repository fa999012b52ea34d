using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using Election.Node.Runs.Settings;
using Election.Node.Talk.Language;

namespace Election.Node.Runs.Local;

/// <summary>Commands of this program as the operator can type them here, quoted for this system's shell.</summary>
internal static class OwnCommand
{
    /// <summary>Set by run-local.sh and run-local.ps1, because their users do not have <c>election</c> on the path.</summary>
    public const string InvokedAsVariable = "ELECTION_INVOKED_AS";

    private const string Name = "election";

    private static string Program =>
        Script is null ? Name : $"dotnet {ShellWord.Of(Shown.Path(Path.Combine(AppContext.BaseDirectory, "election.dll")))}";

    private static string? Script => Environment.GetEnvironmentVariable(InvokedAsVariable) is { Length: > 0 } script ? script : null;

    /// <summary>The command line of the local run as it was typed, with the seed that was drawn.</summary>
    public static string Replay(ParseResult parse, ulong seed)
    {
        var words = new List<string> { Script is string script ? ShellWord.Of(script) : $"{Name} local" };
        foreach (OptionResult option in parse.CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit && option.Option.Name is not (Flags.Seed or Language.OptionName)))
        {
            if (option.Tokens.Count == 0)
                words.Add(option.Option.Name);
            foreach (Token value in option.Tokens)
                words.Add($"{option.Option.Name} {ShellWord.Of(value.Value)}");
        }
        words.Add($"{Flags.Seed} {seed.ToString(CultureInfo.InvariantCulture)}");
        return string.Join(' ', words);
    }

    /// <summary>The command line of a node.</summary>
    public static string Node(IEnumerable<string> arguments) => string.Join(' ', [Program, .. arguments.Select(ShellWord.Of)]);

    /// <summary>The command line that verifies a run's transcripts.</summary>
    /// <param name="folder">The run folder, as shown to the operator.</param>
    /// <param name="transcripts">The names of the transcripts in it.</param>
    public static string Verify(string folder, IEnumerable<string> transcripts)
    {
        return $"{Program} verify "
            + string.Join(' ', transcripts.Select(transcript => $"{ShellWord.Of(folder)}{Path.DirectorySeparatorChar}{transcript}"));
    }
}

using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.CommandLine;
using Election.Node.Talk;

namespace Election.Node.Runs.Options;

/// <summary>Turns the parser's first error into one sentence that names the flag.</summary>
internal static class UsageError
{
    private const int MostEditsOfATypo = 2;

    /// <summary>The sentence; null if there is no error.</summary>
    /// <param name="parse">The parser's result.</param>
    /// <param name="arguments">The arguments as they were given.</param>
    public static Sentence? First(ParseResult parse, IReadOnlyList<string> arguments)
    {
        if (parse.Action is HelpAction)
            return null;
        if (FlagTakenAsArgument(parse, arguments) is string unknown)
            return Unknown(parse, unknown, arguments);
        if (parse.UnmatchedTokens.Count > 0)
            return Unknown(parse, parse.UnmatchedTokens[0], arguments);
        if (FlagTakenAsValue(parse) is { } swallowed)
            return swallowed;
        return parse.Errors.Count == 0 ? null : SentenceOf(parse, parse.Errors[0]);
    }

    private static Sentence SentenceOf(ParseResult parse, ParseError error) => error.SymbolResult switch
    {
        OptionResult { Option: var option } given when ObjectionTo(given) is { } objection => Of(option, objection),
        OptionResult { IdentifierTokenCount: > 1 and var times, Option: var option } => Of(option, $"give it once, not {times} times"),
        OptionResult { IdentifierTokenCount: 1, Option: var option } => Of(option, $"a value is missing"),
        OptionResult { Option: var option } => Of(option, $"this option is required ({(option as IDescribed)?.About})"),
        ArgumentResult { Argument: var argument } => $"{PathOf(parse)}: {argument.Name} is missing",
        _ when parse.CommandResult.Command is { Subcommands.Count: > 0 } => $"{NameACommand(parse)}: {Listed(parse)}",
        _ => $"{error.Message}",
    };

    private static Sentence? ObjectionTo(OptionResult given) => given.Option is ITypedOption typed
        ? given.Tokens.Select(token => typed.ObjectionTo(token.Value)).FirstOrDefault(objection => objection is not null) : null;

    private static Sentence Unknown(ParseResult parse, string token, IReadOnlyList<string> arguments)
    {
        if (parse.CommandResult.Command is { Subcommands.Count: > 0 } && !token.StartsWith('-'))
        {
            Sentence meant = Suggestion(token, parse.CommandResult.Command.Subcommands.Select(command => command.Name));
            Sentence clause = $"there is no command {Quoted.Of(token)}{meant}: {Listed(parse)}";
            return parse.CommandResult.Command is RootCommand ? clause : $"{PathOf(parse)}: {clause}";
        }
        if (token.StartsWith('-') && token.Length > 1)
            return $"{PathOf(parse)}: there is no option {Quoted.Of(token)}{Suggestion(token, NamesOf(parse))}";
        if (FlagOf(token, arguments) is string valued)
            return $"{valued}: {Quoted.Of(token)} is one value too many";
        return $"{PathOf(parse)}: {Quoted.Of(token)} is not expected here{HintOf(parse, token, arguments)}";
    }

    // The parser reads "--id --fresh" as the id "--fresh", which is never intended.
    private static Sentence? FlagTakenAsValue(ParseResult parse)
    {
        foreach (OptionResult option in parse.CommandResult.Children.OfType<OptionResult>())
        {
            Token? swallowed = option.Tokens.FirstOrDefault(token => NamesOf(parse).Contains(token.Value));
            if (swallowed is not null)
                return $"{option.Option.Name}: a value is missing before {swallowed.Value}";
        }
        return null;
    }

    // Words after "--" may begin with a dash without being flags.
    private static string? FlagTakenAsArgument(ParseResult parse, IReadOnlyList<string> arguments)
    {
        string[] flags = [.. arguments.TakeWhile(argument => argument != "--")];
        return parse.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens).Select(token => token.Value)
                .FirstOrDefault(value => value.StartsWith('-') && value.Length > 1 && flags.Contains(value));
    }

    // "--fresh=yes": a value for a flag that takes none.
    private static string? FlagOf(string token, IReadOnlyList<string> arguments)
    {
        string value = "=" + token;
        return arguments.FirstOrDefault(argument => argument.StartsWith('-') && argument.EndsWith(value, StringComparison.Ordinal))
            ?[..^value.Length];
    }

    // "--choices Ana, Eva" and "--auto yes": a word right after a flag and its values may have been meant as its value.
    private static Sentence HintOf(ParseResult parse, string token, IReadOnlyList<string> arguments)
    {
        int at = Array.LastIndexOf([.. arguments], token);
        if (at >= 1 && OptionOf(parse, arguments[at - 1]) is { Arity.MaximumNumberOfValues: 0 })
            return $"; {arguments[at - 1]} takes no value";
        return at >= 2 && OptionOf(parse, arguments[at - 2]) is { Arity.MaximumNumberOfValues: > 0 }
            ? Sentence.Of($"; if it belongs to {arguments[at - 2]}, put its whole value in quotes") : $"";
    }

    private static Option? OptionOf(ParseResult parse, string flag) =>
        parse.CommandResult.Command.Options.FirstOrDefault(option => option.Name == flag || option.Aliases.Contains(flag));

    private static IEnumerable<string> NamesOf(ParseResult parse) =>
        parse.CommandResult.Command.Options.Concat(parse.RootCommandResult.Command.Options)
        .Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name));

    private static Sentence NameACommand(ParseResult parse) => parse.CommandResult.Command is RootCommand
        ? Sentence.Of($"name a command") : $"{PathOf(parse)}: name one of its commands";

    private static Sentence Listed(ParseResult parse)
    {
        string names = string.Join(", ", parse.CommandResult.Command.Subcommands.Where(command => !command.Hidden)
            .Select(command => command.Name));
        return $"{names} ({PathOf(parse)} --help tells more)";
    }

    private static Sentence Of(Option option, Sentence clause) => $"{option.Name}: {clause}";

    private static string PathOf(ParseResult parse)
    {
        string path = "";
        for (CommandResult? at = parse.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
            path = $" {at.Command.Name}{path}";
        return "election" + path;
    }

    private static Sentence Suggestion(string typed, IEnumerable<string> known)
    {
        string? nearest = known.MinBy(name => Edits(typed, name));
        // Any single letter would be one typing mistake away from a one-letter flag.
        int edits = nearest is null ? int.MaxValue : Edits(typed, nearest);
        return edits <= MostEditsOfATypo && 2 * edits < typed.Length ? Sentence.Of($", did you mean {nearest}?") : $"";
    }

    // Levenshtein distance, computed row by row.
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}

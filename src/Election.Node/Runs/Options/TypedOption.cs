using System.Collections.Immutable;
using System.CommandLine.Parsing;
using System.CommandLine;
using Election.Node.Talk.Language;
using Election.Node.Talk;

namespace Election.Node.Runs.Options;

/// <summary>
/// Options whose values are read by this program's own readers, so that every refusal is one sentence that begins with the flag. An option
/// that was not given has no value; what holds then stands in its description.
/// </summary>
internal static class TypedOption
{
    /// <summary>An option with one value, given at most once.</summary>
    public static Option<T?> One<T>(string name, string valueName, Sentence description, ValueReader<T> read) => new(name)
    {
        Description = Words.Of(description),
        HelpName = valueName,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => ReadOne(name, result, result.Tokens[0].Value, read),
    };

    /// <summary>An option that may be given several times, each time with one value.</summary>
    public static Option<ImmutableArray<T>> Many<T>(string name, string valueName, Sentence description, ValueReader<T> read) =>
        new(name)
        {
            Description = Words.Of(description),
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. result.Tokens.Select(token => ReadOne(name, result, token.Value, read)!)],
        };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, Sentence description) =>
        new(name) { Description = Words.Of(description), Arity = ArgumentArity.Zero };

    /// <summary>Reads any text as it stands, except the empty one.</summary>
    public static bool ReadText(string text, out string? value, out Sentence reason)
    {
        value = text;
        reason = $"a value must not be empty";
        return text.Length > 0;
    }

    private static T? ReadOne<T>(string name, ArgumentResult result, string text, ValueReader<T> read)
    {
        if (read(text, out T? value, out Sentence reason))
            return value;
        result.AddError(Words.Of($"{name}: {reason}"));
        return default;
    }
}

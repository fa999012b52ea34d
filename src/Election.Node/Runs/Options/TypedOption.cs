using System.Collections.Immutable;
using System.CommandLine.Parsing;
using System.CommandLine;
using Election.Node.Talk;

namespace Election.Node.Runs.Options;

/// <summary>An option whose values this program reads, so that every refusal is one sentence that begins with the flag.</summary>
internal interface ITypedOption : IDescribed
{
    /// <summary>Why the option does not take a text; null where it does.</summary>
    Sentence? ObjectionTo(string text);
}

/// <summary>
/// Options whose values are read by this program's own readers. An option that was not given has no value; its description says what
/// holds then.
/// </summary>
internal static class TypedOption
{
    /// <summary>An option with one value, given at most once.</summary>
    public static Option<T?> One<T>(string name, string valueName, Sentence description, ValueReader<T> read) =>
        new ReadOption<T?>(name, description, text => ObjectionTo(text, read))
        {
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => ReadOne(name, result, result.Tokens[0].Value, read),
        };

    /// <summary>An option that may be given several times, each time with one value.</summary>
    public static Option<ImmutableArray<T>> Many<T>(string name, string valueName, Sentence description, ValueReader<T> read) =>
        new ReadOption<ImmutableArray<T>>(name, description, text => ObjectionTo(text, read))
        {
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. result.Tokens.Select(token => ReadOne(name, result, token.Value, read)!)],
        };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, Sentence description) =>
        new ReadOption<bool>(name, description, _ => null) { Arity = ArgumentArity.Zero };

    /// <summary>Reads any text as it stands, except the empty one.</summary>
    public static bool ReadText(string text, out string? value, out Sentence reason)
    {
        value = text;
        reason = $"a value must not be empty";
        return text.Length > 0;
    }

    private static Sentence? ObjectionTo<T>(string text, ValueReader<T> read) => read(text, out _, out Sentence reason) ? null : reason;

    // The parser takes a text for its error; the sentence itself is asked for by ObjectionTo.
    private static T? ReadOne<T>(string name, ArgumentResult result, string text, ValueReader<T> read)
    {
        if (read(text, out T? value, out Sentence reason))
            return value;
        result.AddError($"{name}: {reason}");
        return default;
    }

    private sealed class ReadOption<T>(string name, Sentence about, Func<string, Sentence?> objection) : Option<T>(name), ITypedOption
    {
        public Sentence About { get; } = about;

        public Sentence? ObjectionTo(string text) => objection(text);
    }
}

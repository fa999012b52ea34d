using System.Collections.Immutable;
using System.CommandLine.Parsing;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Election.Groups.Model;
using Election.Node.Talk;

namespace Election.Node.Runs.Options;

/// <summary>An option whose values this program reads itself, so that every refusal is one sentence that begins with the flag.</summary>
internal interface ITypedOption : IDescribed
{
    /// <summary>The reason why the option refuses a text; null if it accepts it.</summary>
    Sentence? ObjectionTo(string text);
}

/// <summary>
/// Creates options whose values this program's own readers read. An option that was not given has no value; its description states the
/// default.
/// </summary>
internal static class TypedOption
{
    /// <summary>An option with one value, given at most once.</summary>
    public static Option<T?> One<T>(string name, string valueName, Sentence description, ValueReader<T> read)
        where T : class => new ReadOption<T?>(name, description, text => read(text).Refusal)
        {
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Takes(name, result, result.Tokens[0].Value, read, out T? value) ? value : null,
        };

    /// <inheritdoc cref="One"/>
    public static Option<T?> OneValue<T>(string name, string valueName, Sentence description, ValueReader<T> read)
        where T : struct => new ReadOption<T?>(name, description, text => read(text).Refusal)
        {
            HelpName = valueName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Takes(name, result, result.Tokens[0].Value, read, out T value) ? value : null,
        };

    /// <summary>An option that may be given several times, each time with one value.</summary>
    public static Option<ImmutableArray<T>> Many<T>(string name, string valueName, Sentence description, ValueReader<T> read)
        where T : notnull => new ReadOption<ImmutableArray<T>>(name, description, text => read(text).Refusal)
        {
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            [
                .. result.Tokens.SelectMany(token => Takes(name, result, token.Value, read, out T? value) ? [value] : (T[])[]),
            ],
        };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, Sentence description) =>
        new ReadOption<bool>(name, description, _ => null) { Arity = ArgumentArity.Zero };

    /// <summary>Reads any text unchanged, except an empty one.</summary>
    public static Parsed<string> ReadText(string text) => text.Length > 0 ? text : Sentence.Of($"a value must not be empty");

    // The parser takes a string as its error; ObjectionTo returns the sentence itself.
    private static bool Takes<T>(string name, ArgumentResult result, string text, ValueReader<T> read, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        bool isRead = read(text).TryGet(out value, out Sentence? reason);
        if (!isRead)
            result.AddError($"{name}: {reason}");
        return isRead;
    }

    private sealed class ReadOption<T>(string name, Sentence about, Func<string, Sentence?> objection) : Option<T>(name), ITypedOption
    {
        public Sentence About { get; } = about;

        public Sentence? ObjectionTo(string text) => objection(text);
    }
}

using System.CommandLine;
using Election.Node.Talk.Language;

namespace Election.Node.Runs.Options;

/// <summary>A part of the command line with a description. Help shows it after <see cref="Descriptions"/> has translated it.</summary>
internal interface IDescribed
{
    /// <summary>The description, not yet translated.</summary>
    Sentence About { get; }
}

/// <summary>A command with its description.</summary>
internal sealed class DescribedCommand(string name, Sentence about) : Command(name, about.ToString()), IDescribed
{
    /// <inheritdoc/>
    public Sentence About { get; } = about;
}

/// <summary>An argument with its description.</summary>
internal sealed class DescribedArgument<T>(string name, Sentence about) : Argument<T>(name), IDescribed
{
    /// <inheritdoc/>
    public Sentence About { get; } = about;
}

/// <summary>Translates the descriptions of a command line.</summary>
internal static class Descriptions
{
    /// <summary>Sets the descriptions of a command, its options, arguments and subcommands in a language.</summary>
    /// <param name="command">The command.</param>
    /// <param name="language">The reader's language.</param>
    public static void SayIn(Command command, Language language)
    {
        foreach (Symbol symbol in (IEnumerable<Symbol>)[command, .. command.Options, .. command.Arguments])
        {
            if (symbol is IDescribed described)
                symbol.Description = language.Say(described.About);
        }
        foreach (Command child in command.Subcommands)
            SayIn(child, language);
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using Election.Node.Commands;
using Election.Node.Talk;

namespace Election.Node.Tests.Docs;

/// <summary>docs/options.md holds every command and option as the parser knows them.</summary>
public sealed partial class OptionsPageTests
{
    [Fact]
    public void The_page_of_options_is_what_the_command_line_defines()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        RootCommand root = CommandLine.Tree(TextTerminal.Of(TextWriter.Null, TextWriter.Null), Interruption.Never());
        var page = new StringBuilder();
        foreach (Command command in root.Subcommands)
            Describe(page, command, "election");
        page.Append("\n## Every command\n");
        Table(page, root.Options);
        Generated.ComparePart("docs/options.md", "options", page.ToString());
    }

    private static void Describe(StringBuilder page, Command command, string parent)
    {
        if (command.Hidden)
            return;
        string name = $"{parent} {command.Name}";
        page.Append(CultureInfo.InvariantCulture, $"\n{(parent.Contains(' ', StringComparison.Ordinal) ? "###" : "##")} {name}\n");
        page.Append(command.Description).Append('\n');
        foreach (Argument argument in command.Arguments.Where(argument => !argument.Hidden))
            page.Append(CultureInfo.InvariantCulture, $"\n`{argument.Name}`: {argument.Description}\n");
        Table(page, command.Options);
        foreach (Command inner in command.Subcommands)
            Describe(page, inner, name);
    }

    private static void Table(StringBuilder page, IList<Option> options)
    {
        Option[] shown = [.. options.Where(option => !option.Hidden)];
        if (shown.Length == 0)
            return;
        page.Append('\n').Append(Generated.Row("option", "default", "meaning")).Append("|---|---|---|\n");
        foreach (Option option in shown)
        {
            string description = option.Description ?? "";
            string names = string.Join(", ", [$"`{option.Name}{Value(option)}`", .. option.Aliases.Select(alias => $"`{alias}`")]);
            string byDefault = option.Required ? "needed" : Default().Match(description).Groups["value"].Value;
            page.Append(Generated.Row(names, byDefault, Default().Replace(description, "")));
        }
    }

    private static string Value(Option option) => option.HelpName is string value ? $" {value}" : "";

    // "(default: 30s)" gets a column of its own; "(headless default: 30s)" holds for some runs only, so it stays in the text.
    [GeneratedRegex(@" \(default: (?<value>[^()]+)\)")]
    private static partial Regex Default();
}

using System.Text.RegularExpressions;

namespace Election.Node.Tests.Architecture;

/// <summary>The source files of the repository, and the lines of code in them that match a pattern.</summary>
internal static partial class Sources
{
    /// <summary>The source files of a project in src.</summary>
    public static IEnumerable<string> Of(string project) =>
        Directory.EnumerateFiles(Repository.Within("src", project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !BuildOutput().IsMatch(Path.GetRelativePath(Repository.Root, file)));

    /// <summary>The lines of a file's code that match, each with the file's path.</summary>
    public static IEnumerable<string> Lines(string source, Regex pattern) =>
        LinesIn(File.ReadAllText(source), pattern).Select(line => $"{Path.GetRelativePath(Repository.Root, source)}: {line}");

    /// <summary>The lines of code that match; comments and texts do not count.</summary>
    public static IEnumerable<string> LinesIn(string text, Regex pattern) =>
        text.Split('\n').Select(line => Quotation().Replace(line, "").Trim())
        .Where(line => !line.StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(line));

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}

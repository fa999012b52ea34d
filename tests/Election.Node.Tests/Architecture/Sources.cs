using System.Text.RegularExpressions;

namespace Election.Node.Tests.Architecture;

/// <summary>The source files of the repository, and the lines of code in them that match a pattern.</summary>
internal static partial class Sources
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The source files of a project in src.</summary>
    public static IEnumerable<string> Of(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !BuildOutput().IsMatch(Path.GetRelativePath(Root, file)));

    /// <summary>The lines of a file's code that match, each with the file's path.</summary>
    public static IEnumerable<string> Lines(string source, Regex pattern) =>
        LinesIn(File.ReadAllText(source), pattern).Select(line => $"{Path.GetRelativePath(Root, source)}: {line}");

    /// <summary>The lines of code that match; comments and texts do not count.</summary>
    public static IEnumerable<string> LinesIn(string text, Regex pattern) =>
        text.Split('\n').Select(line => Quotation().Replace(line, "").Trim())
        .Where(line => !line.StartsWith("//", StringComparison.Ordinal) && pattern.IsMatch(line));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Election.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}

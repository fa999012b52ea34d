namespace Election.Node.Tests.Architecture;

/// <summary>Every reference in the repository's pages leads somewhere.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public void Every_link_and_anchor_of_a_page_resolves() => Assert.Empty(Repository.Files(".md").SelectMany(BrokenLinks));

    [Fact]
    public void Every_path_that_a_page_names_exists() => Assert.Empty(Repository.Files(".md").SelectMany(DeadPaths));

    [Fact]
    public void Every_page_of_the_docs_opens_with_what_its_reader_can_do()
    {
        IEnumerable<string> pages = Repository.Files(".md").Where(file =>
            file.StartsWith("docs/", StringComparison.Ordinal) || file == "labs/README.md");
        Assert.All(pages, file => Assert.StartsWith("After reading this page you ", Page(file).Opening, StringComparison.Ordinal));
    }

    [Fact]
    public void The_front_page_has_at_most_130_lines() =>
        Assert.InRange(File.ReadAllLines(Repository.Within("README.md")).Length, 1, 130);

    [Fact]
    public void A_page_is_read_without_its_code_and_anchors_are_made_as_GitHub_makes_them()
    {
        var page = new MarkdownPage("""
            # A page

            After it
            you know. See [this](b.md#c) and ![that](d.svg), not `[code](e.md)` but `src/X/*.cs`.
            ```sh
            # no heading [f](g.md)
            ```
            ## `--a` and "b": 1, 2
            ## Twice
            ## Twice
            """);
        Assert.Equal(["b.md#c", "d.svg"], page.Links);
        Assert.Equal(["src/X/"], page.Paths);
        Assert.Equal(["a-page", "--a-and-b-1-2", "twice", "twice-1"], page.Anchors);
        Assert.StartsWith("After it you know.", page.Opening, StringComparison.Ordinal);
    }

    private static IEnumerable<string> BrokenLinks(string file) =>
        Page(file).Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Resolves(file, link))
            .Select(link => $"{file}: {link}");

    private static IEnumerable<string> DeadPaths(string file) =>
        Page(file).Paths.Where(path => !Exists(path)).Select(path => $"{file}: {path}");

    private static bool Resolves(string file, string link)
    {
        string[] parts = link.Split('#', 2);
        string folder = Path.GetDirectoryName(Repository.Within(file))!;
        string target = parts[0].Length == 0 ? Repository.Within(file) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return parts.Length == 1 ? File.Exists(target) || Directory.Exists(target)
            : File.Exists(target) && new MarkdownPage(File.ReadAllText(target)).Anchors.Contains(parts[1]);
    }

    private static bool Exists(string path) => Path.Exists(Repository.Within(path)) || IsStartOfNames(path);

    // The part before a wildcard: `Scripts/barrier*.txt`.
    private static bool IsStartOfNames(string path) => Path.GetDirectoryName(Repository.Within(path)) is string folder
        && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path) + "*").Any();

    private static MarkdownPage Page(string file) => new(File.ReadAllText(Repository.Within(file)));
}

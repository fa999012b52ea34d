using System.Text;

namespace Election.Node.Tests.Docs;

/// <summary>
/// Compares generated text with the copy in the repository. After an intended change, UPDATE_DOCS=1 rewrites the copy;
/// read the difference before you commit it.
/// </summary>
internal static class Generated
{
    /// <summary>Compares a whole file.</summary>
    /// <param name="path">The file's path below the root.</param>
    /// <param name="made">The generated text.</param>
    public static void Compare(string path, string made)
    {
        string file = Repository.Within(path.Split('/'));
        if (IsUpdating)
            File.WriteAllText(file, made, new UTF8Encoding(false));
        Assert.True(File.Exists(file), $"There is no {path}: UPDATE_DOCS=1 writes it.");
        Assert.Equal(File.ReadAllText(file), made);
    }

    /// <summary>Compares the part of a page between <c>&lt;!-- mark --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
    /// <param name="path">The page's path below the root.</param>
    /// <param name="mark">The part's name.</param>
    /// <param name="made">The generated text.</param>
    public static void ComparePart(string path, string mark, string made)
    {
        string page = File.ReadAllText(Repository.Within(path.Split('/')));
        string begin = $"<!-- {mark} -->\n";
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        Assert.True(from >= begin.Length, $"{path} has no {begin.Trim()}.");
        int to = page.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        Compare(path, page[..from] + made + page[to..]);
    }

    /// <summary>Formats a row of a Markdown table.</summary>
    /// <param name="cells">The cells' text.</param>
    public static string Row(params string[] cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";

    private static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";
}

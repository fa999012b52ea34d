namespace Election.Groups.Tests.Support;

/// <summary>One generated block of docs/state-machines.md, between its name and "end".</summary>
internal static class Diagram
{
    public static void MustMatch(string machine, string mermaid)
    {
        string path = Repository.PathOf("docs", "state-machines.md");
        string page = Repository.Read(path);
        string begin = $"<!-- {machine} -->\n";
        int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length,
            to = page.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to > 0, $"docs/state-machines.md has no block {machine}");
        string block = $"```mermaid\n{mermaid.ReplaceLineEndings("\n")}\n```\n";
        if (Repository.UpdateScripts)
            File.WriteAllText(path, page[..from] + block + page[to..]);
        else
            Assert.Equal(block, page[from..to]);
    }
}

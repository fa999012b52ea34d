using System.Text.RegularExpressions;

namespace Election.Node.Tests.Architecture;

/// <summary>The order of a project's folders, docs/ARCHITECTURE.md: a folder names only those that stand left of it.</summary>
public sealed class FolderArrowTests
{
    private static readonly Dictionary<string, string[]> s_orders = new()
    {
        ["Election.Node"] = ["Talk", "Screen", "Runs", "Tools", "Labs", "Commands"],
    };

    public static TheoryData<string> Projects => [.. s_orders.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_with_code_has_its_place(string project) =>
        Assert.Empty(Sources.Of(project).Select(source => FolderOf(project, source)).Where(folder => folder.Length > 0)
            .Except(s_orders[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_names_only_folders_to_its_left(string project)
    {
        string[] order = s_orders[project];
        Assert.Empty(Sources.Of(project).Where(source => FolderOf(project, source).Length > 0).SelectMany(source =>
            Sources.Lines(source, Naming(project, order[(Array.IndexOf(order, FolderOf(project, source)) + 1)..]))));
    }

    [Theory]
    [InlineData("using Election.Node.Runs.Local;")]
    [InlineData("using Election.Node.Commands;")]
    [InlineData("using Fate = Election.Node.Runs.Local.RunVerdict;")]
    [InlineData("Election.Node.Runs.Local.RunVerdict x;")]
    [InlineData("return Runs.Local.RunVerdict.Of(x);")]
    [InlineData("Node.Commands.CommandLine.RunAsync();")]
    public void A_back_arrow_would_be_found(string line) =>
        Assert.Equal([line], Sources.LinesIn(line, Naming("Election.Node", ["Runs", "Commands"])));

    [Theory]
    [InlineData("using Election.Node.Talk;")]
    [InlineData("// see Election.Node.Runs.Local")]
    [InlineData("Log(\"Election.Node.Runs.Local\");")]
    [InlineData("model.Runs.Add(x);")]
    [InlineData("Election.Other.Runs.Local y;")]
    public void Other_names_are_let_through(string line) =>
        Assert.Empty(Sources.LinesIn(line, Naming("Election.Node", ["Runs", "Commands"])));

    // Within Election.Node, "Runs.Local.X" and "Node.Runs.Local.X" name the same as the whole name does.
    private static Regex Naming(string project, string[] folders)
    {
        if (folders.Length == 0)
            return new Regex("(?!)");
        string any = string.Join('|', folders), last = project["Election.".Length..];
        return new Regex($@"(?<![\w.])(Election\.{last}\.({any})(?!\w)|({last}\.)?({any})\.[A-Z])");
    }

    private static string FolderOf(string project, string source)
    {
        string[] parts = Path.GetRelativePath(Repository.Within("src", project), source).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : "";
    }
}

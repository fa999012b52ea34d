using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Election.Node.Tests.Architecture;

/// <summary>The house's arrows, docs/ARCHITECTURE.md: what a project may name, by project reference and in its sources.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Election.Groups"] = [],
        ["Election.Audit"] = [],
        ["Election.Voting"] = ["Election.Groups"],
        ["Election.Runtime"] = ["Election.Groups", "Election.Voting"],
        ["Election.Traces"] = ["Election.Groups", "Election.Voting"],
        ["Election.Simulation"] = ["Election.Groups", "Election.Voting", "Election.Audit", "Election.Traces"],
        ["Election.Node"] =
            ["Election.Groups", "Election.Voting", "Election.Runtime", "Election.Traces", "Election.Simulation", "Election.Audit"],
    };

    public static TheoryData<string> Projects => [.. s_arrows.Keys];

    [Fact]
    public void Every_project_of_ours_has_its_arrows_here() =>
        Assert.Equal(s_arrows.Keys.Order(), Directory.GetDirectories(Repository.Within("src"), "Election.*").Select(Path.GetFileName)
            .Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_it_may(string project)
    {
        XDocument file = XDocument.Load(Repository.Within("src", project, project + ".csproj"));
        IEnumerable<string> referred = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(referred.Except(s_arrows[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_names_only_those_it_may(string project)
    {
        string[] foreign = [.. s_arrows.Keys.Except(s_arrows[project]).Except([project])];
        Assert.Empty(Sources.Of(project).SelectMany(source => Named(source, foreign)));
    }

    [Theory]
    [InlineData("Election.Groups")]
    [InlineData("Election.Voting")]
    [InlineData("Election.Audit")]
    [InlineData("Election.Traces")]
    [InlineData("Election.Simulation")]
    public void A_pure_project_is_watched_by_the_analyzer(string project) =>
        Assert.Equal("true", XDocument.Load(Repository.Within("src", project, project + ".csproj")).Descendants("Pure").Single().Value);

    [Fact]
    public void Verification_reads_with_the_second_reader_alone() =>
        Assert.Empty(Directory.GetFiles(Repository.Within("src", "Election.Node", "Tools", "Verification"), "*.cs")
            .SelectMany(source => Named(source, ["Election.Voting", "Election.Groups", "Election.Simulation"])));

    [Fact]
    public void Only_the_screen_names_the_terminal_library()
    {
        string screen = Path.Combine("Election.Node", "Screen", "Views") + Path.DirectorySeparatorChar;
        Assert.Empty(s_arrows.Keys.SelectMany(Sources.Of).Where(source => !source.Contains(screen, StringComparison.Ordinal))
            .SelectMany(source => Named(source, ["Terminal.Gui"])));
    }

    [Fact]
    public void A_forbidden_name_would_be_found() =>
        Assert.Equal(["using Election.Voting.Core;", "Election.Voting.Core.NodeCore x;"],
            Sources.LinesIn("""
                using Election.Voting.Core;
                Election.Voting.Core.NodeCore x;
                // see Election.Voting
                Log("Election.Voting");
                My.Election.VotingX y;
                """, Naming(["Election.Voting"])));

    private static IEnumerable<string> Named(string source, string[] names) => Sources.Lines(source, Naming(names));

    private static Regex Naming(string[] names) =>
        names.Length == 0 ? new Regex("(?!)") : new Regex($@"(?<![\w.])({string.Join('|', names.Select(Regex.Escape))})(?!\w)");
}

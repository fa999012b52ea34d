namespace Election.Node.Tests.Architecture;

/// <summary>
/// The arrows among the folders of a project: a folder points at another when its code names a type that the other declares. Arrows may
/// not form a circle.
/// </summary>
public sealed class FolderCircleTests
{
    /// <summary>The folders of Election.Groups; each may name those to its left.</summary>
    private static readonly string[] s_groups =
    [
        "Model", "Wire", "Layers", "Layers.Reliable", "Layers.Barrier", "Layers.Atomic", "Layers.Checks", "Stack", "Faults", "Announce",
    ];

    public static TheoryData<string> Projects =>
    [
        "Election.Groups", "Election.Voting", "Election.Audit", "Election.Traces", "Election.Simulation", "Election.Runtime",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_folders_of_a_project_form_no_circle(string project) => Assert.Empty(FolderArrows.Of(project).Circle());

    [Fact]
    public void The_folders_of_the_group_point_only_to_the_left()
    {
        FolderArrows arrows = FolderArrows.Of("Election.Groups");
        Assert.Equal(s_groups.Order(), arrows.Folders.Order());
        Assert.DoesNotContain(arrows.All, arrow => Array.IndexOf(s_groups, arrow.From) < Array.IndexOf(s_groups, arrow.To));
        // Faults and announcements stand beside the stack: neither names a layer or the other.
        Assert.DoesNotContain(arrows.All, arrow => arrow.From is "Faults" or "Announce" && arrow.To is not ("Model" or "Wire"));
    }

    [Fact]
    public void An_arrow_is_a_type_named_in_code_whose_namespace_is_in_sight()
    {
        FolderArrows arrows = FolderArrows.In("P",
        [
            "namespace P.Low;\npublic readonly record struct Size(int Value);",
            "using P.Low;\nnamespace P.High;\n// Root\ninternal sealed class Tower { Size _size; string _text = \"Root\"; }",
            "namespace P;\npublic static class Root;",
            "namespace P.Beside;\ninternal enum Kind { Size, Tower }",
        ]);
        Assert.Equal([("High", "Low")], arrows.All.Select(arrow => (arrow.From, arrow.To)));
        Assert.Empty(arrows.Circle());
    }

    [Theory]
    [InlineData("using P.High;\nnamespace P.Low;\nclass Floor : Tower;")]
    [InlineData("namespace P.Low;\nclass Floor { P.High.Tower _above; }")]
    [InlineData("namespace P.Low;\nclass Floor { High.Tower _above; }")]
    public void A_circle_would_be_found(string back)
    {
        FolderArrows arrows = FolderArrows.In("P",
        [
            back,
            "using P.Low;\nnamespace P.Middle;\nclass Wall { Floor _on; }",
            "using P.Middle;\nnamespace P.High;\nclass Tower { Wall _on; }",
        ]);
        Assert.Equal(["High -> Middle (Wall)", "Low -> High (Tower)", "Middle -> Low (Floor)"], arrows.Circle().Order());
    }
}

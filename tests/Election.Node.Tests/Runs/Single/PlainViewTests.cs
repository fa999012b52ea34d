using Election.Node.Runs.Single;
using Election.Node.Screen.Pictures;
using Election.Node.Talk;
using Election.Voting.Core;

namespace Election.Node.Tests.Runs.Single;

/// <summary>The lines that a node without a screen writes to standard error.</summary>
public sealed class PlainViewTests
{
    [Fact]
    public void The_decision_is_written_in_words() =>
        Assert.Equal("certified · elected Sánchez\n", Shown(SampleScreens.Of("certified")!.Snapshot));

    [Fact]
    public void One_member_is_one_member()
    {
        NodeSnapshot ready = SampleScreens.Of("open")!.Snapshot with { State = ElectionState.Ready };
        Assert.StartsWith("start     5 members, ", Shown(ready), StringComparison.Ordinal);
        Assert.Contains("start     1 member, ", Shown(ready with { Members = ready.Members[..1] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_snapshots_of_an_unchanged_node_give_one_line()
    {
        var error = new StringWriter { NewLine = "\n" };
        var view = new PlainView(TextTerminal.Of(TextWriter.Null, error));
        for (int i = 0; i < 1000; i++)
            view.Show(SampleScreens.Of("open")!.Snapshot);
        Assert.Equal("votes     2/5\n", error.ToString());
    }

    private static string Shown(NodeSnapshot snapshot)
    {
        var error = new StringWriter { NewLine = "\n" };
        new PlainView(TextTerminal.Of(TextWriter.Null, error)).Show(snapshot);
        return error.ToString();
    }
}

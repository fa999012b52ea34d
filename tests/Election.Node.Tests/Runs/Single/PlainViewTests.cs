using Election.Node.Runs.Single;
using Election.Node.Tests.Screen;
using Election.Voting.Core;

namespace Election.Node.Tests.Runs.Single;

/// <summary>What a node without a screen says on standard error.</summary>
public sealed class PlainViewTests
{
    [Fact]
    public void The_decision_stands_in_words() =>
        Assert.Equal("certified · elected Sánchez\n", Shown(Pictures.Of("certified")!.Snapshot));

    [Fact]
    public void One_member_is_one_member()
    {
        NodeSnapshot ready = Pictures.Of("open")!.Snapshot with { State = ElectionState.Ready };
        Assert.StartsWith("start     5 members, ", Shown(ready), StringComparison.Ordinal);
        Assert.Contains("start     1 member, ", Shown(ready with { Members = ready.Members[..1] }), StringComparison.Ordinal);
    }

    private static string Shown(NodeSnapshot snapshot)
    {
        var error = new StringWriter { NewLine = "\n" };
        new PlainView(error).Show(snapshot);
        return error.ToString();
    }
}

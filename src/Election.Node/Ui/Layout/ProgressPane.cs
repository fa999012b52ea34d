using Election.Groups.Model;
using Election.Node.Ui.Model;
using Election.Node.Ui.Text;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Ui.Layout;

/// <summary>Beside the vote: the group, the quorum, the time, and the last notices.</summary>
internal static class ProgressPane
{
    private const int LastNotices = 50;

    /// <summary>The pane.</summary>
    public static Pane Of(UiModel model, int width) => new("Progress", [.. Facts(model, width)], [.. Notices(model, width)]) { FollowsEnd = true };

    private static IEnumerable<Line> Facts(UiModel model, int width)
    {
        if (model.Snapshot is not { } node)
            yield break;
        foreach (Line line in Line.Wrap(node.State == ElectionState.Gathering ? UiWords.Barrier(model) : Group(model, node), width, 2))
            yield return line;
        foreach (Line line in UiWords.Rule(model) is { } rule ? Line.Wrap($"rule: {rule}", width, 2) : [])
            yield return line;
        if (model.Detail.Quorum is { } quorum)
        {
            long turnout = node.Counts.Sum() + node.Abstentions;
            string reached = turnout >= quorum ? $"{Glyphs.Yes} reached" : $"{Glyphs.NotYet} not reached";
            yield return Line.Of($"quorum {UiWords.Number(turnout)} of {UiWords.Number(quorum)} ")
                .Add(reached, turnout >= quorum ? Tone.Blue : Tone.Orange);
        }
        if (model.TimeLeft is { } left)
            yield return Line.Of(node.State == ElectionState.Gathering ? "gives up in " : "closes in ").Add(UiWords.Time(left), Tone.Strong);
    }

    private static string Group(UiModel model, NodeSnapshot node)
    {
        string? leader = node.Members.FirstOrDefault(member => member.IsLeader)?.Id.Text;
        (int needed, int heard) = model.Detail.Majority;
        string members = $"{UiWords.Number(heard)} of {UiWords.Number(node.Members.Length)} members heard, {UiWords.Number(needed)} needed";
        return $"{model.Settings.Order.ToText()} order: {members}; {leader ?? "nobody"} leads";
    }

    private static IEnumerable<Line> Notices(UiModel model, int width) =>
        model.Log.TakeLast(LastNotices).Where(line => model.Passes(line.Text))
            .SelectMany(line => Line.Wrap(line.Text, width, 2, line.Level == NoticeLevel.Info ? Tone.Dim : Tone.Orange));
}

using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Voting.Core;
using Election.Voting.Setup;

namespace Election.Node.Screen.Layout;

/// <summary>The pane beside the vote: the group, the quorum, the time left, and the latest notices.</summary>
internal static class ProgressPane
{
    private const int LastNotices = 50;

    public static Pane Of(UiModel model, int width) =>
        new(model.Say($"Progress"), [.. Facts(model, width)], [.. Notices(model, width)]) { FollowsEnd = true };

    private static IEnumerable<Line> Facts(UiModel model, int width)
    {
        if (model.Snapshot is not { } node)
            yield break;
        foreach (Line line in Line.Wrap(node.State == ElectionState.Gathering ? model.Say(UiWords.Barrier(model))
            : Group(model, node), width, 2))
            yield return line;
        foreach (Line line in UiWords.Rule(model) is { } rule ? Line.Wrap(model.Say($"rule: {rule}"), width, 2) : [])
            yield return line;
        if (model.Detail.Quorum is { } quorum)
        {
            long turnout = node.Counts.Sum() + node.Abstentions;
            Sentence reached = turnout >= quorum ? Sentence.Of($"{Glyphs.Yes} reached") : $"{Glyphs.NotYet} not reached";
            yield return Line.Of(model.Say($"quorum {turnout} of {quorum}") + " ")
                .Add(model.Say(reached), turnout >= quorum ? Tone.Blue : Tone.Orange);
        }
        if (model.TimeLeft is { } left)
        {
            Sentence until = node.State == ElectionState.Gathering ? Sentence.Of($"gives up in") : $"closes in";
            yield return Line.Of(model.Say(until) + " ").Add(UiWords.Time(left), Tone.Strong);
        }
    }

    private static string Group(UiModel model, NodeSnapshot node)
    {
        string? leader = node.Members.FirstOrDefault(member => member.IsLeader)?.Id.Text;
        (int needed, int heard) = model.Detail.Majority;
        Sentence members = $"{heard} of {node.Members.Length} members heard, {needed} needed";
        if (model.Settings.Order != DeliveryOrder.Atomic)
            return model.Say($"{model.Settings.Order.ToText()} order: {members} to certify; each node closes on its own");
        return model.Say(leader is null
            ? Sentence.Of($"atomic order: {members}; no leader") : $"atomic order: {members}; {leader} leads");
    }

    private static IEnumerable<Line> Notices(UiModel model, int width) =>
        model.Log.TakeLast(LastNotices).Select(line => (line.Level, Text: model.Say(line.Text))).Where(line => model.Passes(line.Text))
            .SelectMany(line => Line.Wrap(line.Text, width, 2, line.Level == NoticeLevel.Info ? Tone.Dim : Tone.Orange));
}

using System.Diagnostics;
using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>The latest statements: index, sender, content, stage, and the reason for any delay.</summary>
internal static class DeliveryPane
{
    private const int Index = 7;
    private const int Sender = 12;
    private const int Stage = 12;

    public static Pane Of(UiModel model, int width)
    {
        int text = Math.Clamp(width - Index - Sender - Stage - 24, 8, 24);
        string[] titles = model.Say($"index|sender:seq|message|stage|why").Split('|');
        Line heading = Line.Of(titles[0].PadLeft(Index - 1) + " ", Tone.Dim).AddColumn(titles[1], Sender, Tone.Dim)
            .AddColumn(titles[2], text, Tone.Dim).AddColumn(titles[3], Stage, Tone.Dim).Add(titles[4], Tone.Dim);
        IEnumerable<Line> rows = model.Detail.Deliveries.Select(view => Row(model, view, text)).Where(row => model.Passes(row.Text));
        return new Pane(model.Say($"Delivery"), [heading], [.. rows]) { FollowsEnd = true };
    }

    private static Line Row(UiModel model, DeliveryView view, int text)
    {
        string index = view.Index.Value == 0 ? "-" : view.Index.ToString();
        string number = view.Sequence == 0 ? "" : $":{view.Sequence}";
        (Sentence mark, Tone tone) = Mark(view.Stage);
        return Line.Of(index.PadLeft(Index - 1) + " ")
            .AddColumn(Cells.Fit(Cells.Clean(view.Sender), Sender - number.Length - 1) + number, Sender)
            .AddColumn(Cells.Fit(Cells.Clean(model.Say(view.Text)), text - 1), text)
            .AddColumn(model.Say(mark), Stage, tone).Add(model.SayOrNull(view.Why) ?? "", Tone.Dim);
    }

    private static (Sentence Mark, Tone Tone) Mark(StatementStage stage) => stage switch
    {
        StatementStage.Sent => ($"sent", Tone.Orange),
        StatementStage.Ordered => ($"ordered", Tone.Orange),
        StatementStage.Committed => ($"committed", Tone.Normal),
        StatementStage.Counted => ($"{Glyphs.Yes} counted", Tone.Blue),
        StatementStage.Refused => ($"{Glyphs.No} refused", Tone.Orange),
        _ => throw new UnreachableException(),
    };
}

/// <summary>The messages and statements that wait inside this node, with the reason for each.</summary>
internal static class WaitingPane
{
    public static Pane Of(UiModel model, int width) =>
        new(model.Say($"Held back"), [],
            [.. Reasons(model).Select(model.Say).Where(model.Passes).DefaultIfEmpty(model.Say($"nothing is waiting"))
            .SelectMany(reason => Line.Wrap(reason, width, 2))]);

    private static IEnumerable<Sentence> Reasons(UiModel model)
    {
        QueueStanding queues = model.Detail.Queues;
        if (model.Detail.Blocked is { } blocked)
            yield return $"the log is blocked: {blocked}";
        foreach (LinkView link in model.Detail.Links.Where(link => link.Standing.Missing > 0))
            yield return $"message {link.Standing.Missing} from {link.Id} is missing and was requested";
        if (queues.ForGap > 0)
            yield return $"messages waiting for an earlier one from their sender: {UiWords.Number(queues.ForGap)}";
        if (queues.OrdersForSubmissions > 0)
            yield return $"the leader's entries waiting for a statement they name: {UiWords.Number(queues.OrdersForSubmissions)}";
        if (queues.ForWindow > 0)
            yield return $"own statements waiting for room in the window: {UiWords.Number(queues.ForWindow)}";
        int uncommitted = model.Detail.Deliveries.Count(view => view.Stage == StatementStage.Ordered);
        if (uncommitted > 0)
            yield return $"ordered statements waiting for a majority: {UiWords.Number(uncommitted)}";
    }
}

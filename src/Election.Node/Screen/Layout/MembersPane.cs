using Election.Groups.Model;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>Before START, the nodes at the barrier; afterwards, the members and their progress.</summary>
internal static class MembersPane
{
    private const int Name = 12;
    private const int Mark = 7;
    private const int Heard = 11;

    public static Pane Of(UiModel model, int width)
    {
        Line sentence = Line.Of(model.Say(UiWords.Barrier(model)), Tone.Strong);
        if (model.Snapshot is not { } node || node.Members.IsEmpty)
            return new Pane(model.Say($"Barrier"), [sentence, Heading(model.Say($"node|seen|ready|heard|notes"))],
                [.. AtBarrier(model, width)]);
        return new Pane(model.Say($"Members"), [sentence, Heading(model.Say($"node|ready|voted|result|done|heard|notes"))],
            [.. Members(model, node), .. Observers(model, node)]);
    }

    // The columns: node, marks, time since it was heard, and notes.
    private static Line Heading(string titles)
    {
        string[] title = titles.Split('|');
        Line line = Line.Empty.AddColumn(title[0], Name, Tone.Dim);
        foreach (string mark in title[1..^2])
            line = line.AddColumn(mark, Mark, Tone.Dim);
        return line.AddColumn(title[^2], Heard, Tone.Dim).Add(title[^1], Tone.Dim);
    }

    private static IEnumerable<Line> AtBarrier(UiModel model, int width)
    {
        foreach (PresenceView node in model.Detail.Presence)
        {
            if (!model.Passes(node.Id.Text))
                continue;
            Line line = Marked(model, Marked(model, Line.Empty.AddColumn(node.Id.Text, Name), node.SinceHeard is not null), node.IsReady)
                .AddColumn(node.SinceHeard is { } silence ? model.Say(UiWords.Ago(silence)) : "-", Heard);
            string what = node.Refusal is { } refusal ? model.Say($"refuses: {refusal}") : What(model, [.. Names(model, node.Id)]);
            yield return line.Add(what, node.Refusal is null ? Tone.Normal : Tone.Orange).Fit(width);
        }
    }

    private static IEnumerable<Line> Members(UiModel model, NodeSnapshot node)
    {
        for (int i = 0; i < node.Members.Length; i++)
        {
            MemberView member = node.Members[i];
            string what = What(model, [.. Standing(member), .. Names(model, member.Id)]);
            if (!model.Passes($"{member.Id} {what}"))
                continue;
            Line line = Marked(model, Line.Empty.AddColumn(member.Id.Text, Name, member.IsSelf ? Tone.Strong : Tone.Normal), true);
            foreach (bool mark in (bool[])[member.HasVoted, member.HasResult, member.IsDone])
                line = Marked(model, line, mark);
            string heard = i < model.Detail.Links.Length ? model.Say(UiWords.Ago(model.Detail.Links[i].SinceHeard)) : "-";
            yield return line.AddColumn(heard, Heard).Add(what, member.IsSuspected ? Tone.Orange : Tone.Normal);
        }
    }

    // Each node knows only the observers that it heard at the barrier, and itself.
    private static IEnumerable<Line> Observers(UiModel model, NodeSnapshot node)
    {
        var others = model.Detail.Presence.Select(present => present.Id).Append(node.Id)
            .Where(id => node.Members.All(member => member.Id != id)).Distinct();
        foreach (MemberId id in others)
        {
            string what = model.Say(id == node.Id ? Sentence.Of($"observer, you") : $"observer");
            if (model.Passes($"{id} {what}"))
                yield return Line.Empty.AddColumn(id.Text, Name + (4 * Mark) + Heard, Tone.Dim).Add(what);
        }
    }

    private static string What(UiModel model, Sentence[] words) => words.Length == 0 ? "" : model.Say(UiWords.List(words));

    private static IEnumerable<Sentence> Standing(MemberView member)
    {
        if (member.IsLeader)
            yield return $"leader";
        if (member.IsSuspected)
            yield return $"suspected";
    }

    private static IEnumerable<Sentence> Names(UiModel model, MemberId id)
    {
        if (model.Detail.Chair is { } named && named == id)
            yield return $"chair";
        if (id == model.Settings.Id)
            yield return $"you";
    }

    private static Line Marked(UiModel model, Line line, bool yes) =>
        line.AddColumn(yes ? model.Say($"{Glyphs.Yes} yes") : $"{Glyphs.NotYet}", Mark, yes ? Tone.Blue : Tone.Dim);
}

using System.Collections.Immutable;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>The question, the choices with their keys, the live tally as bars, and the status of this voter's vote.</summary>
internal static class VotePane
{
    private const int MarkColumns = 6;
    private const int PercentColumns = 5;
    private const int OwnColumns = 10;

    /// <summary>The pane; no line is wider than <paramref name="width"/> cells.</summary>
    public static Pane Of(UiModel model, int width)
    {
        ImmutableArray<Line>.Builder head = ImmutableArray.CreateBuilder<Line>();
        if (UiWords.Verdict(model) is { } verdict)
            head.AddRange(Line.Wrap(model.Say(verdict), width, 2, model.State == ElectionState.Certified ? Tone.Blue : Tone.Orange));
        head.AddRange(Line.Wrap(model.Say(UiWords.OwnVote(model)), width, 2, model.CanVote ? Tone.Strong : Tone.Normal));
        string title = model.Snapshot?.Title ?? model.Say($"Election");
        return new Pane(title, head.ToImmutable(), [.. Rows(model, width)]) { Selected = model.Choice };
    }

    private static IEnumerable<Line> Rows(UiModel model, int width)
    {
        if (model.Snapshot is not { } node)
            yield break;
        int widest = node.Choices.Max(choice => Cells.Width(Cells.Clean(choice)));
        int names = Math.Min(widest, Math.Max(8, width / 3));
        long all = node.Counts.Sum();
        int digits = Math.Max(2, UiWords.Number(Math.Max(all, node.Abstentions)).Length);
        int bars = Math.Max(0, width - MarkColumns - names - 1 - digits - 1 - PercentColumns - OwnColumns);
        long scale = Math.Max(Math.Max(all, node.Voters), 1);
        for (int choice = 0; choice < node.Choices.Length; choice++)
            yield return Row(model, choice, names, digits, bars, all, scale);
        yield return Line.Of(new string(' ', MarkColumns)).AddColumn(model.Say($"abstained"), names + 1 + bars, Tone.Dim)
            .Add(" " + UiWords.Number(node.Abstentions).PadLeft(digits), Tone.Dim);
    }

    private static Line Row(UiModel model, int choice, int names, int digits, int bars, long all, long scale)
    {
        NodeSnapshot node = model.Snapshot!;
        long count = node.Counts[choice];
        bool isPointed = choice == model.Choice && model.CanVote;
        bool isOwn = model.Detail.OwnVote is { } own && own.Choice == choice;
        Tone tone = choice % 2 == 0 ? Tone.Blue : Tone.Orange;
        char? letter = UiModel.LetterOf(choice);
        UiKey? click = letter is { } key && model.CanVote ? UiKey.Of(key) : null;
        int length = (int)(count * bars / scale);
        string percent = all == 0 ? "" : $"{UiWords.Number(count * 100 / all)}%";
        return Line.Of(isPointed ? $"{Glyphs.Pointer} " : "  ", Tone.Key)
            .Add(letter is null ? "    " : $"[{letter}] ", model.CanVote ? Tone.Key : Tone.Dim, click)
            .Add(Cells.Pad(Cells.Clean(node.Choices[choice]), names) + " ", isPointed ? Tone.Selected : Tone.Normal, click)
            .Add(new string(Glyphs.Bars[choice % Glyphs.Bars.Length], length), tone)
            .Add(new string(' ', bars - length))
            .Add(" " + UiWords.Number(count).PadLeft(digits), Tone.Strong)
            .Add(percent.PadLeft(PercentColumns))
            .Add(isOwn ? " " + model.Say($"your vote") : "", Tone.Strong);
    }
}

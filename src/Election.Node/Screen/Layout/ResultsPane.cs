using System.Collections.Immutable;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;
using Election.Node.Talk.Plain;
using Election.Voting.Core;

namespace Election.Node.Screen.Layout;

/// <summary>The members' signed results, one per row.</summary>
internal static class ResultsPane
{
    /// <summary>The number of hexadecimal digits shown of a head.</summary>
    public const int HeadDigits = 16;

    private const int Node = 10;
    private const int Index = 7;
    private const int Head = HeadDigits + 2;
    private const int Signature = 12;

    public static Pane Of(UiModel model, int width)
    {
        int tally = Math.Max(8, width - Node - Index - Head - Signature);
        string[] titles = Titles(model);
        Line heading = Line.Empty.AddColumn(titles[0], Node, Tone.Dim).AddColumn(titles[1], Index, Tone.Dim)
            .AddColumn(titles[2], Head, Tone.Dim).AddColumn(titles[3], Signature, Tone.Dim).Add(titles[4], Tone.Dim);
        return new Pane(model.Say($"Results"), [heading], [.. Rows(model, tally)]);
    }

    /// <summary>A tally in at most <paramref name="width"/> cells: with names if they fit, otherwise only the numbers.</summary>
    public static string TallyOf(UiModel model, ImmutableArray<long> counts, int width)
    {
        string named = counts.Length == model.Choices.Length ? Cells.Clean(TallyText.Of(model.Choices, counts)) : "";
        string numbers = string.Join(" : ", counts.Select(UiWords.Number));
        return named.Length > 0 && Cells.Width(named) <= width ? named : Cells.Fit(numbers, width);
    }

    private static IEnumerable<Line> Rows(UiModel model, int tally)
    {
        if (model.Snapshot is not { } node)
            yield break;
        bool isClosed = node.Head is not null;
        foreach (MemberView member in node.Members)
        {
            ResultView? result = model.Detail.Results.FirstOrDefault(view => view.Id == member.Id);
            Line line = result is null
                ? Line.Empty.AddColumn(member.Id.Text, Node).Add(model.Say(Awaited(isClosed)), Tone.Dim)
                : Row(model, result, isClosed, tally);
            if (model.Passes(line.Text))
                yield return line;
        }
    }

    // The last title is the text shown for a missing signature.
    private static string[] Titles(UiModel model) => model.Say($"node|index|head|signature|tally|none").Split('|');

    private static Sentence Awaited(bool isClosed) =>
        isClosed ? Sentence.Of($"result not received yet") : $"has not closed";

    private static Line Row(UiModel model, ResultView result, bool isClosed, int tally)
    {
        (string mark, Tone tone) = !isClosed ? ("  ", Tone.Normal)
            : result.IsOwn ? ($"{Glyphs.Equal} ", Tone.Blue)
            : ($"{Glyphs.Differs} ", Tone.Orange);
        return Line.Empty.AddColumn(mark + result.Id.Text, Node, tone).AddColumn(result.CloseIndex.ToString(), Index)
            .AddColumn(result.Head.ToString()[..HeadDigits], Head, tone)
            .AddColumn(result.Signature.Length == 0 ? Titles(model)[^1] : $"{Glyphs.Yes} {result.Signature}", Signature)
            .Add(TallyOf(model, result.Counts, tally));
    }
}

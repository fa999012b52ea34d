using System.Collections.Immutable;
using System.Diagnostics;
using Election.Node.Screen.Model;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>Lays out the overlay: the help or a question.</summary>
internal static class QuestionLayout
{
    private const int HelpWidth = 74;
    private const int QuestionWidth = 50;
    private const int KeyColumn = 11;

    /// <summary>The overlay's area: centred, and never over the first two lines, where the code is.</summary>
    public static Area AreaOf(UiModel model)
    {
        const int top = 2;
        (int width, int height) = model.Size;
        int wanted = Math.Min(model.Question is HelpShown ? HelpWidth : QuestionWidth, width - 4);
        Pane pane = PaneOf(model, wanted - 2);
        int high = Math.Min(pane.Head.Length + pane.Rows.Length + 2, height - top - 1);
        return new Area((width - wanted) / 2, Math.Max(top, (height - high) / 2), wanted, high);
    }

    /// <summary>The overlay's content.</summary>
    public static Pane PaneOf(UiModel model, int width) => model.Question switch
    {
        HelpShown => Help(model, width),
        Confirmation confirmation => Ask(model, confirmation, width),
        _ => throw new UnreachableException(),
    };

    private static Pane Help(UiModel model, int width)
    {
        ImmutableArray<Line>.Builder rows = ImmutableArray.CreateBuilder<Line>();
        foreach (KeyBinding row in KeyTable.All)
        {
            bool isOffered = row.IsOffered(model);
            Line first = Line.Empty.AddColumn(model.Say(row.Shown), KeyColumn, isOffered ? Tone.Key : Tone.Dim);
            foreach (Line line in Line.Wrap(model.Say(isOffered ? row.What : $"{row.What} (not now)"), width - KeyColumn))
            {
                rows.Add(first.Add(line.Text, isOffered ? Tone.Normal : Tone.Dim));
                first = Line.Of(new string(' ', KeyColumn));
            }
        }
        return new Pane(model.Say($"Keys: any other key closes this"), [], rows.ToImmutable());
    }

    private static Pane Ask(UiModel model, Confirmation confirmation, int width)
    {
        Line answers = Line.Of("[ y ", Tone.Key, UiKey.Of('y')).Add(model.Say(confirmation.Yes) + " ]", Tone.Selected, UiKey.Of('y'))
            .Add("   ").Add("[ n ", Tone.Key, UiKey.Of('n')).Add(model.Say($"back") + " ]", Tone.Normal, UiKey.Of('n'));
        return new Pane(model.Say(confirmation.Title), [.. Line.Wrap(model.Say(confirmation.Text), width)], [Line.Empty, answers]);
    }
}

using Election.Node.Ui.Model;
using Election.Node.Ui.Text;

namespace Election.Node.Ui.Layout;

/// <summary>The last line.</summary>
internal static class StatusLayout
{
    private const char Caret = '_';

    /// <summary>The prompt, or why the last key did nothing, or the keys that mean something now.</summary>
    public static Line Bottom(UiModel model, int width)
    {
        if (model.Prompt is { } prompt)
            return Prompt(prompt, width);
        if (model.Hint is { } hint)
            return Line.Of("! " + hint, Tone.Orange).Fit(width);
        return Hints(model, width);
    }

    private static Line Prompt(UiPrompt prompt, int width)
    {
        string what = prompt.Kind == UiPromptKind.Filter ? "filter: " : "fault: ";
        string example = prompt.Kind == UiPromptKind.Fault && prompt.Text.Length == 0 ? "  for example loss=30% or n2>n1:drop" : "";
        // Of a long text the end is seen, where it is typed.
        string typed = prompt.Text;
        while (Cells.Width(typed) > width - what.Length - 1)
            typed = typed[(char.IsHighSurrogate(typed[0]) ? 2 : 1)..];
        return Line.Of(what, Tone.Key).Add(typed).Add(Caret.ToString(), Tone.Selected).Add(example, Tone.Dim).Fit(width);
    }

    private static Line Hints(UiModel model, int width)
    {
        // How to leave is said however little room there is.
        Line quit = HintOf(model, KeyTable.All.First(row => row.Command == UiCommand.Quit));
        Line line = Line.Empty;
        foreach (KeyBinding row in KeyTable.All)
        {
            if (row.Hint is null || row.Command == UiCommand.Quit || !row.IsOffered(model))
                continue;
            Line longer = line.Append(HintOf(model, row)).Add("  ");
            if (longer.Width + quit.Width <= width)
                line = longer;
        }
        return line.Append(quit);
    }

    private static Line HintOf(UiModel model, KeyBinding row)
    {
        UiKey? click = row.Keys.IsEmpty ? null : row.Keys[0];
        string keys = row.Command switch
        {
            UiCommand.ChooseByLetter => LettersOf(model),
            UiCommand.ShowScreen => "1-7",
            _ => row.Shown.Split(' ')[0],
        };
        return Line.Of(keys, Tone.Key, click).Add(" " + row.Hint, Tone.Normal, click);
    }

    private static string LettersOf(UiModel model) =>
        model.Choices.Length <= 1 ? "a" : $"a-{KeyTable.ChoiceLetters[Math.Min(model.Choices.Length, KeyTable.ChoiceLetters.Length) - 1]}";
}

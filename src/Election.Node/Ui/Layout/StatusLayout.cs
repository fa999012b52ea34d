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
        string error = prompt.Error is { } text ? $"  ! {text}" : prompt.Kind == UiPromptKind.Fault && prompt.Text.Length == 0 ? "  for example loss=30% or n2>n1:drop" : "";
        // Of a long text the end is seen, where it is typed.
        int room = Math.Max(8, width - what.Length - 1 - Math.Min(Cells.Width(error), width / 2));
        string typed = prompt.Text;
        while (Cells.Width(typed) > room)
            typed = typed[(char.IsHighSurrogate(typed[0]) ? 2 : 1)..];
        return Line.Of(what, Tone.Key).Add(typed).Add(Caret.ToString(), Tone.Selected).Add(error, prompt.Error is null ? Tone.Dim : Tone.Orange).Fit(width);
    }

    private static Line Hints(UiModel model, int width)
    {
        Line line = Line.Empty;
        foreach (KeyBinding row in KeyTable.All)
        {
            if (row.Hint is not { } hint || !row.IsOffered(model))
                continue;
            string keys = row.Command == UiCommand.ChooseByLetter ? LettersOf(model) : row.Shown.Split(' ')[0] is "1-5" ? "1-7" : row.Shown.Split(' ')[0];
            Line longer = line.Add(line.Width == 0 ? "" : "  ").Add(keys, Tone.Key, row.Keys.IsEmpty ? null : row.Keys[0]).Add(" " + hint, Tone.Normal, row.Keys.IsEmpty ? null : row.Keys[0]);
            if (longer.Width <= width)
                line = longer;
        }
        return line;
    }

    private static string LettersOf(UiModel model) =>
        model.Choices.Length <= 1 ? "a" : $"a-{KeyTable.ChoiceLetters[Math.Min(model.Choices.Length, KeyTable.ChoiceLetters.Length) - 1]}";
}

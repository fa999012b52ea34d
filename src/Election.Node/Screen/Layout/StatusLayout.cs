using Election.Node.Screen.Model;
using Election.Node.Screen.Text;

namespace Election.Node.Screen.Layout;

/// <summary>Lays out the last line.</summary>
internal static class StatusLayout
{
    private const char Caret = '_';

    /// <summary>The prompt, the reason why the last key did nothing, or the keys available now.</summary>
    public static Line Bottom(UiModel model, int width)
    {
        if (model.Prompt is { } prompt)
            return Prompt(model, prompt, width);
        if (model.Hint is { } hint)
            return Line.Of("! " + model.Say(hint), Tone.Orange).Fit(width);
        return Hints(model, width);
    }

    private static Line Prompt(UiModel model, UiPrompt prompt, int width)
    {
        string what = model.Say(prompt.Kind == UiPromptKind.Filter ? Sentence.Of($"filter:") : $"fault:") + " ";
        string example = prompt.Kind == UiPromptKind.Fault && prompt.Text.Length == 0
            ? "  " + model.Say($"for example loss=30% or n2>n1:drop") : "";
        // A long text is cut on the left, because typing happens at its end.
        string typed = prompt.Text;
        while (Cells.Width(typed) > width - what.Length - 1)
            typed = typed[(char.IsHighSurrogate(typed[0]) ? 2 : 1)..];
        return Line.Of(what, Tone.Key).Add(typed).Add(Caret.ToString(), Tone.Selected).Add(example, Tone.Dim).Fit(width);
    }

    private static Line Hints(UiModel model, int width)
    {
        // The key to leave is always shown; then keys that act on the election come before keys that only navigate.
        Line quit = HintOf(model, KeyTable.All.First(row => row.Command == UiCommand.Quit));
        (KeyBinding Row, Line Line)[] hints = [.. KeyTable.All.Where(row => row.Hint is not null && row.Command != UiCommand.Quit)
            .Where(row => row.IsOffered(model)).Select(row => (row, HintOf(model, row).Add("  ")))];
        var shown = new HashSet<UiCommand>();
        int room = width - quit.Width;
        foreach ((KeyBinding row, Line line) in hints.OrderByDescending(hint => Acts(hint.Row.Command)))
        {
            if (line.Width <= room && shown.Add(row.Command))
                room -= line.Width;
        }
        return hints.Where(hint => shown.Contains(hint.Row.Command))
            .Aggregate(Line.Empty, (all, hint) => all.Append(hint.Line)).Append(quit);
    }

    private static bool Acts(UiCommand command) =>
        command is UiCommand.ChooseByLetter or UiCommand.Abstain or UiCommand.StartWithPresent or UiCommand.CloseVote;

    private static Line HintOf(UiModel model, KeyBinding row)
    {
        UiKey? click = row.Keys.IsEmpty ? null : row.Keys[0];
        string keys = row.Command switch
        {
            UiCommand.ChooseByLetter => LettersOf(model),
            UiCommand.ShowScreen => UiScreens.Keys,
            _ => model.Say(row.Shown).Split(' ')[0],
        };
        return Line.Of(keys, Tone.Key, click).Add(" " + model.SayOrNull(row.Hint), Tone.Normal, click);
    }

    private static string LettersOf(UiModel model) =>
        model.Choices.Length <= 1 ? "a" : $"a-{KeyTable.ChoiceLetters[Math.Min(model.Choices.Length, KeyTable.ChoiceLetters.Length) - 1]}";
}

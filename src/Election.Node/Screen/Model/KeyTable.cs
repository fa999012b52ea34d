using System.Collections.Immutable;

namespace Election.Node.Screen.Model;

/// <summary>One row of the key table.</summary>
/// <param name="Command">The command that the keys give.</param>
/// <param name="Keys">The keys, each sufficient; empty for a family that <see cref="KeyTable.Find"/> knows (numbers, letters).</param>
/// <param name="Shown">The keys as the help names them.</param>
/// <param name="What">The help text.</param>
/// <param name="Hint">One word for the status bar; null for no hint.</param>
/// <param name="IsOffered">Returns true if the command is available now.</param>
internal sealed record KeyBinding(UiCommand Command, ImmutableArray<UiKey> Keys,
    Sentence Shown, Sentence What, Sentence? Hint, Func<UiModel, bool> IsOffered);

/// <summary>
/// All keys with their commands: the only source of the reactions, the help and the status bar's hints. Small letters choose and capitals
/// command; <c>q</c> is never the letter of a choice. Letters are the same in every language; named keys are called as they are labelled on
/// keyboards of that language.
/// </summary>
internal static class KeyTable
{
    /// <summary>The letters of the choices, in order. Further choices are reached with the arrow keys.</summary>
    public const string ChoiceLetters = "abcdefghijklmnoprstuvwxyz";

    /// <summary>All rows, in the order of the help.</summary>
    public static ImmutableArray<KeyBinding> All { get; } =
    [
        Row(UiCommand.Help, [UiKey.Of('?')], Letters("?"), $"show this help", $"help", _ => true),
        Row(UiCommand.ShowScreen, [], Letters(UiScreens.Keys), $"show a screen: {Screens()}", $"screens", _ => true),
        Row(UiCommand.NextScreen, [Key(UiKeyKind.Right)], $"Right", $"show the next screen", null, _ => true),
        Row(UiCommand.PreviousScreen, [Key(UiKeyKind.Left)], $"Left", $"show the previous screen", null, _ => true),
        Row(UiCommand.NextPane, [Key(UiKeyKind.Tab)], Letters("Tab"), $"go to the next pane", null, _ => true),
        Row(UiCommand.PreviousPane, [Key(UiKeyKind.BackTab)], $"Shift+Tab", $"go to the previous pane", null, _ => true),
        Row(UiCommand.Up, [Key(UiKeyKind.Up)], $"Up", $"move one row up", null, _ => true),
        Row(UiCommand.Down, [Key(UiKeyKind.Down)], $"Down", $"move one row down", null, _ => true),
        Row(UiCommand.PageUp, [Key(UiKeyKind.PageUp)], $"PgUp", $"move ten rows up", null, _ => true),
        Row(UiCommand.PageDown, [Key(UiKeyKind.PageDown)], $"PgDn", $"move ten rows down", null, _ => true),
        Row(UiCommand.First, [Key(UiKeyKind.Home)], $"Home", $"go to the first row", null, _ => true),
        Row(UiCommand.Last, [Key(UiKeyKind.End)], $"End", $"go to the last row", null, _ => true),
        Row(UiCommand.ChooseByLetter, [], Letters("a-z"), $"vote for the choice with this letter; asks first", $"vote",
            model => model.CanVote),
        Row(UiCommand.Choose, [Key(UiKeyKind.Enter)], $"Enter", $"vote for the selected choice; asks first", null,
            model => model.CanVote),
        Row(UiCommand.Abstain, [UiKey.Of('A')], Letters("A"), $"abstain; asks first", $"abstain", model => model.CanVote),
        Row(UiCommand.StartWithPresent, [UiKey.Of('S')], Letters("S"), $"chair: start with the nodes present; asks first", $"start",
            model => model.CanStartWithPresent),
        Row(UiCommand.CloseVote, [UiKey.Of('C')], Letters("C"), $"chair: close the vote; asks first", $"close", model => model.CanClose),
        Row(UiCommand.Filter, [UiKey.Of('/')], Letters("/"), $"show only rows that contain a text; an empty text shows all", $"filter",
            _ => true),
        Row(UiCommand.AddFault, [UiKey.Of('F')], Letters("F"),
            $"inject a fault at this node, for example loss=30% (docs/faults.md); none removes all", $"fault",
            model => model.CanAddFaults),
        Row(UiCommand.Cancel, [Key(UiKeyKind.Escape)], Letters("Esc"), $"cancel a question, a prompt or a filter", null, _ => true),
        Row(UiCommand.Quit, [UiKey.Of('q'), Key(UiKeyKind.Interrupt)], Letters("q Ctrl+C"),
            $"leave; asks while a vote is not counted, twice forces it", $"quit", _ => true),
    ];

    /// <summary>The row for a key in this state; null if the key does nothing now.</summary>
    public static KeyBinding? Find(UiModel model, UiKey key)
    {
        foreach (KeyBinding row in All)
        {
            bool isMeant = row.Command switch
            {
                UiCommand.ShowScreen => UiScreens.OfNumber(key.Letter) is not null,
                UiCommand.ChooseByLetter => model.Screen == UiScreen.Election && model.ChoiceOf(key) is not null,
                _ => row.Keys.Contains(key),
            };
            if (isMeant && row.IsOffered(model))
                return row;
        }
        return null;
    }

    private static KeyBinding Row(UiCommand command, ImmutableArray<UiKey> keys,
        Sentence shown, Sentence what, Sentence? hint, Func<UiModel, bool> isOffered) =>
        new(command, keys, shown, what, hint, isOffered);

    private static UiKey Key(UiKeyKind kind) => new(kind);

    private static Sentence Letters(string keys) => $"{keys}";

    private static Sentence Screens() =>
        UiWords.List(UiScreens.All.Select(screen => Sentence.Of($"{screen.Number()} {screen.Title()}")));
}
